"""Plans, projects and the register as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.contract import PlansOut, ProjectDetailOut, ProjectsOut
from assistant.api.operations import SqliteOperations
from assistant.api.table import safe
from corpus.library import Library
from corpus.text import squeeze
from corpus.values import MEASURE, Heading
from tests.assistant.api.conftest import OwnerAssistant

ICT = "sagamihara-ict2-r6-r9"
PROGRESS = "sagamihara-progress-h22-h26"


def total(client: TestClient, **filters: str) -> int:
    """How many projects fit."""
    reply = client.get("/v1/projects", params=filters)
    assert reply.status_code == 200, reply.text
    count: int = reply.json()["total"]
    return count


def rows_of(text: bytes) -> list[dict[str, str]]:
    """The rows of a CSV table as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def test_plans_come_with_their_headings_and_the_number_of_their_projects(client: TestClient) -> None:
    """Both plans are listed, with period, policies, categories and how many projects each has."""
    listed = client.get("/v1/plans").json()
    assert PlansOut.model_validate(listed).model_dump() == listed
    assert [(plan["plan_id"], plan["period"], plan["projects"]) for plan in listed["plans"]] == [(ICT, "R6-R9", 26), (PROGRESS, "H22-H26", 24)]
    assert {"number": "A", "name": "重点事業"} in listed["plans"][0]["categories"]


def test_a_measure_is_counted_as_no_project_of_its_plan(library: Library, operations: SqliteOperations) -> None:
    """A measure that stands above projects can be looked up, and is none of the projects that a plan has."""
    first, *others = library.projects
    measure = replace(first, category=Heading(MEASURE, MEASURE, first.head))
    client = TestClient(create_app(OwnerAssistant(replace(library, projects=(measure, *others))), operations, limits=False))
    assert [plan["projects"] for plan in client.get("/v1/plans").json()["plans"]] == [25, 24]
    assert client.get(f"/v1/projects/{measure.id}").json()["category"] == MEASURE


def test_a_row_of_the_register_has_owner_policy_and_targets(client: TestClient) -> None:
    """A project row names departments, policy and category, and the printed target of each fiscal year."""
    reply = client.get("/v1/projects", params={"limit": 1}).json()
    assert ProjectsOut.model_validate(reply).model_dump() == reply
    row = reply["projects"][0]
    assert (row["title"], row["departments"], row["policy"], row["category"]) == ("電子申請の利用促進", ["DX推進課"], "1-1", "A")
    assert row["targets"] == {"R6": "15 手続", "R7": "15 手続", "R8": "15 手続", "R9": "15 手続"}


def test_all_projects_can_be_paged_through(client: TestClient, library: Library) -> None:
    """Pages of seven together give every project once, in printed order."""
    pages = [client.get("/v1/projects", params={"limit": 7, "offset": offset}).json() for offset in range(0, 63, 7)]
    assert [row["project_id"] for page in pages for row in page["projects"]] == [project.id for project in library.projects]
    assert {page["total"] for page in pages} == {50}


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"plan": ICT}, 26),
        ({"plan": "no-such-plan"}, 0),
        ({"plan": "", "q": "", "department": ""}, 50),
        ({"q": "電子申請の利用促進"}, 1),
        ({"q": "電 子 申 請 の 利 用 促 進"}, 1),
        ({"q": "決してない言葉"}, 0),
    ],
)
def test_filters_let_through_what_fits(client: TestClient, filters: dict[str, str], count: int) -> None:
    """Each filter keeps what fits it; an empty one keeps all."""
    assert total(client, **filters) == count


@pytest.mark.parametrize("written", ["ＤＸ推進課", "DX 推進課", "dx推進課"])
def test_a_department_is_found_however_it_is_written(client: TestClient, library: Library, written: str) -> None:
    """Full-width letters, blanks and case do not matter for a department."""
    expected = sum("DX推進課" in project.department_names for project in library.projects)
    assert total(client, department=written) == expected > 1


@pytest.mark.parametrize("written", ["A", "ａ", "重点事業", "A 重点事業"])
def test_a_category_is_found_by_number_or_name(client: TestClient, library: Library, written: str) -> None:
    """A category may be given by its letter, its name or both."""
    expected = sum(bool(project.category and project.category.number == "A") for project in library.projects)
    assert total(client, category=written) == expected > 0


def test_a_policy_is_found_by_its_number(client: TestClient, library: Library) -> None:
    """A policy of one plan is found by number and plan."""
    expected = sum(bool(project.policy and project.policy.number == "1-1") for project in library.projects_of(ICT))
    assert total(client, plan=ICT, policy="1－1") == expected > 0


@pytest.mark.parametrize("written", ["R8", "令和8年度", "２０２６年度", "FY2026", "2026"])
def test_a_fiscal_year_is_one_value_however_it_is_written(client: TestClient, library: Library, written: str) -> None:
    """A year finds the projects with a target set for it, or something done in it."""
    expected = [project for project in library.projects if any(target.year.code == "R8" and target.is_set for target in project.targets)]
    assert total(client, fiscal_year=written) == len(expected) > 0


