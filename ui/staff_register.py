"""The register view of the staff app: find a project in a table and look at its targets."""

from __future__ import annotations

import streamlit as st

from ui.client import Client
from ui.markup import plain, targets_html
from ui.picture import chart_of, series_of
from ui.staff_chat import put_question
from ui.values import Project, ProjectPage
from ui.wording import Wording

REGISTER_KEPT_S = 60  # a new library shows up in the lists after at most this long
TABLE_HEIGHT = 360


def show_register(client: Client, words: Wording) -> None:
    """Filters, the projects that fit them, and the targets of the one that is chosen."""
    st.header(words.register_view)
    st.markdown(words.register_intro)
    page = show_filters(client, words)
    if not page.projects:
        st.info(words.none_found)
        return
    show_count(words, page)
    show_table(words, page)
    show_download(client, words)
    show_choice(words, page)


def show_filters(client: Client, words: Wording) -> ProjectPage:
    """The projects that fit the words, plan and department that are filled in."""
    everything = all_projects(client, client.api)
    plans = {project.plan_id: project.plan for project in everything}
    departments = sorted({name for project in everything for name in project.departments})
    search, plan, department = st.columns([4, 5, 4])
    q = search.text_input(words.search, placeholder=words.search_help, key="register-q")
    plan_id = plan.selectbox(words.plan, ["", *plans], format_func=lambda value: plans.get(value, words.all))
    owner = department.selectbox(words.department, ["", *departments], format_func=lambda value: value or words.all)
    return client.projects(q=q.strip(), plan=plan_id, department=owner)


@st.cache_data(ttl=REGISTER_KEPT_S, show_spinner=False)
def all_projects(_client: Client, api: str) -> tuple[Project, ...]:
    """Every project, for the choices of the filters; `api` only tells what is kept for which API."""
    return _client.projects().projects


def show_count(words: Wording, page: ProjectPage) -> None:
    """How many projects fit, and whether all of them are shown."""
    pattern = words.count if page.total == len(page.projects) else words.count_limited
    st.caption(pattern.format(total=page.total, shown=len(page.projects)))


def show_table(words: Wording, page: ProjectPage) -> None:
    """The projects as rows; choosing a row chooses the project below."""
    st.dataframe(
        [row_of(project, words) for project in page.projects],
        key="register-table",
        height=TABLE_HEIGHT,
        hide_index=True,
        selection_mode="single-row",
        on_select=lambda: choose_row(page),
        column_config={words.title: st.column_config.TextColumn(width="large", pinned=True)},
    )


def row_of(project: Project, words: Wording) -> dict[str, str]:
    """What the table shows of a project."""
    targets = {words.fiscal_year(year): cell for year, cell in project.targets.items()}
    return {
        words.title: project.title,
        words.departments: words.separator.join(project.departments),
        words.plan: project.plan,
        words.policy: project.policy or "",
        words.category: project.category or "",
        words.indicator: project.indicator or "",
        **targets,
    }


def choose_row(page: ProjectPage) -> None:
    """Nothing; the project of the chosen row is the chosen one."""
    rows = st.session_state["register-table"]["selection"]["rows"]
    st.session_state["register-choice"] = page.projects[rows[0]].project_id if rows else None


def show_download(client: Client, words: Wording) -> None:
    """A button that saves the whole register; it goes through this app, since a browser may not reach the API."""
    st.download_button(
        words.csv,
        data=client.projects_csv,
        file_name="projects.csv",
        mime="text/csv",
        icon=":material/download:",
        help=words.csv_help,
        on_click="ignore",
    )


def show_choice(words: Wording, page: ProjectPage) -> None:
    """The chosen project with its targets by fiscal year."""
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
        show_project(words, projects[chosen])


def show_project(words: Wording, project: Project) -> None:
    """Who owns a project, what is measured, and its targets as a picture."""
    st.subheader(plain(project.title), anchor=False)
    facts = {words.departments: words.separator.join(project.departments), words.plan: project.plan}
    for label, fact in {**facts, words.policy: project.policy, words.indicator: project.indicator}.items():
        if fact:
            st.markdown(f"**{label}**　{plain(fact)}")
    st.markdown(f"**{words.targets_title}**")
    show_targets(words, project)
    question = words.ask_owner.format(title=project.title)
    st.button(words.ask_about, on_click=put_question, args=(question,), icon=":material/chat:")


def show_targets(words: Wording, project: Project) -> None:
    """Bars where every target is a number, cards where one is not, a sentence where there are none."""
    series = series_of(project.targets)
    if not project.targets:
        st.caption(words.no_targets)
    elif series is None:
        st.html(targets_html(project.targets, words))
    else:
        st.vega_lite_chart(chart_of(series, words), width="stretch")
