"""Train the embedded embedding model, step by step: prepare, tokenizer, init, train, export, evaluate; or `all` of them.

Example: nice -n 19 python -m training all --data training-data --work training-work
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table
from tokenizers import Tokenizer

from assistant.lexicon import DICTIONARY
from assistant.networks import WEIGHTS
from corpus.embedding import MODEL_FOLDER
from corpus.errors import PlanAssistantError
from corpus.settings import default_settings
from training import export as export_module
from training.exam import all_lines, load_wordings
from training.files import Work, read_groups, spread, write_groups
from training.learn import learn, make_lesson
from training.lexicon import write_lexicon
from training.measure import measure
from training.measure_networks import intent_table, selection_table
from training.pieces import Pieces, build, count_words, sudachi
from training.recipe import RECIPE
from training.rows import initial_rows, word_vectors
from training.sources import load_sources

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
SHORT_TRANSLATIONS = ("jmdict", "jmdict-common", "kyoto-lexicon", "municipal")  # sources that translate words and not sentences
STARTED = time.monotonic()

Data = Annotated[Path, typer.Option(help="folder of the sources that are fetched by hand; training/README.md says from where")]
Folder = Annotated[Path, typer.Option(help="folder of what the steps make")]
DATA, WORK = Path("training-data"), Path("training-work")


def say(message: str) -> None:
    """Progress, on standard error."""
    print(f"[{time.monotonic() - STARTED:6.0f} s] {message}", file=sys.stderr, flush=True)


@app.command()
def prepare(data: Data = DATA, work: Folder = WORK) -> None:
    """Read the sources into groups of texts that mean the same."""
    sources, place = load_sources(), Work(work)
    for source in sources:
        source.paths(data)  # what is missing is told before anything is read
    for source in sources:
        count = write_groups(source.groups(data), place.groups / f"{source.id}.jsonl")
        say(f"{source.id}: {count} groups ({source.licence})")


@app.command()
def tokenizer(work: Folder = WORK) -> None:
    """Count words and make the vocabulary."""
    place = Work(work)
    groups = {source: list(read_groups(_groups(place, source.id))) for source in load_sources()}
    counted = ((source.weight, (text for group in spread(all_groups, RECIPE.counted) for text in group.texts)) for source, all_groups in groups.items())
    counts = count_words(counted, sudachi())
    made, pieces = build(counts, RECIPE)
    made.save(str(place.tokenizer), pretty=False)
    pieces.write(place.pieces)
    say(f"{len(counts.shares)} words seen; {len(pieces.row_of)} pieces with {len(pieces.words)} rows")


@app.command(name="init")
def initialise(work: Folder = WORK) -> None:
    """Make the rows that training starts from."""
    place = Work(work)
    pieces = Pieces.read(place.need(place.pieces, "tokenizer"))
    translations = (group for source in SHORT_TRANSLATIONS for group in read_groups(_groups(place, source)))
    rows = initial_rows(pieces, word_vectors(), translations, sudachi(), RECIPE)
    np.save(place.initial, rows)
    known = int((np.linalg.norm(rows, axis=1) > (1 + RECIPE.unknown) / 2).sum())
    say(f"{known} of {len(rows)} rows start from a word vector")


@app.command()
def train(work: Folder = WORK) -> None:
    """Train the rows, once per seed, and take the mean."""
    place = Work(work)
    pieces = Pieces.read(place.need(place.pieces, "tokenizer"))
    initial = np.load(place.need(place.initial, "init"))
    cutter = Tokenizer.from_file(str(place.need(place.tokenizer, "tokenizer")))
    taught = {source: spread(list(read_groups(_groups(place, source.id))), RECIPE.taught) for source in load_sources()}
    lessons = [make_lesson(source.weight, groups, cutter, RECIPE.longest) for source, groups in taught.items()]
    say(f"{sum(lesson.size for lesson in lessons)} groups in {len(lessons)} sources")
    np.save(place.trained, learn(initial, pieces, lessons, RECIPE, say))


@app.command()
def export(work: Folder = WORK) -> None:
    """Write the model folder. It is shipped by copying its files over those of corpus/model/."""
    place = Work(work)
    pieces = Pieces.read(place.need(place.pieces, "tokenizer"))
    rows = np.load(place.need(place.trained, "train"))
    size_mb = export_module.export(place.need(place.tokenizer, "tokenizer"), pieces, rows, place.model)
    say(f"{place.model}: {size_mb:.1f} MB")


@app.command()
def evaluate(
    models: Annotated[list[Path] | None, typer.Argument(help="model folders; the shipped one is always the first column")] = None,
    data: Annotated[Path | None, typer.Option(help="as above; without it only the open cases and the times are measured")] = None,
) -> None:
    """Measure model folders beside the shipped one.

    Example: python -m training evaluate training-work/model --data training-data
    """
    folders = [MODEL_FOLDER, *(models or [])]
    columns = [measure(folder, default_settings(), data) for folder in folders]
    table = Table("", *(str(folder) if folder != MODEL_FOLDER else "shipped" for folder in folders))
    for row in zip(*columns, strict=True):
        cells = (f"{each.value:.1f}" + (f" ± {each.spread:.1f}" if each.spread is not None else "") for each in row)
        table.add_row(f"{row[0].name} ({row[0].unit}, n = {row[0].asked})", *cells)
    Console().print(table)


@app.command()
def networks(
    data: Data = DATA,
    folder: Annotated[Path, typer.Option(help="where the weights are written; the assistant reads those in assistant/data")] = WEIGHTS,
    only: Annotated[str, typer.Option(help="selection or intent; both without it")] = "",
) -> None:
    """Train the assistant's networks on the shipped embedding model, and measure them on what they have not seen."""
    from training.networks import SEEDS, Classifier, Selector

    teach, measured = all_lines(data)
    if only in ("", "selection"):
        members = [Selector(teach, seed) for seed in SEEDS["selection"]]
        for member in members:
            member.learn(teach, say)
        say(f"selection: {Selector.write(folder / 'selection.npz', members):.1f} MB")
        Console().print(selection_table(measured))
    if only in ("", "intent"):
        wordings, kept_wordings = load_wordings()
        details = [each for each in teach if each.source in ("projects", "details")]
        classifier = Classifier(wordings, details, *SEEDS["intent"])
        classifier.learn(wordings, details, say)
        say(f"intent: {classifier.write(folder / 'intent.npz'):.1f} MB")
        Console().print(intent_table(kept_wordings, measured))


@app.command()
def lexicon(data: Data = DATA, target: Annotated[Path, typer.Option(help="the file that the assistant reads")] = DICTIONARY) -> None:
    """Write the dictionary of English words, which needs one source: JMdict."""
    source = next(source for source in load_sources() if source.id == "jmdict")
    say(f"{target}: {write_lexicon(source.paths(data), target)} English words ({source.licence})")


@app.command(name="all")
def everything(data: Data = DATA, work: Folder = WORK) -> None:
    """Every step, one after the other."""
    prepare(data, work)
    tokenizer(work)
    initialise(work)
    train(work)
    export(work)
    evaluate([Work(work).model], data)


def _groups(place: Work, source: str) -> Path:
    return place.need(place.groups / f"{source}.jsonl", "prepare")


def main() -> None:
    """Run a command; exit code 2 and one line when something is missing."""
    try:
        app()
    except PlanAssistantError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
