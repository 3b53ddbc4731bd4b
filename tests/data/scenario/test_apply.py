"""Patches, applied: what is hit, what follows, and what is refused."""

import json
from collections.abc import Mapping
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.faults import BadInput, Fault
from data.reading.dataset import read_document
from data.scenario.apply import Applied
from data.scenario.patch_reading import patch_of
from tests.data.scenario.build import PLACE, Document, applied, faults, ids, tiny

BASE = tiny()
OURS = """
[[hours]]
since = 2025-04-01
friday_start = 19
source = "what if"
certainty = "stated"
"""


def same(one: object, other: object) -> bool:
    return json.dumps(one) == json.dumps(other)


def employee(document: Document, id_: str) -> dict[str, Any]:
    return next(r for r in document["employees"] if r["employee_id"] == id_)


def test_an_empty_patch_changes_nothing() -> None:
    assert same(applied(BASE), BASE)


def test_the_base_itself_is_left_as_it_was() -> None:
    before = json.dumps(BASE)
    applied(
        BASE,
        dataset={"days": 3},
        remove=[{"file": "employees", "where": {"employee_id": "amy"}}],
        change=[{"file": "visits", "times": {"minutes": 2}}],
    )
    assert json.dumps(BASE) == before


def test_a_removed_person_is_forgotten_everywhere() -> None:
    made = applied(BASE, remove=[{"file": "employees", "where": {"role": "usk"}}])
    assert ids(made, "employees", "employee_id") == ["bo"]
    assert [w["employee_id"] for w in made["wishes"]] == ["bo"]
    assert [a["employee_id"] for a in made["absences"]] == ["bo"]
    for file in ("worked_shifts", "done_visits", "locked_shifts", "locked_visits"):
        assert made[file] == []
    carl = made["clients"][0]
    assert (carl["contact_id"], carl["backup_ids"], carl["avoid_ids"]) == (
        None,
        ["bo"],
        [],
    )


def test_a_removed_client_takes_visits_and_what_follows_them_along() -> None:
    made = applied(BASE, remove=[{"file": "clients", "where": {"client_id": "carl"}}])
    assert ids(made, "visits", "visit_id") == ["v3"]
    assert made["travel"] == made["done_visits"] == made["locked_visits"] == []


def test_a_visit_after_one_that_goes_is_bound_no_more() -> None:
    made = applied(BASE, remove=[{"file": "visits", "where": {"visit_id": "v1"}}])
    left = made["visits"][0]
    assert (left["visit_id"], left["after"]) == ("v2", None)
    assert (left["gap_min"], left["gap_max"]) == (None, None)
    read_document(made)


def test_a_new_row_is_as_another_but_for_what_is_given() -> None:
    row = {"employee_id": "new", "degree_pct": 100}
    made = applied(BASE, add=[{"file": "employees", "like": "bo", "set": row}])
    assert employee(made, "new") == employee(BASE, "bo") | row
    assert ids(made, "employees", "employee_id")[-1] == "new"


def test_a_new_row_can_stand_where_it_is_wanted() -> None:
    row = {"employee_id": "new"}
    made = applied(BASE, add=[{"file": "employees", "like": "bo", "set": row, "at": 2}])
    assert ids(made, "employees", "employee_id") == ["amy", "new", "bo", "hal"]


@pytest.mark.parametrize(
    ("where", "hit"),
    [
        ({"role": "usk"}, ["amy", "hal"]),
        ({"role": ["usk", "vb"]}, ["amy", "bo", "hal"]),
        ({"degree_pct": 75}, ["bo"]),
        ({"degree_pct": "75"}, ["bo"]),
        ({"degree_pct": "<75"}, ["hal"]),
        ({"degree_pct": "<=75"}, ["bo", "hal"]),
        ({"degree_pct": ">75"}, ["amy"]),
        ({"degree_pct": ">= 75"}, ["amy", "bo"]),
        ({"degree_pct": "!=75"}, ["amy", "hal"]),
        ({"from": ">2025-12-31"}, ["bo"]),
        ({"from": ""}, ["amy", "hal"]),
        ({"skills": "delegation"}, ["amy"]),
        ({"skills": ""}, []),
        ({"shift_kinds": ["night", "day"]}, ["amy", "hal"]),
        ({"employment": "monthly", "role": "vb"}, ["bo"]),
    ],
)
def test_a_selection_hits_the_rows_that_fit_it_all(
    where: Mapping[str, object], hit: list[str]
) -> None:
    step = {"file": "employees", "where": where, "set": {"transport": "walk"}}
    base = BASE | {"employees": [r | {"transport": "car"} for r in BASE["employees"]]}
    if not hit:
        assert [f.code for f in faults(base, change=[step])] == ["patch_hits_nothing"]
        return
    made = applied(base, change=[step])
    assert [
        r["employee_id"] for r in made["employees"] if r["transport"] == "walk"
    ] == hit


