"""What the report adds up, sorts and says of an audit and a plan."""

import pytest

from data.both_languages import Both, both, money, points
from data.force import Force
from data.report import broken, undone
from data.report.assumed import readings_of, said
from data.report.broken import broken_rules
from data.report.client_meetings import meetings_of
from data.report.headline import Tile, Tone, tiles_of, verdict_of
from data.report.price_items import price_of
from data.report.steering import figure_table, shown_value
from data.report.undone import undone_of
from scheduler.audit.audit import Audit, Figure
from scheduler.domain.plan import Unassigned
from scheduler.domain.plan_view import PlanView
from scheduler.means.price_lines import PriceLine
from scheduler.pay.assumptions import Assumption
from scheduler.pay.lines import CostLine
from scheduler.planning.result import Result, Status
from scheduler.rules.rule import Breach
from tests.build import (
    client,
    done,
    plan,
    problem,
    shift_row,
    team,
    visit,
    visit_row,
)
from tests.data.reading.town_plan import RULES, MeetingRule


def breach(rule: str = "R31", cost: int = 0, **given: object) -> Breach:
    usual = {"rule": rule, "hard": False, "amount": 1, "unit": "people", "cost": cost}
    return Breach.model_validate(usual | given)


def audit_of(*breaches: Breach, **given: object) -> Audit:
    usual: dict[str, object] = {
        "breaches": breaches,
        "costs": (),
        "figures": {},
        "personnel_cost": 0,
        "soft_cost": sum(b.cost for b in breaches),
        "hard_breaches": sum(b.hard for b in breaches),
        "must_open": 0,
    }
    return Audit.model_validate(usual | given)


def line(item: str, amount: int, minutes: int = 0, who: str = "amy") -> CostLine:
    return CostLine(employee=who, item=item, minutes=minutes, amount=amount)


def part(item: str, amount: int, **given: object) -> PriceLine:
    usual = {"item": item, "measure": "h", "quantity": 1, "rate": amount / 100}
    return PriceLine.model_validate(usual | {"amount": amount} | given)


def result(audit: Audit | None, **given: object) -> Result:
    usual = {"status": "feasible", "seconds": 1, "seed": 0, "workers": 1}
    return Result.model_validate(usual | {"audit": audit} | given)


def test_what_is_paid_and_what_rules_weigh_add_up_apart() -> None:
    costs = (
        line("po", 40),
        line("base", 100, 60),
        line("base", 50, 30, "bo"),
        line("sick", -20),
        line("odd", 1),
    )
    cars = (part("car_km", 30, unit="north"), part("car_km", 20, unit="south"))
    audit = audit_of(
        breach(cost=9),
        costs=costs,
        price_lines=cars,
        personnel_cost=171,
        vehicle_cost=50,
    )
    price = price_of(audit)
    assert [x.amount for x in price.personnel] == [150, -20, 40, 1]
    assert price.personnel[0].minutes == 90
    assert [x.amount for x in price.vehicles] == [50]
    assert (price.paid, price.soft_sum) == (audit.paid, 9) == (221, 9)
    assert price.total == audit.objective == 230
    assert [x.share for x in price.personnel[:2]] == [150 / 241, 0]
    assert price.vehicles[0].share == 50 / 241
    assert price.soft[0].share == 1


def test_broken_rules_are_priced_by_rule_dearest_first() -> None:
    audit = audit_of(breach("R24", 5), breach("R31", 4), breach("R31", 2), breach("V1"))
    assert [x.amount for x in price_of(audit).soft] == [6, 5]


def test_binding_rules_come_before_dear_ones() -> None:
    audit = audit_of(breach(cost=900), breach("R24", 1000), breach("R01", hard=True))
    assert [b.id for b in broken_rules(audit, RULES)] == ["R01", "R24", "R31"]


