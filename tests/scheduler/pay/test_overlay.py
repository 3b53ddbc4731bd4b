"""A municipality's own agreement, laid over another: what holds, and what is wrong."""

from datetime import date

import pytest

from scheduler.pay.agreement import (
    Agreement,
    UnknownAgreementError,
    find_agreement,
    is_whole,
    under,
)
from scheduler.pay.agreement_rows import NoRateError, on
from scheduler.pay.assumptions import assumptions
from scheduler.pay.overlay import AgreementFaultsError
from tests.build import problem

AB = find_agreement("AB")
SAYS = 'source = "the council"\ncertainty = "stated"\n'
NIGHTS = f"[[ob]]\nsince = 2026-10-01\nb_night = 101.80\n{SAYS}"


def over(text: str, base: str = "AB") -> Agreement:
    return find_agreement(f"{base}+own", {"own": text})


def faults(text: str) -> list[tuple[str, str, str | None]]:
    with pytest.raises(AgreementFaultsError) as error:
        over(text)
    assert {fault.agreement for fault in error.value.faults} == {"own"}
    return [(fault.key, fault.code, fault.value) for fault in error.value.faults]


def test_a_row_between_others_holds_until_the_next_and_takes_over_the_rest() -> None:
    own = over(NIGHTS)
    assert on(own.ob, date(2026, 9, 30)) == on(AB.ob, date(2026, 9, 30))
    row = on(own.ob, date(2026, 10, 1))
    assert (row.b_night, row.a, row.d) == (10180, 13070, 2640)
    assert (row.source, row.assumed) == ("the council", "")
    assert own.model_copy(update={"id": "AB", "ob": AB.ob}) == AB


def test_a_row_of_the_same_day_takes_the_others_place() -> None:
    own = over(f"[[hours]]\nsince = 2025-04-01\nfriday_start = 19\n{SAYS}")
    assert [row.friday_start for row in own.hours] == [19, 19]
    assert own.model_copy(update={"id": "AB", "hours": AB.hours}) == AB


def test_later_rows_take_over_from_earlier_ones_in_whatever_order_they_stand() -> None:
    later = f"[[ob]]\nsince = 2027-04-01\na = 140\n{SAYS}"
    for text in (NIGHTS + later, later + NIGHTS):
        row = on(over(text).ob, date(2027, 4, 1))
        assert (row.a, row.b_night) == (14000, 10180)


def test_part_of_a_table_is_laid_over_it() -> None:
    own = over(f"[reckoning]\nholiday_pay_on_ob = true\n{SAYS}")
    assert own.reckoning.holiday_pay_on_ob
    assert own.reckoning.hour_divisor == AB.reckoning.hour_divisor


def test_agreements_are_laid_over_each_other_in_turn() -> None:
    own = {"own": NIGHTS, "more": NIGHTS.replace("101.80", "102")}
    first, last = find_agreement("AB+own+more", own), find_agreement("AB+more+own", own)
    assert (first.ob[-1].b_night, last.ob[-1].b_night) == (10200, 10180)


def test_a_whole_agreement_extends_another_by_its_own_name() -> None:
    own = find_agreement("own", {"own": f'extends = "AB"\n{NIGHTS}'})
    assert own.id == "own"
    assert own.ob == over(NIGHTS).ob


def test_an_agreement_of_the_municipality_comes_before_ours_of_the_same_name() -> None:
    own = find_agreement("AB", {"AB": f'extends = "AB"\n{NIGHTS}'})
    assert own.ob[-1].b_night == 10180
    assert find_agreement("AB").ob == AB.ob


def test_every_fault_is_told_with_its_key() -> None:
    text = f"""id = "x"
colour = "red"
overtime = 3
[[ob]]
since = 2026-10-01
a = "much"
b = -1
nightly = 3
{SAYS}
[[ob]]
since = "tomorrow"
c = 1
[sick]
pay_pct = 80.5
certainty = "sure"
source = ""
[reckoning]
holiday_pay_on_ob = "ja"
unpaid = "sick"
{SAYS}"""
    assert faults(text) == [
        ("id", "unknown_key", "id"),
        ("colour", "unknown_key", "colour"),
        ("overtime", "rows", "3"),
        ("ob[1].a", "figure", "much"),
        ("ob[1].b", "figure_between", "-1"),
        ("ob[1].nightly", "unknown_key", "nightly"),
        ("ob[2].source", "missing_key", None),
        ("ob[2].certainty", "missing_key", None),
        ("ob[2].since", "date", "tomorrow"),
        ("sick.source", "setting_text", ""),
        ("sick.certainty", "one_of", "sure"),
        ("sick.pay_pct", "figure", "80.5"),
        ("reckoning.holiday_pay_on_ob", "true_or_false", "ja"),
        ("reckoning.unpaid", "list", "sick"),
    ]


@pytest.mark.parametrize(
    ("text", "key", "code", "expected"),
    [
        (f"[[ob]]\nsince = 2026-10-01\nd = inf\n{SAYS}", "ob[1].d", "figure", ""),
        (
            f"[[ob]]\nsince = 2026-10-01\nd = 1e6\n{SAYS}",
            "ob[1].d",
            "figure_between",
            "0–100000",
        ),
        (
            f"[[hours]]\nsince = 2026-10-01\nfriday_start = 25\n{SAYS}",
            "hours[1].friday_start",
            "figure_between",
            "0–24",
        ),
        (
            f"[reckoning]\nhour_divisor = 0\n{SAYS}",
            "reckoning.hour_divisor",
            "figure_between",
            "1–1000",
        ),
        (
            '[sick]\nsource = "x"\ncertainty = "sure"',
            "sick.certainty",
            "one_of",
            "stated, reported, derived, unverified",
        ),
        (
            f'[[ob]]\nsince = 2026-10-01\nd = 1\nassumed_of = ["e"]\n{SAYS}',
            "ob[1].assumed_of",
            "one_of",
            "a, a_night, b, b_night, c, d",
        ),
        ('extends = "XY"', "extends", "agreement", "AB, PAN"),
        ("extends = 5", "extends", "agreement", "AB, PAN"),
    ],
)
def test_a_fault_says_what_would_do(
    text: str, key: str, code: str, expected: str
) -> None:
    name = "own" if text.startswith("extends") else "AB+own"
    with pytest.raises(AgreementFaultsError) as error:
        find_agreement(name, {"own": text})
    [fault] = error.value.faults
    assert (fault.key, fault.code, fault.expected) == (key, code, expected)


