"""What every preset owes us, whatever it asks."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from constraints.handbook.handbook import read_handbook_document
from constraints.rest.planned_exception import PlannedException
from constraints.rest.weekly_rest import WeeklyRest
from data.reading.dataset import read_document
from data.scenario.apply import Applied
from data.scenario.difference import difference
from data.scenario.patch_place import PatchPlace
from data.scenario.patch_reading import patch_of
from data.scenario.presets.preset_parameters import parameters_of_preset
from data.scenario.presets.preset_text import find_preset
from data.scenario.presets.registry import PRESETS
from data.scenario.presets.rest_limits import IF_NOT_GIVEN
from data.scenario.presets_page import main, presets_document
from scheduler.messages import catalogue
from tests.data.scenario.presets.build import (
    Document,
    fortnight,
    refused,
    sample,
    scenario,
)
from tests.test_docs import ROOT

Step = str | Callable[[Document], Document]
"""A preset, or what rows a base has instead."""


def _all_by_night(base: Document) -> Document:
    rows = base["employees"]
    return {"employees": [row | {"shift_kinds": ["night"]} for row in rows]}


def _all_by_hour(base: Document) -> Document:
    rows = base["employees"]
    return {"employees": [row | {"employment": "hourly"} for row in rows]}


def _no_clients(_base: Document) -> Document:
    return {"clients": [], "visits": [], "staffing": []}


DIFFERS = {
    "friday-ob": {"agreement"},
    "extra-hours": {"agreement"},
    "agreement": {"employees.csv"},
    "daily-rest": {"planned_exception"},
    "weekly-rest:47": {"weekly_rest"},
    "nights": {"shift_types.csv"},
    "weekends:2/5": {"employees.csv"},
    "weekend-concept": {"employees.csv"},
    "no-split-shifts": {"shift_types.csv"},
    "summer-leave:3,2026-11-30,2027-02-28": {"absences.csv"},
    "lending": {"units.csv"},
    "pool:2": {"units.csv", "employees.csv"},
    "merge:hemma,natt": {"employees.csv", "visits.csv", "shift_types.csv"},
    "split:hemma": {
        "units.csv",
        "employees.csv",
        "clients.csv",
        "visits.csv",
        "shift_types.csv",
    },
    "staffing:+20": {"employees.csv"},
    "posts:2": {"employees.csv"},
    "degrees:-10": {"employees.csv"},
    "vacancies:1": {
        "employees.csv",
        "clients.csv",
        "worked_shifts.csv",
        "done_visits.csv",
        "balances.csv",
    },
    "monthly-substitutes": {"employees.csv"},
    "replacement": {"employees.csv", "wishes.csv", "balances.csv"},
    "sickness": {"absences.csv"},
    "outbreak": {"absences.csv"},
    "dispensers": {"visits.csv"},
    "digital-supervision": {"visits.csv"},
    "double-visits:100": {"visits.csv"},
    "demand": {"clients.csv", "visits.csv", "staffing.csv"},
}
"""What each changes of ``small``."""

NOTHING = [
    ([], "friday-ob:17", "redan klockan 17 "),
    ([], "extra-hours:after-2025", "redan som från april 2025 "),
    ([], "agreement:AB,hemma", "De 12 medarbetare som det"),
    ([], "daily-rest:11", "redan 11 timmar, både"),
    (["daily-rest:window"], "daily-rest:window", "redan 11 timmar i varje dygn, oavs"),
    (["weekly-rest:47"], "weekly-rest:47", "redan 47 timmar"),
    (["nights"], "nights", "Av 1 nattpass som det gäller blir inget"),
    (["weekends:2/5"], "weekends:2/5", "annat helgmönster än 2/5"),
    (["weekend-concept"], "weekend-concept", "kan redan ta långa helgpass"),
    (["no-split-shifts"], "no-split-shifts", "inga delade turer"),
    ([], "summer-leave", "från 2026-11-30 till 2026-12-06"),
    (["lending"], "lending", "Så lånar enheterna ut redan"),
    ([_all_by_night], "pool", "arbetar dag eller kväll"),
    (["merge:hemma,natt"], "merge:hemma,natt", "natt har inget"),
    ([], "split:natt", "natt har 0 brukare och 4 medarbetare"),
    ([], "staffing:0", "+0 % av 12 månadsanställda"),
    ([], "posts:0,natt", "Antalet är +0, och 3 månadsanställda"),
    ([], "degrees:0", "Med +0 % får ingen av 12 månadsanställda"),
    ([_all_by_hour], "vacancies", "0 månadsanställda"),
    (["monthly-substitutes"], "monthly-substitutes", "100 % av 0 timavlönade"),
    (["replacement:none"], "replacement:none", "0 timavlönade"),
    (["sickness:15"], "sickness:7.5", "Av de månadsanställdas dagar är 15,5 %"),
    ([], "outbreak:9", "Planen har 1 vecka och 12 månadsanställda"),
    (["dispensers:100"], "dispensers", "30 % av 0 brukare"),
    (["digital-supervision:100"], "digital-supervision", "50 % av 0 brukare"),
    ([], "double-visits", "30 % av 1 brukare"),
    ([_no_clients], "demand", "72 % av 0 brukare"),
]
"""What is so already, in ``small`` or after other presets, and how that is told."""

LARGE = {
    "merge:hemma,natt": "merge:centrala,yttre",
    "split:hemma": "split:centrala",
    "summer-leave:3,2026-11-30,2027-02-28": "summer-leave:5,2026-12-14,2027-02-28",
}


def test_every_preset_is_tried() -> None:
    assert [text.partition(":")[0] for text in DIFFERS] == list(PRESETS)


@pytest.mark.parametrize("text", DIFFERS)
def test_a_preset_of_the_small_sample_changes_what_it_is_about(text: str) -> None:
    base = sample()
    before = json.dumps(base)
    found = difference(base, scenario(text, base))
    files = {file.file for file in found.files}
    assert files | {*found.settings, *found.rules} == DIFFERS[text]
    assert json.dumps(base) == before


@pytest.mark.parametrize("text", [LARGE.get(text, text) for text in DIFFERS])
def test_a_preset_of_the_large_sample_is_read_without_faults(text: str) -> None:
    base = fortnight()
    made = scenario(text, base)
    read_document(made)
    assert not difference(base, made).is_empty
    read_handbook_document({"rules": made.get("rules", [])})


@pytest.mark.parametrize("text", DIFFERS)
def test_the_patch_tells_what_it_is_and_why_in_both_languages(text: str) -> None:
    preset = find_preset(text)
    found = [preset.patch(sample(), language) for language in ("sv", "en")]
    assert [find_preset(patch.preset) for patch in found] == [preset, preset]
    assert found[0].why == catalogue()[f"scenario.{preset.name}.why"]["sv"]
    assert found[1].why == catalogue()[f"scenario.{preset.name}.why"]["en"]


def test_every_preset_is_tried_where_it_hits_nothing() -> None:
    tried = (text.partition(":")[0] for _, text, _ in NOTHING)
    assert [*dict.fromkeys(tried)] == list(PRESETS)


@pytest.mark.parametrize(("before", "text", "reason"), NOTHING)
def test_a_preset_that_hits_nothing_says_what_of_the_dataset_makes_it_so(
    before: list[Step], text: str, reason: str
) -> None:
    base = sample()
    for step in before:
        base = scenario(step, base) if isinstance(step, str) else base | step(base)
    [fault] = refused(text, base)
    assert fault.code == "preset_hits_nothing"
    assert reason in fault.message("sv")
    assert fault.message("en") != fault.message("sv")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sickness:7.5", "Sjukfrånvaro 7,5 %, 4 dagar åt gången"),
        ("staffing:-7.5", "Grundbemanning −7,5 %"),
        ("posts:-2,yttre", "Tjänster −2, yttre"),
        ("staffing", "Grundbemanning +10 %"),
        ("lending:local", "Enheterna lånar inte ut personal"),
        ("lending:rings,3", "Utlåning till de 3 närmaste enheterna"),
        ("lending:rings,1", "Utlåning till den närmaste enheten"),
        ("vacancies:3,recruited", "3 vakanta schemarader, nyrekryterade"),
        ("vacancies:1,recruited", "1 vakant schemarad, nyrekryterade"),
        ("summer-leave:5,2027-06-07", "Sommarsemester i 5 perioder, 2027-06-07"),
        ("split:yttre", "yttre delas i två"),
    ],
)
def test_a_preset_is_named_in_words_with_its_values(text: str, told: str) -> None:
    assert find_preset(text).in_words() == told


def test_every_preset_and_parameter_has_its_words_and_no_words_are_left_over() -> None:
    wanted = {
        f"scenario.{name}.{word}"
        for name, kind in PRESETS.items()
        for word in (
            "why",
            "title",
            "words",
            "nothing",
            *(p.name for p in parameters_of_preset(kind)),
        )
    }
    choices = {
        f"scenario.{name}.{parameter}.{value}"
        for name, kind in PRESETS.items()
        for parameter, facts in kind.model_json_schema().get("properties", {}).items()
        for value in facts.get("enum", ())
    }
    said = {key for key in catalogue() if key.startswith("scenario.")}
    own = {key for key in said if not key.startswith("scenario.family.")}
    assert own >= wanted
    assert own - wanted <= choices


def test_the_page_is_up_to_date(tmp_path: Path) -> None:
    main(str(tmp_path))
    made = (tmp_path / "scenarios.md").read_text(encoding="utf-8")
    written = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert written == made, "run `make docs`"


def test_the_patch_file_on_the_page_can_be_applied() -> None:
    text = presets_document().split("```toml\n")[1].split("```")[0]
    place, base = PatchPlace("patch.toml"), sample()
    raw = json.loads(json.dumps(tomllib.loads(text)))
    made = Applied(base, patch_of(raw, place), place).document()
    read_document(made)
    found = difference(base, made)
    assert (found.settings, found.rules) == (("agreement",), ("weekly_rest",))
    assert {f.file for f in found.files} == {"visits.csv", "employees.csv"}


def test_what_rules_say_by_themselves_is_known() -> None:
    for rule in (PlannedException(), WeeklyRest()):
        given = IF_NOT_GIVEN[rule.kind]
        assert rule.model_dump(include=set(given)) == given