def test_a_must_visit_without_staff_is_told_first_and_is_no_wish() -> None:
    class MustRule(MeetingRule):
        musts = frozenset({"must"})

    open_, wish = breach(message="must", cost=5), breach(cost=900)
    audit = audit_of(breach("R01", hard=True), wish, open_)
    found = broken_rules(audit, (RULES[0], MustRule(price_kr=20)))
    assert [(b.id, b.force) for b in found] == [
        ("R31", Force.MUST),
        ("R01", Force.HARD),
        ("R31", Force.SOFT),
    ]


def test_the_verdict_names_what_is_open_first() -> None:
    text = verdict_of(result(audit_of(must_open=1))).text
    assert text.sv.startswith(both("report.verdict.open", open=1).sv)


@pytest.mark.parametrize(("many", "untold"), [(0, 0), (1, 1)])
def test_only_the_worst_breaches_of_a_rule_are_told(many: int, untold: int) -> None:
    breaches = [breach(cost=n, client=f"c{n}") for n in range(broken.SHOWN + many)]
    (rule,) = broken_rules(audit_of(*breaches), RULES)
    assert (len(rule.sentences), rule.untold) == (broken.SHOWN, untold)
    assert rule.sentences[0].sv.startswith(f"c{broken.SHOWN + many - 1} ")
    assert rule.cost == sum(b.cost for b in breaches)


def test_a_breach_of_a_rule_that_was_not_given_is_still_listed() -> None:
    (rule,) = broken_rules(audit_of(breach("R99")), RULES)
    assert (rule.name, rule.count) == (Both("R99", "R99"), 1)
    assert rule.sentences == (both("report.breach.unknown"),)


def test_must_visits_head_the_list_of_what_is_undone() -> None:
    visits = (
        visit("a", priority=3),
        visit("b", start="2026-12-22 08:00"),
        visit("c", start="2026-12-21 10:00"),
    )
    left = [Unassigned(visit=v.id, reason="no_time") for v in visits]
    left.append(Unassigned(visit="nonsense", reason="no_time"))
    found = undone_of(PlanView(problem(visits=visits), plan(*left)))
    assert [row.visit.id for row in found.rows] == ["c", "b", "a"]
    assert found.reasons == ((both("report.reason.no_time"), 3),)
    assert found.rows[0].window == "10:00–11:00"


def test_open_places_are_told_from_the_visits_that_they_are_at() -> None:
    double = visit("v2", staff=2)
    left = [Unassigned(visit="v1", reason="no_time")]
    left += [Unassigned(visit="v2", staff_no=n, reason="no_time") for n in (1, 2)]
    made = problem(visits=(visit("v1"), double))
    found = undone_of(PlanView(made, plan(*left)))
    assert (found.places, found.visits) == (3, 2)


def test_what_is_proved_of_open_visits_is_counted_by_visit() -> None:
    double, single = visit("v1", staff=2), visit("v2")
    left = [
        Unassigned(visit=id_, staff_no=n, reason="no_skill", proof=said)
        for id_, n, said in (
            ("v1", 1, "impossible"),
            ("v1", 2, "impossible"),
            ("v2", 1, "not_found"),
        )
    ]
    found = undone_of(PlanView(problem(visits=(double, single)), plan(*left)))
    keys = ("impossible", "not_found")
    assert found.proofs == tuple(
        both(f"report.undone.proof.{key}", count=1) for key in keys
    )


@pytest.mark.parametrize(("many", "untold"), [(0, 0), (1, 1)])
def test_a_long_list_of_undone_visits_is_cut(many: int, untold: int) -> None:
    visits = tuple(visit(f"v{n:03}") for n in range(undone.SHOWN + many))
    left = [Unassigned(visit=v.id, reason="no_time") for v in visits]
    found = undone_of(PlanView(problem(visits=visits), plan(*left)))
    assert (len(found.rows), found.untold) == (undone.SHOWN, untold)


