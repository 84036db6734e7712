"""The same open cases, asked of the assistant, of a plain LangChain chain, and, where one is named, of any OpenAI-compatible endpoint.

Others have neither statuses nor citations, so everyone is judged by the text alone: whether every fact (and every project of a list) stands in
it, whether nothing does that must not, and whether it declines where only that is right. Cases that need more (asking back, greeting, refusing)
are left out. A conversation is handed over as one text.

The plain chain says its passages word for word, which is all it knows. It declines below a likeness that is chosen on the very cases it is
judged by: the best that it could ever do. An endpoint is given the passages of the plain chain and told to answer from them alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import httpx
import numpy as np

from assistant.answer import Conversation
from corpus.errors import CaseError
from evals.baseline import Baseline
from evals.cases import Case
from evals.matching import stands_in, without_marks
from evals.run import Measured
from evals.sources import Asker

COMPARABLE = frozenset({"answered", "not_found", "out_of_scope"})  # statuses that a text can be told to have
NOT_STATED = "NOT STATED"
PROMPT = (
    "You answer questions about Japanese municipal plans. Use only the excerpts below. Answer shortly, in the language of the question, "
    f"with figures, fiscal years and names as printed. If the excerpts do not tell, reply with exactly: {NOT_STATED}\n\n"
)
TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said, and whether that is that the documents do not tell. `likeness`: of the best passage, where there is one."""

    text: str
    declined: bool
    likeness: float = 1.0


class Answerer(Protocol):
    """Anything that answers."""

    @property
    def name(self) -> str:
        """As it stands in the table."""

    def reply(self, case: Case) -> Reply:
        """The reply to the question of a case, after its turns."""


@dataclass(frozen=True, slots=True)
class Replied:
    """A case with the reply to it and how long that took. The properties are None where nothing of the kind is due."""

    case: Case
    reply: Reply
    latency_ms: float

    @property
    def facts(self) -> bool | None:
        """Whether every fact and every project expected stands in the text."""
        wanted = (*self.case.expected.facts, *self.case.expected.projects)
        if not wanted or not self.case.expected.answer_due:
            return None
        return not self.reply.declined and all(stands_in(each, self.reply.text, self.case.kind == "count") for each in wanted)

    @property
    def clean(self) -> bool | None:
        """Whether nothing stands in the text that must not."""
        absent = self.case.expected.absent
        return not any(stands_in(each, self.reply.text) for each in absent) if absent else None

    @property
    def declined(self) -> bool | None:
        """Whether it declined, where only that is right."""
        return self.reply.declined if "answered" not in self.case.expected.status else None

    @property
    def wrongly_declined(self) -> bool | None:
        """Whether it declined, where only an answer is right."""
        return self.reply.declined if self.case.expected.answer_due else None

    @property
    def right(self) -> bool:
        """Whether all that was due is right."""
        return self.facts is not False and self.clean is not False and self.declined is not False and self.wrongly_declined is not True


MEASURES: Mapping[str, Callable[[Replied], bool | None]] = {
    "right": lambda each: each.right,
    "facts": lambda each: each.facts,
    "nothing that must not be said": lambda each: each.clean,
    "declined where it must": lambda each: each.declined,
    "wrongly declined": lambda each: each.wrongly_declined,
}


def comparable(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The open cases that can be judged by their text alone."""
    return tuple(case for case in cases if not case.held and set(case.expected.status) <= COMPARABLE)


def replies(answerer: Answerer, cases: Sequence[Case]) -> list[Replied]:
    """Every case, asked."""
    found = []
    for case in cases:
        start = time.perf_counter()
        reply = answerer.reply(case)
        found.append(Replied(case, reply, (time.perf_counter() - start) * 1000))
    return found


def measures(found: Sequence[Replied]) -> dict[str, Measured]:
    """Every measure over the replies."""
    return {name: Measured.of(map(measure, found)) for name, measure in MEASURES.items()}


# --- who answers -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Product:
    """The assistant."""

    asker: Asker
    name: str = "Plan Assistant"

    def reply(self, case: Case) -> Reply:
        """Its answer; whatever is not answered is declined."""
        conversation: Conversation | None = None
        for turn in case.turns:
            conversation = self.asker.ask(turn, conversation).conversation
        answer = self.asker.ask(case.question, conversation)
        return Reply(without_marks(answer.text), answer.status != "answered")


@dataclass(frozen=True)
class PlainChain:
    """The nearest passages, word for word."""

    baseline: Baseline
    name: str = "plain LangChain chain"

    def reply(self, case: Case) -> Reply:
        """The passages; nothing is declined until a likeness is chosen."""
        found = self.baseline.find_scored(_asked(case))
        return Reply("\n".join(text for text, _ in found), False, max((score for _, score in found), default=0.0))


def best_threshold(found: Sequence[Replied]) -> tuple[float, list[Replied]]:
    """The likeness below which declining makes most replies right, and the replies with it."""
    candidates = [0.0, *np.quantile([each.reply.likeness for each in found], np.linspace(0, 1, 41))] if found else [0.0]
    tried = [(float(least), [_declining(each, float(least)) for each in found]) for least in candidates]
    return max(tried, key=lambda each: sum(replied.right for replied in each[1]))


def _declining(replied: Replied, least: float) -> Replied:
    declined = replied.reply.likeness < least
    return replace(replied, reply=replace(replied.reply, text="" if declined else replied.reply.text, declined=declined))


@dataclass(frozen=True)
class Endpoint:
    """A language model behind the chat interface of OpenAI, given the passages of the plain chain. Questions and passages are sent to `url`."""

    url: str
    model: str
    baseline: Baseline
    client: httpx.Client

    @property
    def name(self) -> str:
        """The model, and where it is."""
        return f"{self.model} at {httpx.URL(self.url).host}"

    @classmethod
    def open(cls, url: str, model: str, key: str | None, baseline: Baseline) -> Endpoint:
        """The model at `url` (…/v1)."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return cls(url.rstrip("/"), model, baseline, httpx.Client(headers=headers, timeout=TIMEOUT_S))

    def reply(self, case: Case) -> Reply:
        """The reply of the model. Raises CaseError when the endpoint does not give one."""
        question = _asked(case)
        excerpts = "\n---\n".join(text for text, _ in self.baseline.find_scored(question))
        messages = [{"role": "system", "content": PROMPT + excerpts}, {"role": "user", "content": question}]
        try:
            response = self.client.post(f"{self.url}/chat/completions", json={"model": self.model, "messages": messages, "temperature": 0})
            response.raise_for_status()
            body: Any = response.json()
            text = str(body["choices"][0]["message"]["content"])
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
            raise CaseError(f"{self.url}: gave no chat completion ({type(error).__name__}: {error}). Check --endpoint, --model and the key.") from error
        return Reply(text, NOT_STATED in text)


def _asked(case: Case) -> str:
    return " ".join((*case.turns, case.question))
