"""What ``/openapi.json`` promises, held against junk on every route."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings

from api.http.app import create_app
from api.http.studies.study_work import StudyPlace
from tests.api.answers import drafted, ordered, post_dataset, studied, tried
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, InlineExecutor, use_planner
from tests.api.http.client import TestClient
from tests.api.http.junk import Request, requests, utf8
from tests.api.http.serving import promised

PROBLEM = "application/problem+json"
EXAMPLES = {"post": 60, "patch": 60, "get": 25, "delete": 25}
"""For each operation: less can be wrong where no body is read."""


class Service(NamedTuple):
    """A service and what it says of itself."""

    api: TestClient
    contract: dict[str, Any]


@pytest.fixture(scope="module")
def service(cluster: str) -> Iterator[Service]:
    place = StudyPlace(cluster=cluster)
    app = create_app(database(), InlineExecutor(), FakePlanner, 100_000, studies=place)
    with pytest.MonkeyPatch.context() as patch, TestClient(app) as api:
        use_planner(patch, FakePlanner())
        contract = api.get("/openapi.json").json()
        yield Service(api, contract)


def operations() -> list[tuple[str, str]]:
    """Return method and path of everything that the service can do."""
    paths = promised()["paths"]
    return [(method, path) for path, does in paths.items() for method in does]


OPERATIONS = operations()
SHIFT = "amy@2026-12-21"
TEMPLATE = "/v1/datasets/template"
OFFERED = ("/v1/exports", "/v1/health", "/v1/rules", "/v1/scenarios")
"""Take nothing, as does the template, so there is nothing to refuse."""
ORDERS = tuple(
    ("post", f"/v1/{what}") for what in ("schedules", "studies", "robustness")
)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_operation_is_described(service: Service, method: str, path: str) -> None:
    described = service.contract["paths"][path][method]
    assert described["summary"]
    assert described["description"]
    good = [s for s in described["responses"] if s < "300"]
    assert good
    for status in good:
        response = described["responses"][status]
        if status != "204":
            [content] = response["content"].values()
            assert content.get("schema") or content["itemSchema"]


def test_every_property_and_parameter_has_a_description(service: Service) -> None:
    schemas = service.contract["components"]["schemas"]
    fields = {
        f"{name}.{field}": facts
        for name, schema in schemas.items()
        for field, facts in schema.get("properties", {}).items()
    }
    parameters = {
        f"{method} {path} {parameter['name']}": parameter
        for method, path in OPERATIONS
        for parameter in service.contract["paths"][path][method].get("parameters", ())
    }
    assert len(fields) > 100
    described = fields | parameters
    assert [
        name for name, facts in described.items() if not facts.get("description")
    ] == []


def test_every_property_has_a_type(service: Service) -> None:
    untyped = [
        f"{name}.{field}"
        for name, schema in service.contract["components"]["schemas"].items()
        for field, facts in schema.get("properties", {}).items()
        if not facts.keys() & {"type", "anyOf", "oneOf", "$ref"}
    ]
    assert untyped == []


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_error_is_described_as_a_problem(
    service: Service, method: str, path: str
) -> None:
    described = service.contract["paths"][path][method]["responses"]
    errors = {status: answer for status, answer in described.items() if status > "399"}
    assert "500" in errors
    for answer in errors.values():
        [schema] = answer["content"][PROBLEM].values()
        assert schema == {"$ref": "#/components/schemas/ProblemDetails"}


def test_the_contract_refers_to_nothing_that_is_not_there(service: Service) -> None:
    known = service.contract["components"]["schemas"]
    text = json.dumps(service.contract)
    used = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert used == set(known)
    assert "HTTPValidationError" not in known


def test_all_that_was_promised_is_there() -> None:
    below, study = "/v1/schedules/{schedule_id}", "/v1/studies/{study_id}"
    trial = "/v1/robustness/{trial_id}"
    draft = "/v1/drafts/{draft_id}"
    assert set(OPERATIONS) == {
        *(("get", path) for path in OFFERED),
        ("get", "/v1/rule-sets"),
        ("get", "/v1/rule-sets/{rule_set_id}"),
        ("patch", "/v1/datasets/{dataset_id}"),
        ("get", f"{below}/events"),
        ("post", "/v1/datasets"),
        ("get", "/v1/datasets"),
        ("get", "/v1/datasets/{dataset_id}"),
        ("delete", "/v1/datasets/{dataset_id}"),
        ("get", "/v1/datasets/{dataset_id}/feasibility"),
        ("get", "/v1/datasets/{dataset_id}/workbook"),
        ("get", TEMPLATE),
        ("post", "/v1/imports"),
        ("post", "/v1/datasets/{dataset_id}/base"),
        ("post", "/v1/datasets/{dataset_id}/laid-out"),
        ("post", "/v1/datasets/{dataset_id}/part"),
        ("post", "/v1/schedules"),
        ("get", "/v1/schedules"),
        ("get", below),
        ("delete", below),
        ("post", f"{below}/stop"),
        ("post", f"{below}/next"),
        ("get", f"{below}/plan"),
        ("get", f"{below}/figures"),
        ("get", f"{below}/clients/{{client_id}}"),
        ("get", f"{below}/costs"),
        ("get", f"{below}/breaches"),
        ("get", f"{below}/report"),
        ("get", f"{below}/schedule.xlsx"),
        ("get", f"{below}/plan.zip"),
        ("post", f"{below}/edited"),
        ("get", f"{below}/explanation"),
        ("get", f"{below}/exports/{{form}}"),
        ("post", f"{below}/exports/{{form}}"),
        ("get", f"{below}/pages/{{employee_id}}"),
        ("get", f"{below}/pages.zip"),
        ("get", f"{below}/negotiation-pack"),
        ("get", f"{below}/negotiation-pack.html"),
        ("get", f"{below}/negotiation-pack.xlsx"),
        ("get", f"{below}/tours"),
        ("get", f"{below}/shifts/{{shift}}/candidates"),
        ("get", f"{below}/visits/{{visit_id}}/candidates"),
        ("get", f"{below}/visits/{{visit_id}}/freed"),
        ("get", f"{below}/visits/{{visit_id}}/why"),
        ("get", f"{below}/why"),
        ("get", "/v1/datasets/{dataset_id}/why"),
        ("post", f"{below}/times"),
        ("post", f"{below}/sick"),
        ("post", f"{below}/replan"),
        ("post", f"{below}/follow-up"),
        ("post", f"{below}/follow-up/files"),
        ("get", f"{below}/life"),
        ("post", f"{below}/propose"),
        ("post", f"{below}/comments"),
        ("post", f"{below}/publish"),
        ("get", f"{below}/changes"),
        ("get", f"{below}/wishes"),
        ("post", "/v1/drafts"),
        ("get", "/v1/drafts"),
        ("get", draft),
        ("get", f"{draft}/plan"),
        ("get", f"{draft}/edits"),
        ("post", f"{draft}/edits"),
        ("post", f"{draft}/effects"),
        ("post", f"{draft}/undo"),
        ("post", f"{draft}/schedule"),
        ("post", "/v1/comparisons"),
        ("post", "/v1/robustness"),
        ("get", "/v1/robustness"),
        ("get", trial),
        ("delete", trial),
        ("get", f"{trial}/figures"),
        ("get", f"{trial}/days.csv"),
        ("get", f"{trial}/days.xlsx"),
        ("post", f"{trial}/stop"),
        ("post", "/v1/studies"),
        ("get", "/v1/studies"),
        ("get", study),
        ("delete", study),
        ("get", f"{study}/findings"),
        ("get", f"{study}/comparison.html"),
        ("get", f"{study}/comparison.xlsx"),
        ("post", f"{study}/stop"),
    }


def test_the_page_that_explains_it_is_served(service: Service) -> None:
    assert service.api.get("/docs").status_code == 200


IDS = (
    "{dataset_id}",
    "{schedule_id}",
    "{study_id}",
    "{trial_id}",
    "{draft_id}",
    "{rule_set_id}",
)


def lead(api: TestClient, path: str, schedules: tuple[str, ...]) -> None:
    """Bring plans to where the operation is possible."""
    told = {"by": "Eva", "told_on": "2026-12-01"}
    for id_ in schedules:
        if path.endswith("/comments"):
            api.post(f"/v1/schedules/{id_}/propose", json={"by": "Eva"})
        if path.endswith("/changes"):
            api.post(f"/v1/schedules/{id_}/publish", json=told)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_junk_is_answered_as_the_contract_says(
    service: Service, method: str, path: str
) -> None:
    described = service.contract["paths"][path][method]["responses"]
    api = service.api
    unused = post_dataset(api, name="Unused")
    ask = studied if "/studies/" in path else ordered
    ask = tried if "{trial_id}" in path else ask
    ask = drafted if "{draft_id}" in path else ask
    known = (post_dataset(api), ask(api), ask(api), unused)
    lead(api, path, known[1:3])
    path = path.replace("{shift}", SHIFT).replace("{visit_id}", "v1")
    path = path.replace("{employee_id}", "amy").replace("{client_id}", "carl")
    seen = set()

    @settings(max_examples=EXAMPLES[method], deadline=None, derandomize=True)
    @given(junk=requests(path, known))
    def hold(junk: Request) -> None:
        id_ = utf8(junk.id)
        at = path.replace("{form}", junk.form)
        for name in IDS:
            at = at.replace(name, id_)
        answer = service.api.request(
            method.upper(),
            f"{at}?{junk.query}",
            headers=junk.headers,
            content=junk.content,
        )
        seen.add(answer.status_code < 400)
        assert answer.status_code < 500, answer.text
        if set(junk.id) & {"/", "."}:  # such an address may lead to another route
            return
        assert str(answer.status_code) in described, answer.text
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == PROBLEM
            assert set(answer.json()) >= {"type", "title", "status", "detail"}
        elif (method, path) in ORDERS:
            found = service.api.get(answer.headers["Location"]).json()
            assert found["state"] == "completed", "an order met a defect"

    hold()
    wanted = {True} if path in (TEMPLATE, *OFFERED) else {True, False}
    assert seen == wanted, "junk alone, or nothing but good requests"


@pytest.mark.parametrize("seed", [False, "0"])
@pytest.mark.parametrize(
    ("path", "beside"),
    [
        ("/v1/schedules?operation=solve", {}),
        ("/v1/studies", {"worlds": [{"patch": {"name": "same"}}]}),
        ("/v1/datasets/{dataset}/base", {"weeks": 1}),
    ],
)
def test_a_number_is_no_word_and_no_yes_or_no(
    service: Service, path: str, beside: dict[str, object], seed: object
) -> None:
    dataset = post_dataset(service.api)
    body = {"limits": {"seconds": 1, "seed": seed}, **beside}
    if "{dataset}" not in path:
        body["dataset"] = dataset
    answer = service.api.post(path.replace("{dataset}", dataset), json=body)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/limits/seed"]


def test_no_parameter_may_be_null(service: Service) -> None:
    nullable = [
        f"{method} {path} {parameter['name']}"
        for method, path in OPERATIONS
        for parameter in service.contract["paths"][path][method].get("parameters", ())
        if {"type": "null"} in parameter["schema"].get("anyOf", ())
    ]
    assert nullable == []