def test_clients_who_meet_most_people_come_first() -> None:
    visits = (visit("v1"), visit("v2", client="dora", staff=2))
    made = problem(
        employees=team("amy", "bo"),
        clients=(
            client("carl", contact="amy", backups=("bo",)),
            client("dora"),
            client("eve", counts_continuity=False),
        ),
        visits=(*visits, visit("v3", client="eve")),
    )
    rows = plan(
        shift_row(),
        shift_row("bo"),
        visit_row("v1", "bo"),
        visit_row("v2"),
        visit_row("v2", "bo", staff_no=2),
        visit_row("v3"),
    )
    dora, carl = meetings_of(PlanView(made, rows))
    assert (dora.client.id, dora.most, dora.contact_share) == ("dora", 2, None)
    assert (carl.client.id, carl.most, carl.contact) == ("carl", 1, "Amy")
    assert (carl.contact_share, carl.group_share) == (0, 1)


def test_alarms_are_no_visits_by_the_contact() -> None:
    made = problem(
        clients=(client(contact="amy"),),
        visits=(visit("v1"), visit("v2", kind="alarm", start="2026-12-21 10:00")),
        done_visits=(done("zed", problem().start),),
    )
    rows = plan(shift_row(), visit_row("v1"), visit_row("v2", start="2026-12-21 10:00"))
    (carl,) = meetings_of(PlanView(made, rows))
    assert (carl.visits, carl.contact_share) == (1, 1)


def test_a_figure_without_a_value_is_a_dash() -> None:
    assert shown_value(Figure(value=None, unit="%")).sv == "–"
    assert shown_value(None).sv == "–"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(12.34, "people", "12,3"), (0.456, "index", "0,46"), (7.0, "visits", "7")],
)
def test_a_figure_has_the_decimals_of_its_unit(
    value: float, unit: str, shown: str
) -> None:
    assert shown_value(Figure(value=value, unit=unit)).sv == shown


def test_figures_go_down_and_units_across() -> None:
    share = Figure(value=50, unit="%", numerator=1.5, denominator=3)
    total = Figure(value=7, unit="h", numerator=7, denominator=1)
    audit = audit_of(
        figures={"all": {"K03": share, "Zz": total}, "u": {"K03": share}, "v": {}}
    )
    table = figure_table(audit, {"u": "Utter"})
    assert [s.sv for s in table.scopes] == ["Alla enheter", "Utter"]
    assert [row.id for row in table.rows] == ["K03", "Zz"]
    assert table.rows[0].parts.sv == "1,5 / 3"
    assert (table.rows[1].parts.sv, table.rows[1].how) == ("", None)
    assert [v.sv for v in table.rows[1].values] == ["7,0", "–"]


def tile(audit: Audit, label: str, **given: object) -> Tile:
    (found,) = (
        t
        for t in tiles_of(result(audit, **given))
        if t.label == both(f"report.tile.{label}")
    )
    return found


def test_the_summary_says_price_and_how_much_better_it_could_be() -> None:
    audit = audit_of(personnel_cost=95_000, soft_cost=5_000)
    assert tile(audit, "price").value == money(95_000)
    assert tile(audit, "weighed").value == points(5_000)
    bound = tile(audit, "bound", bound=93_000)
    assert bound.note is not None
    assert bound.note.sv == "en annan plan kan ge högst 7,0\xa0% mindre"
    proven = tile(audit, "bound", bound=100_000, status=Status.OPTIMAL)
    assert proven.note == both("report.tile.proven")
    assert tile(audit, "bound").value.sv == "–"


def test_beside_a_plan_that_breaks_binding_rules_there_is_no_lowest_possible() -> None:
    told = tile(audit_of(hard_breaches=1), "bound")
    assert (told.value.sv, told.note) == ("–", both("report.tile.illegal"))


def test_the_summary_counts_visits_from_the_figures() -> None:
    figure = Figure(value=75, unit="%", numerator=3, denominator=4)
    audit = audit_of(figures={"all": {"V_done": figure}}, must_open=1)
    shown = tile(audit, "visits")
    assert (shown.value.sv, shown.tone) == ("3 av 4", Tone.BAD)
    assert tile(audit_of(), "visits").tone is Tone.GOOD


