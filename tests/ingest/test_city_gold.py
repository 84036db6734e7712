"""Documents of other cities against what a person reads in them: every field is right, or it is missing and the build says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.values import Achievement, DividedDocument, Project

GOLD = sorted((Path(__file__).parent / "cities").glob("*.yaml"))


@pytest.mark.parametrize("gold", [yaml.safe_load(path.read_text("utf-8")) | {"id": path.stem} for path in GOLD], ids=[path.stem for path in GOLD])
class TestGold:
    """A document and its gold file."""

    def test_every_field_is_what_a_person_reads(self, divided: dict[str, DividedDocument], gold: dict[str, Any]) -> None:
        """All projects in order, every field of each; what is not certain is not there."""
        document = divided[gold["id"]]
        assert (document.plan.title, document.plan.period) == (gold["title"], gold["period"])
        assert [_read(project) for project in document.projects] == [_wanted(each) for each in gold["projects"]]

    def test_what_is_missing_is_told(self, divided: dict[str, DividedDocument], gold: dict[str, Any]) -> None:
        """Each warning is one that the gold expects, and the other way round."""
        warnings = [str(doubt) for doubt in divided[gold["id"]].warnings]
        assert len(warnings) == len(gold["warnings"])
        assert all(wanted in warning for wanted, warning in zip(gold["warnings"], warnings, strict=True))


def _wanted(gold: dict[str, Any]) -> dict[str, Any]:
    empty = {"departments": [], "description": "", "indicator": "", "baseline": "", "targets": {}, "done": [], "actions": [], "sidebars": [], "number": None}
    return empty | {"results": {}, "remarks": []} | gold


def _read(project: Project) -> dict[str, Any]:
    return {
        "title": str(project.title),
        "number": project.number,
        "departments": list(project.department_names),
        "under": " / ".join(heading.number for heading in (project.goal, project.policy, project.category) if heading),
        "description": str(project.description or ""),
        "indicator": str(project.indicator or ""),
        "baseline": str(project.baseline or ""),
        "targets": {str(target.year): str(target.cell) for target in project.targets if target.cell.certain},
        "results": {str(result.year): str(result.cell) for result in project.results},
        "remarks": [f"{remark.label} {remark.text}" for remark in project.remarks],
        "done": [_done(item) for item in project.achievements],
        "actions": [" ".join([*map(str, action.years), str(action)]) for action in project.actions if action.certain],
        "sidebars": [str(sidebar.title) for sidebar in project.sidebars],
    }


def _done(item: Achievement) -> str:
    text = " > ".join(map(str, [*item.parents, item.text]))
    return " | ".join([" ".join(map(str, item.years)), text, *map(str, item.notes)])