def test_a_year_finds_what_was_done_in_it(client: TestClient) -> None:
    """A year of the older plan finds projects by their achievements."""
    assert total(client, fiscal_year="H24") > 0
    assert total(client, fiscal_year="H24", plan=ICT) == 0


def test_a_project_has_every_field_with_its_lines(client: TestClient, library: Library) -> None:
    """Every printed piece of every project is given, and stands in the document on the lines named."""
    for project in library.projects:
        detail = client.get(f"/v1/projects/{project.id}").json()
        assert ProjectDetailOut.model_validate(detail).model_dump() == detail
        fields = detail["fields"]
        for piece in [fields["title"], *fields["departments"], *filter(None, (fields["indicator"], fields["description"]))]:
            lines = client.get(piece["url"]).json()["lines"]
            assert squeeze(piece["text"])[:4] in squeeze("".join(line["text"] for line in lines))


def test_a_target_leads_to_the_row_that_names_its_year(client: TestClient) -> None:
    """The lines of a target reach from the row of years to the cell; a dash is not set."""
    targets = client.get(f"/v1/projects/{ICT}-03").json()["fields"]["targets"]
    assert [(target["year"], target["text"], target["is_set"]) for target in targets][1:3] == [("R7", "－", False), ("R8", "1％", True)]
    lines = client.get(targets[2]["url"]).json()["lines"]
    assert "令和８年度" in "".join(line["text"] for line in lines)


def test_what_is_uncertain_is_marked_in_the_detail(client: TestClient) -> None:
    """An action that may be a neighbour's is given as uncertain."""
    actions = client.get(f"/v1/projects/{ICT}-10").json()["fields"]["actions"]
    assert any(not action["certain"] for action in actions)


def test_an_unknown_project_is_a_problem(client: TestClient) -> None:
    """A project that is not there gets a 404 that tells where to look."""
    reply = client.get("/v1/projects/no/such%20project")
    assert reply.status_code == 404
    assert "no/such project" in reply.json()["detail"] and "/v1/projects" in reply.json()["detail"]


def test_the_table_opens_in_excel(client: TestClient) -> None:
    """The table starts with a byte order mark, has Japanese headings and a Japanese file name."""
    reply = client.get("/v1/projects.csv")
    assert reply.content.startswith(b"\xef\xbb\xbf")
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert "filename*=UTF-8''%E4%BA%8B%E6%A5%AD" in reply.headers["content-disposition"]
    assert list(rows_of(reply.content)[0])[:5] == ["事業ID", "計画", "計画期間", "事業名", "担当課・機関"]


def test_the_table_holds_the_register(client: TestClient) -> None:
    """Every project is a row, with its target under the heading of its year."""
    rows = rows_of(client.get("/v1/projects.csv").content)
    assert len(rows) == 50
    assert (rows[0]["事業名"], rows[0]["令和8年度 目標値"]) == ("電子申請の利用促進", "15 手続")


def test_the_table_takes_the_same_filters(client: TestClient) -> None:
    """A filtered table has the projects that the filtered list has, and only the years they need."""
    rows = rows_of(client.get("/v1/projects.csv", params={"plan": PROGRESS}).content)
    assert len(rows) == 24 and not any("目標値" in heading for heading in rows[0])


def test_the_table_leaves_out_what_is_uncertain(client: TestClient) -> None:
    """An action that may be a neighbour's is in no row."""
    rows = rows_of(client.get("/v1/projects.csv", params={"plan": ICT}).content)
    assert not any("RPA 導入事業の効果検証" in row["行動目標"] for row in rows)


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "＠SUM", " =1", "−".replace("−", "-") + "x"])
def test_a_cell_that_looks_like_a_formula_is_made_text(cell: str) -> None:
    """What a spreadsheet might compute gets an apostrophe before it, also in full-width letters."""
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "－", "-", "-5", "+3.5%", "15 手続", "（-）", "1-1 施策"])
def test_an_ordinary_cell_stays_as_printed(cell: str) -> None:
    """Numbers, a lone dash and ordinary text are left alone."""
    assert safe(cell) == cell


def test_wrong_paging_names_the_field(client: TestClient) -> None:
    """A limit beyond 500 is refused with the field and the bound named."""
    reply = client.get("/v1/projects", params={"limit": 501})
    assert reply.status_code == 400
    assert reply.json()["errors"] == [{"field": "limit", "message": "500 以下にしてください / must be 500 or less"}]


def test_a_year_that_is_none_is_a_problem(client: TestClient) -> None:
    """A fiscal year that cannot be read is refused with examples, rather than ignored."""
    reply: Any = client.get("/v1/projects", params={"fiscal_year": "いつか"})
    assert reply.status_code == 400 and "R8" in reply.json()["detail"]
