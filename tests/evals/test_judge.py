"""A language model judges wording alone, off by default, and only where it agrees with the labelled examples."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
import typer
from langchain_core.language_models import BaseChatModel, FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage
from typer.testing import CliRunner

from corpus.errors import CaseError
from evals.cli import evaluate
from evals.judge import PROMPT, Agreement, Verdict, cohens_kappa, judge_wording, load_examples, load_model, read_verdict

GOOD, POOR = Verdict(True, "ok"), Verdict(False, "rude")


class Recording(GenericFakeChatModel):
    """A fake chat model that keeps what it was sent."""

    sent: ClassVar[list[list[BaseMessage]]] = []

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> Any:
        """The next message."""
        self.sent.append(messages)
        return super()._generate(messages, *args, **kwargs)


def said(good: bool) -> str:
    """A reply as it should be."""
    return json.dumps({"wording": "good" if good else "poor", "reason": "because"})


def saying(labels: Iterable[bool], afterwards: str) -> BaseChatModel:
    """A model that labels the examples so, and replies `afterwards` to whatever comes next."""

    def replies() -> Iterator[AIMessage | str]:
        yield from (AIMessage(said(label)) for label in labels)
        while True:
            yield AIMessage(afterwards)

    return GenericFakeChatModel(messages=replies())


def agreeing() -> BaseChatModel:
    """Agrees with every label, then finds all wording poor."""
    return saying((each.verdict.good for each in load_examples()), '{"wording": "poor", "reason": "too [long]"}')


def silent_later() -> BaseChatModel:
    """Agrees with every label, then says nothing that can be read."""
    return saying((each.verdict.good for each in load_examples()), "I like it.")


def disagreeing() -> BaseChatModel:
    """Says the contrary of every label."""
    return saying((not each.verdict.good for each in load_examples()), said(True))


garbage = FakeListChatModel(responses=["lorem ipsum"])
ready = FakeListChatModel(responses=[said(True)])
breaking = GenericFakeChatModel(messages=iter(()))
number = 3


def test_examples_are_balanced_and_in_both_languages() -> None:
    """Half good and half poor in all, neither below a third in a language; no answer twice, and a reason for each."""
    examples = load_examples()
    assert len(examples) >= 24
    assert len({(each.question, each.answer) for each in examples}) == len(examples)
    labels = Counter(each.verdict.good for each in examples)
    assert labels[True] == labels[False]
    for language in ("ja", "en"):
        goods = [each.verdict.good for each in examples if each.language == language]
        assert len(goods) >= 8 and 1 / 3 <= sum(goods) / len(goods) <= 2 / 3
    assert all(each.verdict.reason for each in examples)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ('{"wording": "good", "reason": "ok"}', GOOD),
        ('Sure!\n```json\n{"reason": " rude\\n", "wording": "Poor"}\n```', POOR),
        ('Format: {wording, reason}. {"wording": "poor", "reason": "rude"} Done.', POOR),
        ('{"verdict": {"wording": "good", "reason": "ok"}}', GOOD),
        ('{"wording": "good", "reason": "ok"} or {"wording": "poor", "reason": "rude"}', None),
        ('{"wording": "good"}', None),
        ('{"wording": "fair", "reason": "ok"}', None),
        ('{"wording": ["good"], "reason": "ok"}', None),
        ('{"wording": "good", "reason": "cut', None),
        ("good", None),
        ("", None),
        ('{"a":' * 5000, None),
    ],
)
def test_a_reply_is_read_whatever_stands_around_it(reply: str, expected: Verdict | None) -> None:
    """What is no single verdict with a reason is none."""
    assert read_verdict(reply) == expected


def test_the_model_sees_question_and_answer_alone() -> None:
    """The strict prompt, and both as data; a reply in content blocks is read too."""
    model = Recording(messages=iter([AIMessage([{"type": "text", "text": said(False)}])]))
    assert judge_wording(model, "担当課は？", "DX推進課だ。") == Verdict(False, "because")
    ((system, human),) = model.sent
    assert system.text == PROMPT
    assert json.loads(str(human.text)) == {"question": "担当課は？", "answer": "DX推進課だ。"}


def test_kappa_agrees_with_a_table_worked_by_hand() -> None:
    """Cohen's own layout: of 50, both good 20, both poor 15, apart 5 and 10: observed 0.7, expected 0.5."""
    assert cohens_kappa(np.array([[20, 5, 0], [10, 15, 0]])) == pytest.approx(0.4)
    assert math.isnan(cohens_kappa(np.array([[5, 0, 0], [0, 0, 0]])))


