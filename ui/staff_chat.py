"""The chat of the staff app: questions, answers with their sources, and whether they helped."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui.client import Client
from ui.errors import UiError
from ui.markup import answer_html, lines_html, plain, quote_html
from ui.values import Answer, Citation, DocumentLines
from ui.wording import QUESTION_LENGTH, Wording

CONTEXT_LINES = 3  # lines shown before and after a citation
COMMENT_LENGTH = 1000
EXAMPLES = 3  # questions offered before the first one
LINES_KEPT_S = 600  # lines of a document change only with a new library
# Streamlit goes on to the end of the page while an answer grows; this keeps the question just asked, with its answer, in view, until someone scrolls.
SHOW_LATEST = """<script>
(() => {
  let left = 12;
  const show = setInterval(() => {
    [...document.querySelectorAll(".stChatMessage")].at(-2)?.scrollIntoView({block: "start"});
    if (--left === 0) clearInterval(show);
  }, 150);
  for (const event of ["wheel", "touchstart", "keydown", "mousedown"]) addEventListener(event, () => clearInterval(show), {once: true, passive: true});
})();
</script>"""
STATUS_ICONS = {
    "not_found": ":material/search_off:",
    "out_of_scope": ":material/block:",
    "clarify": ":material/help:",
    "refused": ":material/block:",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer; `answer` is None where the API gave none, then `problem` says why."""

    question: str
    answer: Answer | None
    problem: UiError | None = None


def conversation() -> list[Exchange]:
    """What was asked and answered so far, oldest first."""
    exchanges: list[Exchange] = st.session_state.setdefault("exchanges", [])
    return exchanges


def forget_conversation() -> None:
    """Nothing; the next question starts a new conversation."""
    for key in ("exchanges", "conversation_id", "feedback_given", "pending"):
        st.session_state.pop(key, None)


def put_question(question: str) -> None:
    """Nothing; `question` is asked when the page runs again, on the chat view."""
    st.session_state["pending"] = question
    st.session_state["view"] = "chat"


def ask_again(question: str) -> None:
    """Nothing; the last exchange, which failed, makes room for another try."""
    conversation().pop()
    put_question(question)


def show_chat(client: Client, words: Wording) -> None:
    """The conversation so far, then the answer to what was just asked."""
    exchanges = conversation()
    typed = st.chat_input(words.placeholder, max_chars=QUESTION_LENGTH)
    question = (typed or st.session_state.pop("pending", "") or "").strip()
    if not exchanges and not question:
        show_welcome(client, words)
    for number, exchange in enumerate(exchanges):
        show_exchange(client, words, number, exchange, latest=number == len(exchanges) - 1 and not question)
    if question:
        answer_now(client, words, question)
        st.session_state["answered_now"] = True
        st.rerun()
    if st.session_state.pop("answered_now", False):
        st.html(SHOW_LATEST, unsafe_allow_javascript=True)


def show_welcome(client: Client, words: Wording) -> None:
    """What can be asked, with questions about the first projects to try."""
    st.header(words.welcome_title)
    st.markdown(words.welcome)
    for project in client.projects(limit=EXAMPLES).projects:
        offer_question(words.example.format(title=project.title), f"example-{project.project_id}")


def answer_now(client: Client, words: Wording, question: str) -> None:
    """Nothing; the question and what came back stand at the end of the conversation."""
    with st.chat_message("user", avatar=":material/person:"):
        st.text(question)
    with st.chat_message("assistant", avatar=":material/account_balance:"), st.spinner(words.asking):
        try:
            answer = client.ask(question, st.session_state.get("conversation_id"))
        except UiError as error:
            conversation().append(Exchange(question, None, error))
            return
    st.session_state["conversation_id"] = answer.conversation_id
    conversation().append(Exchange(question, answer))


def show_exchange(client: Client, words: Wording, number: int, exchange: Exchange, latest: bool) -> None:
    """A question and what came back; the latest also offers where to go on."""
    with st.chat_message("user", avatar=":material/person:"):
        st.text(exchange.question)
    with st.chat_message("assistant", avatar=":material/account_balance:"):
        if exchange.answer is None:
            show_failure(words, exchange, latest)
            return
        show_answer(words, exchange.answer)
        if latest:
            show_candidates(words, exchange.question, exchange.answer)
        show_sources(client, words, number, exchange.answer)
        if latest:
            show_suggestions(words, exchange.answer)
        show_feedback(client, words, number, exchange.question, exchange.answer)


