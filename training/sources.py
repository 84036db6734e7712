"""Groups of texts that mean the same, read from the sources that sources.toml names."""

from __future__ import annotations

import csv
import json
import lzma
import re
import shutil
import sqlite3
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import unescape
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import TypeAdapter

from corpus.kana import is_kana, with_words
from evals.invented import taught
from training.files import Group, TrainingError

HERE = Path(__file__).parent
TABLE = HERE / "sources.toml"
MUNICIPAL = HERE / "municipal.tsv"
SAYINGS = HERE / "sayings.jsonl"
ALIKE = 3.5  # of 5: sentences of JSTS from this likeness on mean the same
SHORTEST = 8  # characters of a sentence that is set beside its neighbour
SENTENCE_ENDS = re.compile(r"(?<=。)")
SENTENCE = re.compile(r"<j>(.*?)</j>(.*?)(?=<j>|\Z)", re.DOTALL)
LAST_TRANSLATION = re.compile(r'<e type="check"[^>]*>(.*?)</e>', re.DOTALL)
BLANKS = re.compile(r"\s+")
IN_PARENTHESES = re.compile(r"\s*\([^()]*\)")

ASKED_JA = (
    "{}の担当課はどこですか",
    "{}はだれがやっていますか",
    "{}の今年度の目標は？",
    "{}は何件を目指していますか",
    "{}とは何ですか",
    "{}について教えてください",
    "{}で何をしましたか",
    "{}の実績は？",
    "{}はいつ始まりますか",
    "{}のこと知りたいんだけど",
)
ASKED_EN = (
    "Which department is in charge of {}?",
    "Who is responsible for {}?",
    "What is this year's target for {}?",
    "How many does {} aim for?",
    "What is {} about?",
    "Tell me about {}, please.",
    "What was done about {}?",
    "What has {} achieved so far?",
    "When does {} start?",
    "the {} project",
)

Reader = Callable[[Sequence[Path]], Iterator[Group]]