def test_a_missing_verdict_counts_as_disagreement() -> None:
    """So that silence where it is hard does not make a good judge."""
    labels = [True] * 10 + [False] * 10
    spoken = Agreement.of(labels, [GOOD] * 10 + [POOR] * 10)
    assert (spoken.share.value, spoken.kappa, spoken.low, spoken.missing, spoken.enough) == (1, 1, 1, 0, True)
    silent = Agreement.of(labels, [GOOD] * 5 + [None] * 10 + [POOR] * 5)
    assert (silent.share.value, silent.missing) == (0.5, 10)
    assert silent.low < silent.kappa < silent.high < 1
    assert not Agreement.of(labels, [GOOD] * 20).enough  # always good: right in half, kappa 0
    assert not Agreement.of(labels, [None] * 20).enough


def run(library: Path, *words: str) -> Any:
    """The command on three cases."""
    app = typer.Typer()
    app.add_typer(evaluate, name="eval")
    return CliRunner().invoke(app, ["eval", "judge", "--library", str(library), "--sample", "3", *words])


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name by which the models of this file can be imported."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return "test_judge"


def test_without_a_model_there_is_no_judge(library_folder: Path) -> None:
    """The message says so, and how to name one."""
    error = run(library_folder).exception
    assert isinstance(error, CaseError) and "no judge is configured" in str(error) and "--model" in str(error)


def test_a_judge_that_agrees_is_told_with_its_agreement(library_folder: Path, named: str) -> None:
    """Share and kappa of the examples first, then the answers with the reasons."""
    done = run(library_folder, "--model", f"{named}:agreeing")
    assert done.exit_code == 0, done.exception
    assert "kappa 1.00 (1.00 to 1.00)" in done.stdout
    assert "0.0 % (0–0) of 3" in done.stdout
    assert done.stdout.count("too [long]") == 3


def test_answers_without_a_verdict_are_counted_as_such(library_folder: Path, named: str) -> None:
    """Neither good nor poor."""
    row = next(line for line in run(library_folder, "--model", f"{named}:silent_later").stdout.splitlines() if " all " in line)
    assert [cell.strip() for cell in row.split("│")[2:4]] == ["–", "3"]


@pytest.mark.parametrize(("attribute", "kappa"), [("disagreeing", "-1.00"), ("garbage", "0.00"), ("ready", "0.00")])
def test_a_judge_that_does_not_agree_gives_no_figure(library_folder: Path, named: str, attribute: str, kappa: str) -> None:
    """Whether it says the contrary, nothing that can be read, or the same of everything."""
    done = run(library_folder, "--model", f"{named}:{attribute}")
    assert done.exit_code == 1
    assert f"kappa {kappa}" in done.stdout and "no figure is told" in done.stdout
    assert "Wording as the model judges it" not in done.stdout


@pytest.mark.parametrize(
    ("name", "told"), [("judge", "package.module:attribute"), ("no_such:judge", "imported"), ("{}:nothing", "imported"), ("{}:number", "is a int")]
)
def test_a_model_that_is_none_is_told(named: str, name: str, told: str) -> None:
    """With the name that was given."""
    with pytest.raises(CaseError, match=told):
        load_model(name.format(named))


def test_a_model_that_fails_is_told() -> None:
    """With its kind of error, not as a missing verdict."""
    with pytest.raises(CaseError, match="gave no reply"):
        judge_wording(breaking, "担当課は？", "DX推進課です。")
