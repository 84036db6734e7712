"""The README cannot go stale."""

from pathlib import Path

import pytest

from corpus.settings import HERE, Settings

ROOT = HERE.parent


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_readme(readme: str, name: str) -> None:
    """Each setting has a row in the settings table of both READMEs."""
    assert f"| `PLAN_ASSISTANT_{name.upper()}` |" in (ROOT / readme).read_text("utf-8")


def test_the_english_table_says_what_the_settings_say() -> None:
    """The rows of the English table are the descriptions in the code."""
    text = Path(ROOT / "README.md").read_text("utf-8")
    for name, field in Settings.model_fields.items():
        assert f"| {field.description} |" in text, name
