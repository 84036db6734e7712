"""What ranks projects: the product's search, and what it is compared with over the same documents.

The plain ones know as little of Japanese plans as their names say: BM25 over one sort of words, the vectors alone, and LangChain's splitter with
Chroma as a tutorial sets it up. Where passages are ranked, a project stands where its best passage stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

import tantivy

from assistant.assistant import Assistant
from corpus.embedding import Embedder
from corpus.library import Library
from corpus.settings import Settings
from corpus.text import bigrams, squeeze
from corpus.values import Passage
from evals.baseline import embeddings
from evals.retrieval import DEPTH, Question, Ranker, Retrieval, Sureness, load_questions, rank_all, right_ones
from evals.sources import Sources

SPLIT_LENGTH = 400  # characters of a piece of the plain chain; its overlap is a tenth
CANDIDATES = 200  # passages or pieces from which the first DEPTH projects are taken
COMPARED = "pip install 'plan-assistant[compare]'"
Analyser = Callable[[str], Sequence[str]]


class Product:
    """`Assistant.search`."""

    name = "search"

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def rank(self, question: str) -> list[str]:
        """Ids of projects, best first."""
        return [found.project.id for found in self._assistant.search(question, DEPTH)]


class Bm25:
    """BM25 of tantivy (k1 1.2, b 0.75) over the words that an analyser gives."""

    def __init__(self, name: str, passages: Sequence[Passage], analyse: Analyser) -> None:
        self.name = name
        self._passages, self._analyse = passages, analyse
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("words", tokenizer_name="whitespace")
        builder.add_unsigned_field("row", stored=True)
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(15_000_000, 1)
        for row, passage in enumerate(passages):
            writer.add_document(tantivy.Document(words=[" ".join(analyse(passage.indexed))], row=row))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def rank(self, question: str) -> list[str]:
        """Ids of projects, best first."""
        queries = [tantivy.Query.term_query(self._index.schema, "words", word) for word in dict.fromkeys(self._analyse(question))]
        hits = self._searcher.search(tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries]), CANDIDATES).hits
        return projects_of(self._passages[self._searcher.doc(address)["row"][0]] for _, address in hits)


class Vectors:
    """The vectors of the library alone."""

    name = "vectors alone"

    def __init__(self, library: Library) -> None:
        self._library = library

    def rank(self, question: str) -> list[str]:
        """Ids of projects, best first."""
        found = self._library.vectors.search(self._library.embedder.embed([question])[0], CANDIDATES)
        return projects_of(self._library.passages[row] for row, _ in found)


class Chain:
    """LangChain's recursive splitter and Chroma with the same model. A piece is of the project that most of its lines belong to."""

    name = "LangChain splitter + Chroma"

    def __init__(self, sources: Sources, passages: Sequence[Passage], embedder: Embedder) -> None:
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        documents = [Document("\n".join(lines), metadata={"document": name}) for name, lines in sources.lines.items()]
        splitter = RecursiveCharacterTextSplitter(chunk_size=SPLIT_LENGTH, chunk_overlap=SPLIT_LENGTH // 10, add_start_index=True)
        self._store = Chroma("pieces", embeddings(embedder), collection_metadata={"hnsw:space": "cosine"})
        self._store.reset_collection()  # Chroma keeps one memory for the whole process
        self._store.add_documents(splitter.split_documents(documents))
        self._owners = _owners(passages)
        self._texts = {document.metadata["document"]: document.page_content for document in documents}

    def rank(self, question: str) -> list[str]:
        """Ids of projects, best first."""
        pieces = self._store.similarity_search(question, k=DEPTH * 3)
        owners = (self._owner(piece.metadata["document"], piece.metadata["start_index"], len(piece.page_content)) for piece in pieces)
        return list(dict.fromkeys(filter(None, owners)))

    def _owner(self, document: str, start: int, length: int) -> str | None:
        first = self._texts[document].count("\n", 0, start) + 1
        last = first + self._texts[document].count("\n", start, start + length)
        held = Counter(owner for line in range(first, last + 1) if (owner := self._owners.get((document, line))))
        return held.most_common(1)[0][0] if held else None


def _owners(passages: Iterable[Passage]) -> dict[tuple[str, int], str]:
    """The project of each line that a passage of a project covers."""
    spans = ((passage.span, passage.project_id) for passage in passages if passage.project_id)
    return {(span.document_id, line): project for span, project in spans for line in range(span.line_start, span.line_end + 1)}


def projects_of(passages: Iterable[Passage]) -> list[str]:
    """The projects of passages, each where its first passage stands."""
    return list(dict.fromkeys(passage.project_id for passage in passages if passage.project_id))


def evaluate_retrieval(sources: Sources, settings: Settings, library: Path | None) -> Retrieval:
    """The product's search and the baselines over every retrieval case, in one run."""
    with sources.library(library, settings) as folder:
        assistant = Assistant.open(folder, settings=settings)
        rankers, missing = all_rankers(assistant, sources)
        questions = load_questions()
        sureness = tuple(_sureness(assistant, each, right_ones(each, sources.divided)) for each in questions)
        return Retrieval(rank_all(rankers, questions, sources.divided), missing, sureness)


def _sureness(assistant: Assistant, question: Question, right: frozenset[str]) -> Sureness:
    best = next(iter(assistant.search(question.question, 1)), None)
    return Sureness(question, best.score if best else 0.0, bool(best and best.project.id in right))


def all_rankers(assistant: Assistant, sources: Sources) -> tuple[list[Ranker], dict[str, str]]:
    """The product and every baseline that is installed, and why the others are not there."""
    library = assistant.library
    optional: Mapping[str, tuple[tuple[str, ...], Callable[[], Ranker]]] = {
        "BM25, Sudachi words": (("sudachipy", "sudachidict_small"), lambda: Bm25("BM25, Sudachi words", library.passages, _sudachi())),
        Chain.name: (("langchain_chroma", "langchain_text_splitters"), partial(Chain, sources, library.passages, library.embedder)),
    }
    rankers: list[Ranker] = [
        Product(assistant),
        Bm25("BM25, character pairs", library.passages, lambda text: bigrams(squeeze(text))),
        Vectors(library),
    ]
    missing: dict[str, str] = {}
    for name, (modules, make) in optional.items():
        absent = [module for module in modules if not _installed(module)]
        if absent:
            missing[name] = f"not installed ({', '.join(absent)}): {COMPARED}"
        else:
            rankers.append(make())
    return rankers, missing


def _installed(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def _sudachi() -> Analyser:
    """Normalised forms of Sudachi's middle units, without particles, endings and marks."""
    from sudachipy import Dictionary, SplitMode

    tokenizer = Dictionary(dict="small").create(mode=SplitMode.B)
    empty = {"助詞", "助動詞", "補助記号", "空白"}
    return lambda text: [each.normalized_form() for each in tokenizer.tokenize(text) if each.part_of_speech()[0] not in empty]
