"""The register view of the staff app: find a project in a table and look at its targets."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.client import Client, Filters
from ui.markup import plain, targets_html
from ui.picture import chart_of, series_of
from ui.staff_chat import put_question
from ui.values import Piece, Project, ProjectDetail, ProjectPage
from ui.wording import Wording, western_year

REGISTER_KEPT_S = 60  # a new library shows up in the lists after at most this long
HARD_BREAK = "  \n"  # a new line in Markdown
CHOICES_LIMIT = 500  # projects that plans and departments are collected from; the most that the API gives at once


def show_register(client: Client, words: Wording) -> None:
    """Filters, the projects that fit them, and the targets of the one that is chosen."""
    st.header(words.register_view)
    st.markdown(words.register_intro)
    filters = show_filters(client, words)
    page = client.projects(filters)
    if not page.projects:
        st.info(words.none_found)
        return
    show_count(words, page)
    show_table(words, page)
    show_download(client, words, filters)
    show_choice(client, words, page)


def show_filters(client: Client, words: Wording) -> Filters:
    """The words, plan and department that are filled in."""
    everything = all_projects(client, client.api)
    plans = {project.plan_id: project.plan for project in everything}
    departments = sorted({name for project in everything for name in project.departments})
    search, plan, department = st.columns([4, 5, 4])
    q = search.text_input(words.search, placeholder=words.search_help, key="register-q")
    plan_id = plan.selectbox(words.plan, ["", *plans], format_func=lambda value: plans.get(value, words.all))
    owner = department.selectbox(words.department, ["", *departments], format_func=lambda value: value or words.all)
    return Filters(q.strip(), plan_id, owner)


@st.cache_data(ttl=REGISTER_KEPT_S, show_spinner=False)
def all_projects(_client: Client, api: str) -> tuple[Project, ...]:
    """Every project, for the choices of the filters; `api` only tells what is kept for which API."""
    return _client.projects(limit=CHOICES_LIMIT).projects


def show_count(words: Wording, page: ProjectPage) -> None:
    """How many projects fit, and whether all of them are shown."""
    pattern = words.count if page.total == len(page.projects) else words.count_limited
    st.caption(pattern.format(total=page.total, shown=len(page.projects)))


def show_table(words: Wording, page: ProjectPage) -> None:
    """The projects as rows; choosing a row chooses the project below."""
    years = sorted({year for project in page.projects for year in project.targets}, key=western_year)
    st.dataframe(
        [row_of(project, years, words) for project in page.projects],
        key="register-table",
        hide_index=True,
        selection_mode="single-row",
        on_select=lambda: choose_row(page),
        column_config={words.title: st.column_config.TextColumn(width="large")},
    )


def row_of(project: Project, years: list[str], words: Wording) -> dict[str, str]:
    """What the table shows of a project; a cell is empty where the plan says nothing."""
    targets = {words.fiscal_year(year): project.targets.get(year, "") for year in years}
    return {
        words.title: project.title,
        words.departments: words.separator.join(project.departments),
        words.indicator: project.indicator or "",
        **targets,
        words.plan: project.plan,
        words.policy: project.policy_label,
        words.category: project.category_label,
    }


def choose_row(page: ProjectPage) -> None:
    """Nothing; the project of the chosen row is the chosen one."""
    rows = st.session_state["register-table"]["selection"]["rows"]
    st.session_state["register-choice"] = page.projects[rows[0]].project_id if rows else None


def show_download(client: Client, words: Wording, filters: Filters) -> None:
    """A button that saves what fits the filters; it goes through this app, since a browser may not reach the API."""
    st.download_button(
        words.csv,
        data=lambda: client.projects_csv(filters),
        file_name="projects.csv",
        mime="text/csv",
        icon=":material/download:",
        help=words.csv_help,
        on_click="ignore",
    )


def show_choice(client: Client, words: Wording, page: ProjectPage) -> None:
    """The chosen project with its targets and what was done."""
    projects = {project.project_id: project for project in page.projects}
    if st.session_state.get("register-choice") not in projects:
        st.session_state["register-choice"] = None
    chosen = st.selectbox(
        words.choose,
        list(projects),
        format_func=lambda project_id: projects[project_id].title,
        placeholder=words.choose_help,
        key="register-choice",
    )
    if chosen is not None:
        show_project(words, client.project(chosen))


def show_project(words: Wording, project: ProjectDetail) -> None:
    """Who owns a project, what is measured, its targets as a picture, and what was planned and done."""
    st.subheader(plain(project.title), anchor=False)
    for label, fact in facts_of(words, project).items():
        if fact:
            st.markdown(f"**{label}**　{plain(fact).replace(chr(10), HARD_BREAK)}")
    st.markdown(f"**{words.targets_title}**")
    show_targets(words, project)
    show_items(words.results, [dated(words, result.text, [result.year]) for result in project.fields.results])
    show_items(words.actions, [dated(words, action.text, action.years) for action in project.fields.actions if action.certain])
    show_items(words.achievements, achievements_of(words, project))
    for remark in project.fields.remarks:
        st.markdown(f"**{plain(remark.label)}**　{plain(remark.text)}")
    question = words.ask_owner.format(title=project.title)
    st.button(words.ask_about, on_click=put_question, args=(question,), icon=":material/chat:")


def facts_of(words: Wording, project: ProjectDetail) -> dict[str, str]:
    """The facts of a project that take one line, by label; "" for what its plan does not say."""
    return {
        words.departments: words.separator.join(project.departments),
        words.plan: project.plan,
        words.policy: project.policy_label,
        words.category: project.category_label,
        words.description: certain_text(project.fields.description),
        words.indicator: project.indicator or "",
        words.baseline: certain_text(project.fields.baseline),
    }


def certain(pieces: Iterable[Piece]) -> list[str]:
    """The pieces that are surely of this project; the others are not shown as its own."""
    return [piece.text for piece in pieces if piece.certain]


def certain_text(piece: Piece | None) -> str:
    """A piece that is surely of this project; "" where there is none."""
    return piece.text if piece and piece.certain else ""


def achievements_of(words: Wording, project: ProjectDetail) -> list[str]:
    """What was surely done in this project, each with its fiscal years where the document tells them."""
    items = (item for item in project.fields.achievements if item.certain)
    return [dated(words, words.nested.join([*certain(item.parents), item.text]), item.years) for item in items]


def dated(words: Wording, text: str, years: Iterable[str]) -> str:
    """What is planned or was done, with its fiscal years."""
    told = words.separator.join(map(words.fiscal_year, years))
    return words.achievement.format(text=text, years=told) if told else text


def show_items(label: str, items: list[str]) -> None:
    """A list under its label; nothing where there are no items."""
    if items:
        st.markdown(f"**{label}**\n\n" + "\n".join(f"- {plain(item)}" for item in items))


def show_targets(words: Wording, project: Project) -> None:
    """Bars where every target is a number, cards where one is not, a sentence where there are none."""
    series = series_of(project.targets)
    if not project.targets:
        st.caption(words.no_targets)
    elif series is None:
        st.html(targets_html(project.targets, words))
    else:
        st.vega_lite_chart(chart_of(series, words), width="stretch")