@pytest.mark.parametrize(
    "text",
    [
        f'[[ob]]\nsince = 2026-10-01\nd = 1\nassumed = "nosuch"\n{SAYS}',
        'readings = ["nosuch"]',
        'extends = "AB"\nborrows = "nosuch"',
    ],
)
def test_words_that_there_are_not_are_told_once_with_those_that_there_are(
    text: str,
) -> None:
    name = "own" if text.startswith("extends") else "AB+own"
    with pytest.raises(AgreementFaultsError) as error:
        find_agreement(name, {"own": text})
    [fault] = error.value.faults
    assert (fault.code, fault.value) == ("one_of", "nosuch")
    assert {"pan", "overtime", "ob_2026"} <= {*fault.expected.split(", ")}


def test_a_date_may_stand_in_quotation_marks() -> None:
    assert over(NIGHTS.replace("2026-10-01", '"2026-10-01"')).ob == over(NIGHTS).ob


@pytest.mark.parametrize("day", ["2026-01-02", "2026-05-01", "2026-12-31"])
def test_on_costs_hold_from_a_new_year_on(day: str) -> None:
    """They are reckoned for whole years: until the next one such a row was silent."""
    row = f"[[on_cost]]\nsince = {day}\npct = 40\n{SAYS}"
    assert faults(row) == [("on_cost[1].since", "new_year", day)]
    assert (
        on(over(row.replace(day, "2026-01-01")).on_cost, date(2026, 1, 1)).pct == 4000
    )


def test_two_rows_of_one_day_are_a_fault() -> None:
    assert faults(NIGHTS + NIGHTS) == [("ob[2].since", "row_twice", "2026-10-01")]


def test_faults_of_all_that_is_laid_over_come_together() -> None:
    own = {"own": "colour = 1", "more": "shape = 2"}
    with pytest.raises(AgreementFaultsError) as error:
        find_agreement("AB+own+more", own)
    assert [(f.agreement, f.key) for f in error.value.faults] == [
        ("own", "colour"),
        ("more", "shape"),
    ]


def test_a_whole_agreement_must_say_everything() -> None:
    with pytest.raises(AgreementFaultsError) as error:
        find_agreement("own", {"own": NIGHTS})
    missing = {f.key for f in error.value.faults if f.code == "missing_key"}
    bands = {f"ob[1].{band}" for band in ("a", "a_night", "b", "c", "d")}
    assert missing == bands | {*Agreement.model_fields} - {
        "id",
        "ob",
        "on_call",
        "displaced",
        "comp_time",
        "vacation",
    }


def test_what_is_no_toml_is_told_as_such() -> None:
    assert [fault[:2] for fault in faults("ob = [")] == [("", "toml")]


@pytest.mark.parametrize("name", ["", "XY", "AB+", "AB+other", "AB@soon", "AB@"])
def test_a_name_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(UnknownAgreementError) as fault:
        find_agreement(name, {"own": NIGHTS})
    assert fault.value.known == ("AB", "PAN", "own")


def test_as_of_a_day_its_rates_hold_on_all_days() -> None:
    stood = find_agreement("AB@2025-03-31")
    for kind in ("hours", "ob", "overtime", "extra", "on_cost"):
        held = on(getattr(AB, kind), date(2025, 3, 31))
        for day in (date(1999, 1, 1), date(2025, 3, 31), date(2030, 1, 1)):
            found = on(getattr(stood, kind), day)
            assert found.model_dump(exclude={"always"}) == held.model_dump(
                exclude={"always"}
            )


def test_as_of_the_first_day_is_known_and_the_day_before_is_not() -> None:
    find_agreement("AB@2022-01-01")
    with pytest.raises(NoRateError):
        find_agreement("AB@2021-12-31")


def test_what_is_derived_or_unverified_is_listed_with_its_source() -> None:
    for certainty, listed in (
        ("derived", True),
        ("unverified", True),
        ("stated", False),
    ):
        own = over(NIGHTS.replace("stated", certainty))
        found = [a.text("en") for a in assumptions(own, [date(2026, 10, 1)])]
        assert any("the council" in text for text in found) is listed


def test_a_problem_under_another_agreement_keeps_its_digest() -> None:
    made = problem()
    other = under(made, own=("own", NIGHTS), day=date(2025, 3, 31))
    assert other.agreement == "AB+own@2025-03-31"
    assert other.own_agreements == {"own": NIGHTS}
    assert under(made, own=None, day=None) == made
    assert other.sha256 == made.sha256


def test_a_whole_agreement_takes_the_place_of_the_problems() -> None:
    whole = f'extends = "AB"\n{NIGHTS}'
    assert (is_whole(whole), is_whole(NIGHTS)) == (True, False)
    made = problem(agreement="AB@2025-01-01")
    assert under(made, own=("own", whole), day=None).agreement == "own"
    assert under(made, own=("own", NIGHTS), day=None).agreement == "AB+own@2025-01-01"
