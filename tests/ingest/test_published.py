"""Plans of cities that do not exist, in the formats of office programs: what is read of each without any profile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from corpus.library import Library
from corpus.text import name, squeeze
from tests.conftest import PUBLISHED

PLANS = sorted(path.parent.name for path in PUBLISHED.glob("*/catalog.toml"))
PROJECTS = 18  # of each of them but those below
WITH_DEPARTMENT = {  # 18 of the 99 are measures
    "shiomihara-fukushi": 72,
    "shiino-sogo": 99,
    "shiomino-ondanka": 17,
    "kusunose-tabunka": 17,
    "misagi-hyoka": 16,
    "arihama-shinchoku": 16,
    "kirigahama-gyokaku": 16,
    "shiomino-dx": 17,
    "ashinosawa-kotsu": 24,
    "chidoriura-bosai": 24,
    "kirisawa-kanko": 23,
    "shiomino-kankyo": 23,
    "shionari-senryaku": 22,
    "kirise-bohan": 22,
    "shiomizawa-jisatsu": 24,
    "yugihara-sports": 23,
    "mitsuenoki-gyozaisei": 23,
    "chidorigahara-jisshi": 24,
    "kashinose-akiya": 22,
    "kashiwatari-suido": 22,
    "kayatani-nourin": 23,
    "somanose-kaso": 24,
    "hotarunuma-dokusho": 22,
    "hagigase-gomi": 23,
    "kirigase-bunkazai": 23,
    "mukunohara-kokyoshisetsu": 23,
    "makinoura-fukushi": 24,
}
WITHOUT = {"shiomihara-fukushi": 16, "kashinohara-kenko": 6, "haruse-shoku": 8}  # measures with figures of their own, which no department runs
LEFT_OUT = {"住まい探しの支援"}  # whose department stands with its category on one line of text; said in a warning


def test_all_plans_are_found() -> None:
    """None of them is left out by a path."""
    assert len(PLANS) == 59


@pytest.mark.parametrize("plan", PLANS)
def test_every_project_is_read_with_its_department(published: Callable[[str], Path], plan: str) -> None:
    """Each plan has as many projects as its author wrote, each with its department; those that are asked about have the titles that the author gives them."""
    projects = Library.open(published(plan)).projects
    cases = yaml.safe_load((PUBLISHED / plan / "cases.yaml").read_text("utf-8"))
    asked = {squeeze(name(case["expected"]["project"])) for case in cases if case["expected"].get("project")}
    assert sum(bool(project.departments) for project in projects) == WITH_DEPARTMENT.get(plan, PROJECTS)
    assert sum(not project.departments for project in projects) == WITHOUT.get(plan, 0)
    assert asked - {squeeze(project.title.printed) for project in projects} <= LEFT_OUT
