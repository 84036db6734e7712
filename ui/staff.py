"""The staff app: ask about plans, and look through the register of projects.

With the package installed, or by `python -m streamlit` from the root of the repository:
`streamlit run ui/staff.py -- --api http://127.0.0.1:8000`.
"""

from __future__ import annotations

import argparse
import sys
from typing import Literal

import streamlit as st

from ui.client import Client
from ui.errors import UiError
from ui.markup import STYLE, plain
from ui.staff_chat import forget_conversation, show_chat
from ui.staff_register import show_register
from ui.wording import WORDS, Language, Wording, words_for

DEFAULT_API = "http://127.0.0.1:8000"
PLANS_KEPT_S = 60  # a new library shows up in the sidebar after at most this long
PAGE_ICON = (  # a sheet with lines; Streamlit's own symbols are fetched from another host
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='6' fill='%231f4e8c'/%3E"
    "%3Cpath d='M8 6h16v20H8z' fill='%23fff'/%3E%3Cpath d='M11 11h10M11 16h10M11 21h6' stroke='%231f4e8c' stroke-width='2'/%3E%3C/svg%3E"
)
LANGUAGE_NAMES: dict[Language, str] = {"ja": "日本語", "en": "English"}


@st.cache_resource
def client_of(api: str) -> Client:
    """The one client of this process for the API at `api`."""
    return Client(api)


@st.cache_data(ttl=PLANS_KEPT_S, show_spinner=False)
def plan_lines(api: str, language: Language) -> list[tuple[str, str]]:
    """Title of each plan, and a line about it."""
    words = words_for(language)
    return [(plan.title, words.plan_line.format(**plan.model_dump() | {"period": words.period(plan.period)})) for plan in client_of(api).plans()]


def run(api: str) -> None:
    """The whole page for the API at `api`."""
    language: Language = st.session_state.get("language", "ja")
    words = words_for(language)
    layout: Literal["centered", "wide"] = "wide" if st.session_state.get("view") == "register" else "centered"
    st.set_page_config(page_title=words.app_title, page_icon=PAGE_ICON, layout=layout)
    st.html(STYLE)
    client = client_of(api)
    try:
        with st.sidebar:
            view = show_sidebar(api, words)
        if view == "chat":
            show_chat(client, words)
        else:
            show_register(client, words)
    except UiError as error:
        show_problem(error, words)


def show_sidebar(api: str, words: Wording) -> str:
    """The view that is chosen, `chat` or `register`."""
    st.title(words.app_title)
    names = {"chat": words.chat_view, "register": words.register_view}
    view = st.radio(words.views, list(names), format_func=lambda name: names[name], key="view")
    if view == "chat":
        st.button(words.new_conversation, on_click=forget_conversation, icon=":material/refresh:", width="stretch")
    languages: list[Language] = list(WORDS)
    st.radio(words.language_label, languages, format_func=lambda name: LANGUAGE_NAMES[name], key="language", horizontal=True)
    show_plans(api, words)
    return view


def show_plans(api: str, words: Wording) -> None:
    """The plans that can be asked about."""
    st.subheader(words.plans_title)
    try:
        plans = plan_lines(api, words.language)
    except UiError:
        st.caption(words.plans_missing)
        return
    for title, line in plans:
        st.markdown(f"**{plain(title)}**")
        st.caption(plain(line))


def show_problem(error: UiError, words: Wording) -> None:
    """What went wrong and what to do, with a button that runs the page again."""
    st.error(plain(error.message(words.language)), icon=":material/cloud_off:")
    st.button(words.retry, icon=":material/refresh:")


def address_from(arguments: list[str]) -> str:
    """The API address given on the command line."""
    parser = argparse.ArgumentParser(
        description="Staff app of Plan Assistant",
        epilog="example: streamlit run ui/staff.py -- --api http://127.0.0.1:8000",
    )
    parser.add_argument("--api", default=DEFAULT_API, help="address of the API (default: %(default)s)")
    return str(parser.parse_args(arguments).api)


if __name__ == "__main__":
    run(address_from(sys.argv[1:]))