def test_a_selection_can_ask_the_row_that_is_named() -> None:
    step = {"file": "visits", "where": {"client_id.route_id": "north"}}
    made = applied(BASE, remove=[step])
    assert ids(made, "visits", "visit_id") == ["v3"]


def test_numbers_are_reckoned_with_and_whole_ones_stay_whole() -> None:
    steps = [
        {"file": "visits", "times": {"minutes": 0.9}, "where": {"minutes": 15}},
        {"file": "employees", "plus": {"degree_pct": -12.5}, "where": {"role": "vb"}},
    ]
    made = applied(BASE, change=steps)
    assert [v["minutes"] for v in made["visits"]] == [30, 20, 14]  # 13.5 is rounded up
    assert employee(made, "bo")["degree_pct"] == 62.5


def test_values_of_a_list_come_and_go() -> None:
    step = {
        "file": "employees",
        "where": {"role": "usk"},
        "with": {"skills": ["bpsd", "usk"]},
        "without": {"skills": "delegation"},
    }
    made = applied(BASE, change=[step])
    assert employee(made, "amy")["skills"] == ["usk", "bpsd"]
    assert employee(made, "bo") == employee(BASE, "bo")


def many(count: int) -> Document:
    """Return the base with so many visits of dora besides."""
    model = BASE["visits"][2]
    more = [model | {"visit_id": f"x{n}"} for n in range(count)]
    return BASE | {"visits": more}


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_greater_share_takes_what_a_smaller_takes(one: int, other: int) -> None:
    small, great = sorted((one / 100, other / 100))
    base = many(60)
    kept = [
        set(ids(applied(base, remove=[step]), "visits", "visit_id"))
        for share in (small, great)
        if round(60 * share)
        for step in [{"file": "visits", "share": share}]
    ]
    assert all(kept[-1] <= one for one in kept)
    assert not kept or len(kept[-1]) == 60 - round(60 * great)


def test_a_share_is_drawn_by_id_whatever_else_a_row_says() -> None:
    step = {"file": "visits", "share": 0.3}
    base = many(60)
    shorter = base | {"visits": [v | {"minutes": 5} for v in base["visits"]]}
    kept = [
        ids(applied(b, remove=[step]), "visits", "visit_id") for b in (base, shorter)
    ]
    assert kept[0] == kept[1]


def test_a_share_is_drawn_whatever_the_order_of_the_rows() -> None:
    step = {"file": "visits", "share": 0.3}
    base = many(60)
    turned = base | {"visits": base["visits"][::-1]}
    kept = [
        set(ids(applied(b, remove=[step]), "visits", "visit_id"))
        for b in (base, turned)
    ]
    assert kept[0] == kept[1]


def test_fewer_days_leave_out_what_lies_beyond_them() -> None:
    made = applied(BASE, dataset={"days": 1})
    assert ids(made, "visits", "visit_id") == ["v1", "v2"]
    assert read_document(made).days == 1


def test_settings_and_tables_of_settings_are_merged() -> None:
    made = applied(BASE, dataset={"travel": {"car_kmh": 30}, "name": "slow"})
    settings = made["dataset"]
    assert settings["travel"] == BASE["dataset"]["travel"] | {"car_kmh": 30}
    assert (settings["name"], settings["start"]) == ("slow", "2026-12-21")


def test_rules_keep_the_parameters_that_are_not_named() -> None:
    base = BASE | {"rules": [{"kind": "days_in_a_row", "most": 6, "preferred": 5}]}
    rules = [
        {"kind": "days_in_a_row", "most": 7},
        {"kind": "split_shifts", "off": True},
    ]
    assert applied(base, rules=rules)["rules"] == [
        {"kind": "days_in_a_row", "most": 7, "preferred": 5},
        {"kind": "split_shifts", "off": True},
    ]


def test_all_faults_are_told_at_once_by_their_keys() -> None:
    found = faults(
        BASE,
        remove=[{"file": "employes"}, {"file": "visits", "where": {"kund": "carl"}}],
        change=[
            {"file": "visits", "where": {"client_id": "carla"}, "set": {"staff": 1}},
            {"file": "visits"},
            {"file": "visits", "times": {"kind": 2}},
            {"file": "visits", "set": {"client_id.unit_id": "centre"}},
        ],
        add=[{"file": "clients", "like": "karl", "set": {"client_id": "new"}}],
    )
    assert [(f.code, f.column, f.value) for f in found] == [
        ("patch_file", "remove[1].file", "employes"),
        ("patch_column", "remove[2].where.kund", "kund"),
        ("patch_hits_nothing", "change[1]", None),
        ("patch_no_change", "change[2]", None),
        ("patch_no_number", "change[3].times.kind", "medication"),
        ("patch_no_number", "change[3].times.kind", "care"),
        ("patch_no_number", "change[3].times.kind", "supervision"),
        ("patch_column", "change[4].set.client_id.unit_id", "client_id.unit_id"),
        ("patch_no_model", "add[1].like", "karl"),
    ]