def show_failure(words: Wording, exchange: Exchange, latest: bool) -> None:
    """Why there is no answer, and a button to try again."""
    message = exchange.problem.message(words.language) if exchange.problem else ""
    st.error(plain(message), icon=":material/error:")
    if latest:
        st.button(words.retry, icon=":material/refresh:", on_click=ask_again, args=(exchange.question,))


def show_answer(words: Wording, answer: Answer) -> None:
    """The answer in words, under how it stands when it is none."""
    if answer.status in words.statuses:
        st.badge(words.statuses[answer.status], icon=STATUS_ICONS[answer.status], color="orange")
    st.html(answer_html(answer.answer, answer.language))


def show_sources(client: Client, words: Wording, number: int, answer: Answer) -> None:
    """The citations of an answer, each to be opened."""
    if answer.citations:
        st.caption(words.sources_title)
    for citation in answer.citations:
        place = words.cited_place(citation.page, citation.line_start, citation.line_end)
        label = words.source_label.format(number=citation.number, title=citation.title, place=place)
        with st.expander(plain(label), key=f"source-{number}-{citation.number}"):
            show_source(client, words, citation)


def show_source(client: Client, words: Wording, citation: Citation) -> None:
    """The plan and the cited lines with those around them; the quote alone where the lines cannot be had."""
    st.markdown(f"**{plain(citation.plan)}** （{plain(words.period(citation.period))}）")
    try:
        source = lines_around(client, client.api, citation.document, citation.line_start, citation.line_end)
    except UiError:
        st.caption(words.source_missing)
        st.html(quote_html(citation.quote))
        return
    if source.title != citation.plan:
        st.caption(plain(words.source_document.format(title=source.title)))
    st.html(lines_html(source, citation, words))


@st.cache_data(ttl=LINES_KEPT_S, show_spinner=False)
def lines_around(_client: Client, api: str, document_id: str, first: int, last: int) -> DocumentLines:
    """The lines `first` to `last` with some before and after; `api` only tells what is kept for which API."""
    return _client.document_lines(document_id, first - CONTEXT_LINES, last + CONTEXT_LINES)


def show_candidates(words: Wording, question: str, answer: Answer) -> None:
    """The projects that may be meant, as buttons that ask again about one."""
    if answer.status != "clarify" or not answer.projects:
        return
    st.caption(words.candidates_title)
    for project in answer.projects:
        asked = words.question_about(project.title, question)
        offer_question(asked, f"candidate-{project.project_id}", words.candidate(project.title, project.departments))


def show_suggestions(words: Wording, answer: Answer) -> None:
    """Questions to go on with, as buttons."""
    if answer.suggestions:
        st.caption(words.suggestions_title)
    for suggestion in answer.suggestions:
        offer_question(suggestion, f"suggestion-{suggestion}")


def offer_question(question: str, key: str, label: str | None = None) -> None:
    """A button that asks `question`."""
    st.button(plain(label or question), key=key, on_click=put_question, args=(question,), icon=":material/chat:")


def show_feedback(client: Client, words: Wording, number: int, question: str, answer: Answer) -> None:
    """Two buttons, or thanks when one was pressed."""
    given: set[int] = st.session_state.setdefault("feedback_given", set())
    if number in given:
        st.caption(words.thanks)
        return
    with st.container(horizontal=True):
        helpful = st.button(words.helpful, key=f"helpful-{number}", icon=":material/thumb_up:", type="tertiary")
        with st.popover(words.unhelpful, icon=":material/thumb_down:", type="tertiary"):
            comment = st.text_area(words.comment, key=f"comment-{number}", placeholder=words.comment_help, max_chars=COMMENT_LENGTH)
            unhelpful = st.button(words.send, key=f"unhelpful-{number}")
    if helpful or unhelpful:
        send_feedback(client, words, question, answer, helpful, comment)
        given.add(number)
        st.rerun()


def send_feedback(client: Client, words: Wording, question: str, answer: Answer, helpful: bool, comment: str | None) -> None:
    """Nothing; the API has kept the feedback, else the page stops with what went wrong."""
    try:
        client.feedback(answer.conversation_id, question, answer.answer, helpful, None if helpful else comment)
    except UiError as error:
        st.error(plain(error.message(words.language)))
        st.stop()
