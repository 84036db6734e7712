"""Plans of cities that do not exist, in the formats of office programs: what is read of each without any profile."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from corpus.text import name, squeeze
from ingest.build import divide_entry
from ingest.catalog import load_catalog

PUBLISHED = Path(__file__).parents[1] / "published"
PLANS = sorted(path.parent.name for path in PUBLISHED.glob("*/catalog.toml"))
PROJECTS = 18  # of each of them but one
OF_WELFARE, MEASURES = 72, 16  # projects of that one, and its measures with figures of their own, which no department runs


def test_all_plans_are_found() -> None:
    """None of them is left out by a path."""
    assert len(PLANS) == 12


@pytest.mark.parametrize("plan", PLANS)
def test_every_project_is_read_with_its_department(plan: str) -> None:
    """Each plan has as many projects as its author wrote, each with its department; those that are asked about have the titles that the author gives them."""
    welfare = plan == "shiomihara-fukushi"
    (entry,) = load_catalog(PUBLISHED / plan / "catalog.toml")
    projects = divide_entry(entry, {}).projects
    cases = yaml.safe_load((PUBLISHED / plan / "cases.yaml").read_text("utf-8"))
    asked = {squeeze(name(case["expected"]["project"])) for case in cases if case["expected"].get("project")}
    assert sum(bool(project.departments) for project in projects) == (OF_WELFARE if welfare else PROJECTS)
    assert sum(not project.departments for project in projects) == (MEASURES if welfare else 0)
    assert asked <= {squeeze(project.title.printed) for project in projects}