def blamed(**patch: object) -> list[tuple[str, str | None]]:
    """Return the faults that the reader finds, as those of the patch."""
    made = Applied(BASE, patch_of(patch, PLACE), PLACE)
    with pytest.raises(BadInput) as caught:
        read_document(made.document())
    told: list[Fault] = [made.blamed(fault) for fault in caught.value.faults]
    return [(fault.code, fault.column or fault.pointer) for fault in told]


def test_what_the_reader_refuses_is_blamed_on_the_step_behind_it() -> None:
    assert blamed(
        change=[{"file": "visits", "where": {"visit_id": "v3"}, "set": {"staff": 9}}],
        add=[{"file": "employees", "like": "bo", "set": {"employee_id": "amy"}}],
        dataset={"agreement": "BA"},
    ) == [
        ("agreement", "dataset.agreement"),
        ("repeated_id", "add[1].set.employee_id"),
        ("whole", "change[1].set.staff"),
    ]


def test_a_fault_that_no_step_made_keeps_its_place() -> None:
    base = BASE | {"visits": [v | {"staff": 9} for v in BASE["visits"]]}
    patch = {"change": [{"file": "visits", "set": {"priority": 2}}]}
    made = Applied(base, patch_of(patch, PLACE), PLACE)
    with pytest.raises(BadInput) as caught:
        read_document(made.document())
    fault = caught.value.faults[0]
    assert (made.blamed(fault), fault.pointer) == (fault, "/visits/0/staff")


PEOPLE = st.sampled_from(["amy", "bo", "hal"])
NUMBERS = st.integers(1, 4)


@given(PEOPLE, NUMBERS)
def test_adding_a_person_and_removing_them_gives_the_base_back(
    like: str, at: int
) -> None:
    step = {"file": "employees", "like": like, "set": {"employee_id": "n"}, "at": at}
    with_one_more = applied(BASE, add=[step])
    back = [{"file": "employees", "where": {"employee_id": "n"}}]
    assert same(applied(with_one_more, remove=back), BASE)


@given(PEOPLE, st.sampled_from(["1/3", "2/5", None]), st.sampled_from([50, 80.5]))
def test_setting_cells_and_setting_them_back_gives_the_base_back(
    who: str, weekends: str | None, degree: float
) -> None:
    old, new = employee(BASE, who), {"weekends": weekends, "degree_pct": degree}
    where = {"employee_id": who}
    made = applied(BASE, change=[{"file": "employees", "where": where, "set": new}])
    back = {name: old[name] for name in new}
    step = {"file": "employees", "where": where, "set": back}
    assert same(applied(made, change=[step]), BASE)


@given(st.sampled_from(["v2", "v3"]))
def test_removing_a_visit_and_adding_it_again_gives_the_base_back(id_: str) -> None:
    number = ids(BASE, "visits", "visit_id").index(id_)
    row = cast("dict[str, object]", BASE["visits"][number])
    gone = applied(BASE, remove=[{"file": "visits", "where": {"visit_id": id_}}])
    again = {"file": "visits", "set": row, "at": number + 1}
    assert same(applied(gone, add=[again]), BASE)


def test_an_agreement_of_the_patch_lies_beside_those_of_the_base() -> None:
    base = BASE | {"agreements": {"ours": OURS}}
    assert applied(base)["agreements"] == {"ours": OURS}
    made = applied(base, dataset={"agreement": "AB+late"}, agreements={"late": OURS})
    assert made["agreements"] == {"ours": OURS, "late": OURS}
    assert read_document(made).agreement == "AB+late"
    assert "agreements" not in applied(BASE)


def test_a_fault_of_an_agreement_is_one_of_the_patch_that_gives_it() -> None:
    patch = patch_of({"agreements": {"late": "[[hours]]\nsince = 1"}}, PLACE)
    scenario = Applied(BASE | {"agreements": {"ours": "x"}}, patch, PLACE)
    with pytest.raises(BadInput) as caught:
        read_document(scenario.document())
    blamed = [scenario.blamed(fault) for fault in caught.value.faults]
    assert {fault.place() for fault in blamed} == {
        "/agreements/ours",
        "patch.toml, nyckel agreements.late",
    }
