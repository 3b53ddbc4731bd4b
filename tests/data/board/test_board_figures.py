"""The four figures that a committee asks for, counted and measured."""

from datetime import date

from data.board.board_figures import BoardFigure, board_figures, headline
from data.board.outcomes import MeasuredOutcome, OutcomeMeasure, Period
from data.board.sick_leave import sick_pct
from data.board.wishes_met import wishes_met
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Wish
from scheduler.domain.values import AbsenceKind
from tests.api.village import amy, good_plan, village
from tests.build import absence, hourly
from tests.data.comparison.worlds import overtime_plan, world


def away(kind: str, days: tuple[str, str]) -> object:
    first, last = days
    return absence("amy", f"{first} 00:00", f"{last} 00:00", kind)


def test_sick_leave_is_a_share_of_contracted_hours() -> None:
    week = ("2026-12-21", "2026-12-28")
    two = ("2026-12-21", "2026-12-23")
    assert sick_pct(village(absences=(away("sick", week),))) == 100
    part = sick_pct(village(absences=(away("sick", two),)))
    assert part is not None
    assert round(part, 4) == round(100 * 2 / 3, 4)


def test_other_absence_is_no_sick_leave_and_hourly_staff_have_no_contract() -> None:
    week = ("2026-12-21", "2026-12-28")
    assert sick_pct(village(absences=(away(AbsenceKind.VACATION, week),))) == 0
    assert sick_pct(village(employees=(hourly("amy"),), visits=())) is None


def wish(on: str, *, want: bool, shift: str | None = None) -> Wish:
    return Wish(employee="amy", date=date.fromisoformat(on), want=want, shift=shift)


def test_a_wish_is_met_if_the_day_is_as_wished() -> None:
    wishes = (
        wish("2026-12-21", want=True),
        wish("2026-12-21", want=True, shift="day"),
        wish("2026-12-21", want=True, shift="evening"),
        wish("2026-12-21", want=False, shift="evening"),
        wish("2026-12-21", want=False),
        wish("2026-12-22", want=False),
        wish("2026-12-22", want=True),
        wish("2027-02-01", want=False),
    )
    assert wishes_met(PlanView(village(wishes=wishes), good_plan())) == (4, 7)


def outcome(period: Period, value: float, **given: object) -> MeasuredOutcome:
    usual: dict[str, object] = {
        "period": period,
        "measure": OutcomeMeasure.SICK,
        "label": "",
        "value": value,
        "of": None,
        "answers": None,
        "first": None,
        "last": None,
        "source": "",
    }
    return MeasuredOutcome.model_validate(usual | given)


def figures(*outcomes: MeasuredOutcome) -> dict[str, tuple[BoardFigure, ...]]:
    return board_figures(world([good_plan()], [overtime_plan()]), outcomes)


def test_every_area_has_a_figure_of_the_plans_with_its_definition() -> None:
    found = figures()
    assert list(found) == ["sick", "hours", "people", "opinions"]
    assert all(f.definition.sv for area in found.values() for f in area)
    assert not any(f.is_outcome for area in found.values() for f in area)


def test_shares_change_by_percentage_points() -> None:
    [overtime] = [f for f in figures()["hours"] if f.name.sv.startswith("Övertid")]
    assert (overtime.before.sv, overtime.after.sv) == ("0,0 %", "100,0 %")
    assert overtime.change.sv == "+100,0 procentenheter"


def test_a_small_change_between_shares_that_look_unlike_is_not_written_as_none() -> (
    None
):
    def change(before: float, after: float) -> str:
        sides = outcome(Period.BEFORE, before), outcome(Period.AFTER, after)
        return figures(*sides)["sick"][1].change.sv

    assert change(0.56, 0.54) == "−0,02 procentenheter"
    assert change(0.54, 0.56) == "+0,02 procentenheter"
    assert change(0.52, 0.54) == "0,0 procentenheter"
    assert change(0.44, 0.56) == "+0,1 procentenheter"


def test_outcomes_stand_beside_the_plans_figures_and_say_how_they_were_measured() -> (
    None
):
    told = {
        "answers": 12,
        "source": "Payroll",
        "first": "2026-01-01",
        "last": "2026-04-30",
    }
    found = figures(outcome(Period.BEFORE, 12.1, **told), outcome(Period.AFTER, 9.4))
    planned, measured = found["sick"]
    assert (planned.is_outcome, measured.is_outcome) == (False, True)
    assert (measured.before.sv, measured.after.sv) == ("12,1 %", "9,4 %")
    assert measured.change.sv == "−2,7 procentenheter"
    assert "Före: Payroll, 2026-01-01 – 2026-04-30, 12 svar." in measured.definition.sv
    assert "Efter:" not in measured.definition.sv


def test_an_area_is_headed_by_what_was_measured_on_both_sides_else_by_the_plan() -> (
    None
):
    assert headline(figures()["sick"]).is_outcome is False
    assert headline(figures(outcome(Period.AFTER, 9.4))["sick"]).is_outcome is False
    both = outcome(Period.BEFORE, 12.1), outcome(Period.AFTER, 9.4)
    assert headline(figures(*both)["sick"]).after.sv == "9,4 %"


def test_an_outcome_of_one_side_alone_has_no_difference() -> None:
    _, after = figures(outcome(Period.AFTER, 9.4))["sick"]
    assert (after.before.sv, after.after.sv, after.change.sv) == ("–", "9,4 %", "–")
    _, before = figures(outcome(Period.BEFORE, 9.4))["sick"]
    assert (before.before.sv, before.after.sv, before.change.sv) == ("9,4 %", "–", "–")


def test_each_question_is_a_figure_and_a_share_of_the_highest_answer() -> None:
    opinion = {"measure": OutcomeMeasure.OPINION, "of": 5}
    found = figures(
        outcome(Period.BEFORE, 2.5, label="Rest?", **opinion),
        outcome(Period.AFTER, 4, label="Rest?", **opinion),
        outcome(Period.AFTER, 3, label="Say?", **opinion),
    )
    _, rest, say = found["opinions"]
    assert (rest.name.sv, rest.shares) == ("Rest?", (0.5, 0.8))
    assert (say.name.sv, say.shares) == ("Say?", (None, 0.6))
    assert rest.change.sv == "+1,50"


def test_a_plan_without_anything_has_dashes() -> None:
    bare = village(visits=(), employees=(amy(),))
    found = board_figures(world([good_plan()], [Plan()], bare), ())
    [wishes] = found["opinions"]
    assert (wishes.before.sv, wishes.after.sv, wishes.change.sv) == ("–", "–", "–")
