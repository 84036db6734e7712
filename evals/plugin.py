"""A pytest plugin: `pytest our-cases --plan-library library` asks every case of the folder, one test for each.

Nothing of the product is imported unless the option is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from evals.answers import Outcome
    from evals.cases import Case

Ask = Callable[["Case"], "Outcome"]
ASK = pytest.StashKey[Ask]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that makes YAML files cases."""
    parser.getgroup("plan-assistant").addoption("--plan-library", help="ask the cases of every *.yaml file of this library of Plan Assistant")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseFile | None:
    """A file of cases, where a library is given to ask them of."""
    if file_path.suffix == ".yaml" and parent.config.getoption("--plan-library"):
        return CaseFile.from_parent(parent, path=file_path)
    return None


class CaseFile(pytest.File):
    """A YAML file of cases."""

    def collect(self) -> Iterator[CaseItem]:
        """A test for each case."""
        from evals.cases import load_cases

        for case in load_cases(self.path):
            yield CaseItem.from_parent(self, name=case.id, case=case)


class CaseItem(pytest.Item):
    """One case. A held one that fails is not shown."""

    def __init__(self, case: Case, **more: Any) -> None:
        super().__init__(**more)
        self.case = case

    def runtest(self) -> None:
        """Ask the case; what was expected and said, where it fails."""
        from evals.report import describe

        outcome = _asking(self.config)(self.case)
        if not outcome.passed:
            pytest.fail(f"{self.case.id}: held, not shown" if self.case.held else "\n".join(describe(outcome)), pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """File and id."""
        return self.path, None, self.case.id


def _asking(config: pytest.Config) -> Ask:
    """Asks a case of the library, which is opened once."""
    if ASK not in config.stash:
        from corpus.settings import default_settings
        from evals.own import LibraryMaterial
        from evals.parallel import Ground

        library, settings = Path(config.getoption("--plan-library")), default_settings()
        material = LibraryMaterial.open(library, settings)
        config.stash[ASK] = Ground(library, settings, material.lines, material.names).asking()
    return config.stash[ASK]