@dataclass(frozen=True, slots=True)
class Source:
    """One row of sources.toml."""

    id: str
    reader: str
    weight: float
    get: str
    licence: str
    credit: str
    files: tuple[str, ...] = ()
    package: str | None = None

    def groups(self, data: Path) -> Iterator[Group]:
        """The groups read from below `data`. Raises TrainingError naming what is missing and where to get it."""
        try:
            yield from READERS[self.reader](self.paths(data))
        except (KeyError, TypeError, ValueError, UnicodeError, csv.Error, sqlite3.Error, lzma.LZMAError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise TrainingError(f"{self.id}: its files are not as expected ({reason}). Get them anew: {self._get(data)}") from error

    def paths(self, data: Path) -> list[Path]:
        """The files of this source, sorted. Raises TrainingError when a pattern finds none."""
        root = data if self.package is None else package_folder(self.package, self._get(data))
        found = [sorted(root.glob(pattern)) for pattern in self.files]
        if self.package is not None and any(found):  # any one of the forms that a package may have
            return next(paths for paths in found if paths)
        for pattern, paths in zip(self.files, found, strict=True):
            if not paths:
                raise TrainingError(f"{self.id}: {root / pattern} is missing. Get it: {self._get(data)}")
        return [path for paths in found for path in paths]

    def _get(self, data: Path) -> str:
        return self.get.format(data=data)


def load_sources(table: Path = TABLE) -> tuple[Source, ...]:
    """The sources of the table, in its order."""
    return TypeAdapter(tuple[Source, ...]).validate_python(tomllib.loads(table.read_text("utf-8"))["source"])


def package_folder(name: str, get: str) -> Path:
    """The folder of an installed package, without importing it. Raises TrainingError when it is not installed."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise TrainingError(f"The package {name} is not installed. Get it: {get}")
    return Path(spec.submodule_search_locations[0])


# --- readers: files -> groups -------------------------------------------------------------------------


def municipal(_: Sequence[Path]) -> Iterator[Group]:
    """Terms of the administration: term <-> everyday wordings, and both <-> English."""
    for line in MUNICIPAL.read_text("utf-8").splitlines():
        term, everyday, english = (tuple(cell.split("|")) for cell in line.split("\t"))
        yield Group(term, everyday)
        yield Group(term + everyday, english)


def municipal_questions(_: Sequence[Path]) -> Iterator[Group]:
    """Questions about the same terms <-> the bare terms, so that the words of asking come to tell little."""
    for line in MUNICIPAL.read_text("utf-8").splitlines():
        term, everyday, english = (tuple(cell.split("|")) for cell in line.split("\t"))
        asked = [frame.format(text) for frame in ASKED_JA for text in term + everyday]
        asked += [frame.format(text) for frame in ASKED_EN for text in english]
        yield Group(tuple(asked), term + english)


def projects(_: Sequence[Path]) -> Iterator[Group]:
    """Invented projects: how different people ask for each <-> its title and what it does."""
    for each in taught():
        asked = [with_words(question) if voice == "child" else question for voice, question in each.asked.items()]
        yield Group((*asked, *each.english, *each.told.values()), (each.title, each.text, f"{each.title} {each.text}"))


def project_facts(_: Sequence[Path]) -> Iterator[Group]:
    """A question in everyday words <-> the line of the project that answers it."""
    for each in taught():
        yield Group(tuple(each.told.values()), (each.fact,))


def sayings(_: Sequence[Path]) -> Iterator[Group]:
    """What people say, in many ways, of a matter <-> title and text of an invented project for it. Kana are written in words, as the search does."""
    for row in _json_lines([SAYINGS]):
        said = [with_words(text) if is_kana(text) else text for text in row["said"]]
        yield Group((*said, *row["en"]), (row["title"], row["text"], f"{row['title']} {row['text']}"))


def squad(paths: Sequence[Path]) -> Iterator[Group]:
    """Questions <-> the paragraph that answers them (SQuAD format)."""
    for _, context, questions in _paragraphs(paths):
        if questions:
            yield Group(questions, (context,))


def squad_titles(paths: Sequence[Path]) -> Iterator[Group]:
    """Title of an article <-> its paragraphs (SQuAD format)."""
    contexts: dict[str, list[str]] = defaultdict(list)
    for title, context, _ in _paragraphs(paths):
        contexts[title].append(context)
    for title, texts in contexts.items():
        yield Group((title,), tuple(texts))


def squad_neighbours(paths: Sequence[Path]) -> Iterator[Group]:
    """A sentence <-> the next one of its paragraph (SQuAD format); one pair of a paragraph, so that a batch holds no other neighbour of it."""
    for _, context, _ in _paragraphs(paths):
        sentences = [each.strip() for each in SENTENCE_ENDS.split(context) if len(each.strip()) >= SHORTEST]
        for before, after in list(pairwise(sentences))[:1]:
            yield Group((before,), (after,))


def kyoto(paths: Sequence[Path]) -> Iterator[Group]:
    """Japanese <-> English sentences and titles, in the last of the three translations. One of the files is no valid XML, so tags are searched for."""
    for path in paths:
        for japanese, translations in SENTENCE.findall(path.read_text("utf-8")):
            english = LAST_TRANSLATION.search(translations)
            yield from _pair(unescape(japanese), unescape(english[1]) if english else None)


def kyoto_lexicon(paths: Sequence[Path]) -> Iterator[Group]:
    """Japanese <-> English terms of a table with a head line."""
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in list(csv.reader(file))[1:]:
                yield from _pair(row[0], row[1])


def parallel_lines(paths: Sequence[Path]) -> Iterator[Group]:
    """Line n of the first file <-> line n of the second. Blanks between Japanese words are taken out."""
    japanese, english = (path.read_text("utf-8").splitlines() for path in paths)
    for left, right in zip(japanese, english, strict=True):
        yield from _pair(left.replace(" ", ""), right)


def jsts(paths: Sequence[Path]) -> Iterator[Group]:
    """Pairs of sentences that people found alike."""
    for row in _json_lines(paths):
        if row["label"] >= ALIKE:
            yield Group((row["sentence1"],), (row["sentence2"],))


def choices(paths: Sequence[Path]) -> Iterator[Group]:
    """Questions <-> the right one of their choices."""
    answers: dict[str, list[str]] = defaultdict(list)
    for row in _json_lines(paths):
        answers[row[f"choice{row['label']}"]].append(row["question"])
    for answer, questions in answers.items():
        yield Group(tuple(questions), (answer,))


def jmdict(paths: Sequence[Path]) -> Iterator[Group]:
    """Headwords <-> glosses of a sense, for every entry. Remarks in parentheses are left out of the glosses."""
    with opened(paths[0]) as database:
        yield from _senses(database, {entry for (entry,) in database.execute("SELECT idseq FROM Entry")})


def jmdict_common(paths: Sequence[Path]) -> Iterator[Group]:
    """The same for the entries that JMdict marks as common (it gives one of their forms a priority)."""
    query = "SELECT idseq FROM Kanji JOIN KJP ON kid = ID UNION SELECT idseq FROM Kana JOIN KNP ON kid = ID"
    with opened(paths[0]) as database:
        yield from _senses(database, {entry for (entry,) in database.execute(query)})


READERS: dict[str, Reader] = {
    "projects": projects,
    "project_facts": project_facts,
    "sayings": sayings,
    "municipal": municipal,
    "municipal_questions": municipal_questions,
    "squad": squad,
    "squad_titles": squad_titles,
    "squad_neighbours": squad_neighbours,
    "kyoto": kyoto,
    "kyoto_lexicon": kyoto_lexicon,
    "parallel_lines": parallel_lines,
    "jsts": jsts,
    "choices": choices,
    "jmdict": jmdict,
    "jmdict_common": jmdict_common,
}


# --- their parts -------------------------------------------------------------------------------------


def _pair(left: str | None, right: str | None) -> Iterator[Group]:
    if left and right and left.strip() and right.strip():
        yield Group((left.strip(),), (right.strip(),))


def _paragraphs(paths: Iterable[Path]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(title, context, questions); JGLUE's contexts begin with the title and [SEP]."""
    for path in paths:
        for article in json.loads(path.read_text("utf-8"))["data"]:
            for paragraph in article["paragraphs"]:
                questions = tuple(dict.fromkeys(each["question"] for each in paragraph["qas"]))
                yield article["title"], BLANKS.sub(" ", paragraph["context"].replace("[SEP]", " ")), questions


def _json_lines(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The dictionary, unpacked where it is not yet."""
    with TemporaryDirectory() as folder:
        plain = Path(folder) / path.stem if path.suffix == ".xz" else path
        if plain != path:
            with lzma.open(path) as packed, plain.open("wb") as file:
                shutil.copyfileobj(packed, file)
        with closing(sqlite3.connect(f"{plain.resolve().as_uri()}?mode=ro", uri=True)) as database:
            yield database


def _senses(database: sqlite3.Connection, entries: set[int]) -> Iterator[Group]:
    words: dict[int, list[str]] = defaultdict(list)
    for table in ("Kanji", "Kana"):
        for entry, text in database.execute(f"SELECT idseq, text FROM {table} ORDER BY idseq, ID"):
            words[entry].append(text)
    glosses: dict[tuple[int, int], list[str]] = defaultdict(list)
    query = "SELECT Sense.idseq, Sense.ID, SenseGloss.text FROM Sense JOIN SenseGloss ON SenseGloss.sid = Sense.ID WHERE lang = 'eng' ORDER BY 1, 2"
    for entry, sense, text in database.execute(query):
        plain = IN_PARENTHESES.sub("", text).strip()
        if plain and entry in entries:
            glosses[entry, sense].append(plain)
    for (entry, _), texts in glosses.items():
        yield Group(tuple(words[entry]), tuple(texts))
