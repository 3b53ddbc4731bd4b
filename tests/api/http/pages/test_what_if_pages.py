"""Asking what if in the browser: the form, what is wrong with it, what came of it."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from starlette.datastructures import FormData, UploadFile

from api.http.app import create_app
from api.http.pages.scenarios.asked_study import StudyForm
from api.http.pages.scenarios.world_rows import world_chapters
from api.http.studies.difference_view import DifferenceView
from api.http.studies.study_views import (
    PairedView,
    StudyFindings,
    WorldView,
)
from api.http.studies.study_work import StudyPlace
from api.http.views import InputDifferenceView
from data.scenario.presets.registry import PRESETS
from scheduler.audit.certainty import Verdict
from scheduler.audit.comparison import Topic
from scheduler.messages import LANGUAGES, say
from tests.api.answers import ordered, post_dataset
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, HeldExecutor, InlineExecutor, use_planner
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE, seen, sent

pytestmark = pytest.mark.usefixtures("plain_weeks")
LIMITS = {"seconds": "1", "seeds": "2", "most_seeds": "2"}


@pytest.fixture
def studies(
    cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    use_planner(monkeypatch, FakePlanner())
    place = StudyPlace(tmp_path / "runs", cluster)
    app = create_app(database(), InlineExecutor(), FakePlanner, studies=place)
    with TestClient(app) as client:
        yield client


def form(*ticked: str, **fields: str) -> StudyForm:
    pairs: list[tuple[str, str | UploadFile]] = [("preset", name) for name in ticked]
    return StudyForm.of(FormData([*pairs, *fields.items()]))


def test_presets_are_cards_with_their_parameters(api: TestClient) -> None:
    html = seen(api, f"/datasets/{post_dataset(api)}/what-if")
    assert "högst så många av så många helger i följd" in html
    assert 'name="weekends.pattern"' in html
    assert "Inga jämförelser av underlaget än" in html


def test_what_has_few_values_is_chosen_in_words(api: TestClient) -> None:
    html = seen(api, f"/datasets/{post_dataset(api)}/what-if")
    replaced = _field(html, "replacement.cover")
    assert '<option value="none" selected>ersätts inte<' in replaced
    assert '<option value="full">hela frånvaron<' in replaced
    assert '<option value="19" selected>19<' in _field(html, "friday-ob.hour")


@pytest.mark.parametrize("field", ["merge.into", "merge.gone", "outbreak.unit"])
def test_units_are_chosen_and_what_was_chosen_stays(
    api: TestClient, field: str
) -> None:
    at = f"/datasets/{post_dataset(api)}/what-if"
    assert '<option value="centre">centre<' in _field(seen(api, at), field)
    fields = {"preset": "merge", field: "centre"}  # a village has no other
    answer = api.post(at, headers=PAGE, data=LIMITS | fields)
    assert answer.status_code == 422
    assert '<option value="centre" selected>' in _field(answer.text, field)


def _field(html: str, name: str) -> str:
    return html.partition(f'<select id="{name}"')[2].partition("</select>")[0]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_preset_is_named_in_words_beside_its_sentence(
    api: TestClient, language: str
) -> None:
    at = f"/datasets/{post_dataset(api)}/what-if?lang={language}"
    html = unescape(seen(api, at))
    for name in PRESETS:
        title = say(f"scenario.{name}.title", language)
        card = html.partition(f'value="{name}"')[2].partition("</li>")[0]
        assert f"<b>{title}</b>" in card
        assert say(f"scenario.{name}.why", language) in card


def test_no_two_presets_have_the_same_name_in_words() -> None:
    for language in LANGUAGES:
        titles = {say(f"scenario.{name}.title", language) for name in PRESETS}
        assert len(titles) == len(PRESETS)


def test_a_ticked_preset_is_ordered_with_the_values_that_differ() -> None:
    fields = {"weekends.pattern": "1/2", "outbreak.week": "2", "outbreak.share": "30"}
    order = form("outbreak", "weekends", **fields).order("d")
    asked = [world.preset for world in order.worlds]
    assert asked == ["weekends:pattern=1/2", "outbreak:week=2"]


def test_steps_are_built_into_one_patch() -> None:
    patch = form(
        patch_name="outer",
        deed1="set",
        file1="employees",
        column1="sysselsättningsgrad %",
        value1="<75",
        cell1="Degree %",
        new1="100",
        deed3="remove",
        file3="visits",
        column3="Slag",
        value3="service",
    ).patch()
    assert patch == {
        "name": "outer",
        "why": "",
        "change": [
            {
                "file": "employees",
                "where": {"degree_pct": "<75"},
                "set": {"degree_pct": 100},
            }
        ],
        "remove": [{"file": "visits", "where": {"kind": "service"}}],
    }
    assert form(file1="employees", new1="5").patch() == {}


def test_a_range_is_ordered_as_a_frontier_with_the_values_that_were_given() -> None:
    assert form(range="posts").order("d").frontiers == ["posts"]
    own = form(range="posts", range_values="-1, 1").order("d")
    assert (own.worlds, own.frontiers) == ([], ["posts:-1, 1"])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "Välj något att jämföra med"),
        ({"preset": "weekends"}, "Annat helgmönster: Ingen har ett annat"),
        (
            {"preset": "posts", "posts.count": "99"},
            "Fler eller färre tjänster: ”Antal tjänster” kan inte vara ”99”",
        ),
        ({"range": "posts", "range_values": "x"}, "Bemanningskurva: "),
        ({"deed1": "set", "file1": "visits", "cell1": "shoe", "new1": "1"}, "shoe"),
        ({"preset": "demand", "seconds": "0"}, "Välj något att jämföra med"),
    ],
)
def test_what_is_wrong_with_a_question_is_told_and_what_was_typed_stays(
    api: TestClient, asked: dict[str, str], told: str
) -> None:
    at = f"/datasets/{post_dataset(api)}/what-if"
    answer = api.post(at, headers=PAGE, data=LIMITS | asked | {"name": "Mitt försök"})
    assert answer.status_code == 422
    assert told in answer.text.partition('role="alert"')[2].partition("</div>")[0]
    assert 'value="Mitt försök"' in answer.text


def test_a_study_is_begun_followed_and_read(studies: TestClient) -> None:
    at = f"/datasets/{post_dataset(studies)}/what-if"
    fields = {"deed1": "set", "file1": "employees", "cell1": "monthly_pay"}
    more = {"new1": "40000", "patch_name": "dearer", "name": "Lönen"}
    study = sent(studies, at, **LIMITS, **fields, **more)
    html = seen(studies, study)
    assert "<h1>Lönen</h1>" in html
    assert "dearer" in html
    assert "säker" in html
    assert "Från kostnad till kostnad" in html or 'class="data fall"' in html
    for name in ("comparison.xlsx", "comparison.html"):
        assert f'href="/v1{study}/{name}"' in html
    assert f'href="{study}"' in seen(studies, at)
    part = studies.get(f"{study}/progress", headers=PAGE)
    assert part.headers["HX-Redirect"] == study


def test_a_study_says_plainly_that_it_keeps_nothing_people_were_told(
    studies: TestClient,
) -> None:
    said = say("pages.what_if.untold", "sv", day="2026-12-01")
    schedule = ordered(studies)
    dataset = studies.get(f"/v1/schedules/{schedule}").json()["dataset"]
    at = f"/datasets/{dataset}/what-if"
    fields = {"deed1": "set", "file1": "employees", "cell1": "monthly_pay"}
    study = sent(studies, at, **LIMITS, **fields, new1="40000", patch_name="dearer")
    assert said not in seen(studies, at) + seen(studies, study)
    told = {"by": "Eva", "told_on": "2026-12-01"}
    answer = studies.post(f"/v1/schedules/{schedule}/publish", json=told)
    assert answer.status_code == 200, answer.text
    assert said in seen(studies, at)
    assert said in seen(studies, study)
    assert studies.get(f"/v1{study}/findings").json()["told_on"] == "2026-12-01"


def test_worlds_are_told_with_the_spread_of_their_seeds_and_a_fall_that_adds_up() -> (
    None
):
    def paired(topic: Topic, key: str, base: list[float], other: list[float]) -> Any:
        half: dict[str, Any] = {
            "pairs": 2,
            "mean": fmean(other) - fmean(base),
            "half_width": 5.0,
        }
        difference = DifferenceView(verdict=Verdict.LARGER, **half)
        quantity: dict[str, Any] = {
            "topic": topic,
            "key": key,
            "unit": "kr",
            "difference": difference,
        }
        return PairedView(base=base, other=other, **quantity)

    costs = (
        paired(Topic.OBJECTIVE, "personnel_cost", [100, 110], [120, 140]),
        paired(Topic.COST, "base", [100, 110], [100, 110]),
        paired(Topic.COST, "hourly", [0, 0], [20, 30]),
    )
    same = InputDifferenceView(settings=[], rules=[], files=[])
    named: dict[str, Any] = {
        "name": "dearer",
        "why": "",
        "inputs": same,
        "seeds": [0, 1],
    }
    world = WorldView(quantities=list(costs), best=None, **named)
    [told] = world_chapters(StudyFindings(base="now", worlds=[world], failed=[]))
    row = told.first[0]
    assert (row.base.sv, row.base_spread and row.base_spread.sv) == (
        "105 kr",
        "100 – 110 kr",
    )
    assert row.difference.sv == "+25 kr"
    assert [(bar.kind, bar.amount.sv) for bar in told.fall] == [
        ("base", "105 kr"),
        ("dearer", "+25 kr"),
        ("other", "130 kr"),
    ]
    assert told.whisker is not None
    assert (told.whisker.zero, told.whisker.high) == (50, 95)


def test_a_study_that_waits_can_be_stopped() -> None:
    app = create_app(database(), HeldExecutor(), FakePlanner)
    with TestClient(app) as api:
        fields = {"deed1": "set", "file1": "employees", "cell1": "monthly_pay"}
        at = f"/datasets/{post_dataset(api)}/what-if"
        study = sent(api, at, **LIMITS, **fields, new1="40000")
        assert "I kö" in seen(api, study)
        assert sent(api, f"{study}/stop") == study
        assert "Avbruten" in seen(api, study)


def test_the_board_reads_of_two_schedules(api: TestClient) -> None:
    one = ordered(api)
    two = ordered(api, name="Efter")
    html = seen(api, f"/board-report?before={one}&after={two}")
    assert "Efter" in html
    file = api.get(f"/board-report?before={one}&after={two}&file=true", headers=PAGE)
    assert file.headers["content-disposition"].startswith("attachment")
    assert file.text == html
    same = api.get(f"/board-report?before={one}&after={one}", headers=PAGE)
    assert same.status_code == 422


def test_a_trial_that_waits_can_be_stopped_and_one_of_nothing_is_refused() -> None:
    with TestClient(create_app(database(), pool := HeldExecutor(), FakePlanner)) as api:
        plan = ordered(api)
        pool.release()
        at = "/robustness"
        trial = sent(api, at, schedule=plan, days="7")
        assert "I kö" in seen(api, trial)
        assert "hx-trigger" in seen(api, f"{trial}/progress")
        assert sent(api, f"{trial}/stop") == trial
        assert "Avbruten" in seen(api, trial)
        for wrong in ({}, {"schedule": plan, "days": "0"}):
            answer = api.post(at, headers=PAGE, data=wrong)
            assert answer.status_code == 422
            assert "Bocka för ett till fem scheman" in answer.text