def test_people_met_within_the_plan_are_told_beside_those_met_before_it() -> None:
    met = {
        name: Figure(value=value, unit="people")
        for name, value in (("K01", 9.6), ("K01_within", 8.13), ("K01_before", 13.05))
    }
    for missing in ("", "K01_within", "K01_before"):
        figures = {n: f for n, f in met.items() if n != missing}
        tiles = tiles_of(result(audit_of(figures={"all": figures})))
        (told,) = (t for t in tiles if t.label == both("figure.K01"))
        assert (told.note is None) == bool(missing)
    tiles = tiles_of(result(audit_of(figures={"all": met})))
    (told,) = (t for t in tiles if t.label == both("figure.K01"))
    assert told.note is not None
    assert told.note.sv.startswith("8,1 i de 14-dagarsperioder")
    assert "13,1 under" in told.note.sv


def test_figures_without_a_value_have_no_tile() -> None:
    good, empty = Figure(value=9, unit="people"), Figure(value=None, unit="%")
    audit = audit_of(figures={"all": {"K01": good, "K08": empty}})
    labels = {t.label for t in tiles_of(result(audit))}
    assert both("figure.K01") in labels
    assert both("figure.K08") not in labels


@pytest.mark.parametrize(
    ("given", "tone"),
    [({}, Tone.GOOD), ({"hard_breaches": 1}, Tone.BAD), ({"must_open": 1}, Tone.BAD)],
)
def test_the_verdict_warns_of_what_stands_in_the_way(
    given: dict[str, object], tone: Tone
) -> None:
    assert verdict_of(result(audit_of(**given))).tone is tone


def test_a_plan_that_was_only_judged_is_not_said_to_be_the_best_found() -> None:
    text = verdict_of(result(audit_of(), only_judged=True)).text
    assert text.sv.endswith(both("report.status.judged").sv)
    searched = verdict_of(result(audit_of())).text
    assert searched.sv.endswith(both("report.status.feasible").sv)


def test_without_a_plan_the_verdict_is_how_it_ended() -> None:
    ended = verdict_of(result(None, status=Status.INFEASIBLE))
    assert ended.text == both("report.status.infeasible")
    assert ended.tone is Tone.BAD
    assert tiles_of(result(None)) == ()


def test_readings_that_are_assumed_come_first() -> None:
    rules = (MeetingRule(price_kr=20), RULES[0])
    sure = MeetingRule.source.model_copy(update={"assumed": False})

    class Sure(MeetingRule):
        source = sure

    found = readings_of((Sure(), *rules))
    assert [(r.id, r.assumed) for r in found] == [
        ("R01", True),
        ("R31", True),
        ("R31", False),
    ]
    assert found[0].force == both("report.hard")
    assert found[1].force == both(
        "report.price.each", price=points(2_000), per=both("report.price.per.R31")
    )
    assert found[1].statement == both("rule.R31.text")


def test_a_count_in_what_was_assumed_is_whole() -> None:
    facts = {"count": 1200, "at_unit": 1, "in_town": 1199}
    (text,) = said([Assumption(key="report.clients_unplaced", facts=facts)])
    assert text.sv.startswith("1\u00a0200 brukare saknar koordinater")
    assert text.en.startswith("1,200 clients lack coordinates")


def test_assumptions_are_said_in_both_languages() -> None:
    (text,) = said([Assumption(key="pay.assumed.to_the_minute")])
    assert text.sv != text.en


def test_each_item_has_the_lines_that_it_consists_of() -> None:
    assumed = Assumption(key="pay.assumed.pan")
    found = price_of(
        audit_of(
            costs=(line("base", 300), line("ob_b", 12)),
            price_lines=(
                part("base", 100),
                part("base", 200, assumed=assumed),
                part("ob_b", 12),
            ),
        )
    )
    base, ob = found.personnel
    assert [p.amount for p in base.lines] == [100, 200]
    assert [p.assumed and p.assumed.en for p in base.lines] == [
        None,
        assumed.text("en"),
    ]
    assert [p.words.sv for p in ob.lines] == ["1 × 1,0 h × 0,12 kr"]
