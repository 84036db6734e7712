"""The one settings object. Environment variables are read here and nowhere else."""

from __future__ import annotations

import datetime
import os
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError
from corpus.years import FiscalYear

HERE = Path(__file__).parent
MOST_WORKERS = 2  # unless more are asked for: each opens the library for itself (docs/decisions/0016-workers.md)


def _workers() -> int:
    return min(os.cpu_count() or 1, MOST_WORKERS)


class Settings(BaseSettings):
    """Every setting with its default; the variable is `PLAN_ASSISTANT_` and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix="PLAN_ASSISTANT_", frozen=True)

    library: Path = Field(Path("library"), description="folder of the library that is built and read")
    catalog: Path = Field(HERE / "catalog.toml", description="catalogue of documents (TOML)")
    glossary: Path = Field(HERE / "glossary.toml", description="the city's own glossary (TOML), on top of the general one")
    embedding_model: str = Field("embedded", description="`embedded`, or a sentence-transformers name or folder; the library must be built anew after a change")
    operations: Path = Field(Path("operations.sqlite3"), description="file for conversations and feedback")
    host: str = Field("127.0.0.1", description="address the API listens on")
    port: int = Field(8000, ge=1, le=65535, description="port of the API")
    ui_port: int = Field(8501, ge=1, le=65535, description="port of the staff app")
    workers: int = Field(default_factory=_workers, ge=1, description="processes that answer on the port of the API")
    today: datetime.date | None = Field(None, description="the day questions are asked on (YYYY-MM-DD); unset: the clock")
    conversation_minutes: int = Field(60, ge=1, description="minutes a conversation is kept after its last question")
    requests_per_minute: int = Field(120, ge=1, description="questions one client may ask a minute over HTTP")
    question_length: int = Field(300, ge=1, description="longest question in characters after normalisation")

    def fiscal_year(self) -> FiscalYear:
        """The fiscal year of today, from the setting or the clock."""
        return FiscalYear.of_date(self.today or datetime.date.today())


@lru_cache(maxsize=1)
def default_settings() -> Settings:
    """The settings of this process, read once from the environment. Raises SettingsError naming the variable and what is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = f"PLAN_ASSISTANT_{str(first['loc'][0]).upper()}"
        raise SettingsError(f"{variable}={first['input']}: {first['msg']}. Correct it or unset it; the README lists the settings.") from error
