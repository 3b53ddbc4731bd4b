"""A plan or a dataset in a few tables: what a planner looks at first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from data.both_languages import Both, both, named, rule_name, same
from data.force import Force, force_of
from data.result_document import cost_items
from data.words.open_times_words import when_open
from scheduler.audit.audit import Audit
from scheduler.audit.figures import EVERYWHERE
from scheduler.domain.problem import Problem
from scheduler.pay.items import Item, VehicleItem
from scheduler.planning.result import Result
from scheduler.proofs.proof import ProofVerdict
from scheduler.rules.rule import Rule

_FORCES = (Force.MUST, Force.HARD, Force.SOFT)

HOURS = (
    "H_paid",
    "H_ordinary",
    "H_extra",
    "H_overtime",
    "H_hourly",
    "H_resource",
    "H_contracted",
    "H_demand",
)
VISITS = ("V_done", "V_must", "V_optional", "V_must_open", "V_hours", "K08")
CONTINUITY = (
    "K01",
    "K01_within",
    "K01_before",
    "K01_median",
    "K01_over20",
    "K01_all",
    "K02",
    "K22",
    "K22_group",
)
REST = ("K21", "K21_exceptions", "K21_made_up")
TIME_USE = (
    "K03",
    "K03_tours",
    "K04",
    "K06_share",
    "H_client",
    "H_travel",
    "H_wait",
    "D_all",
    "D_car",
    "D_cars",
)


class Quantity(NamedTuple):
    """One number; ``unit`` is a key of the catalogue (``figure.unit.<unit>``)."""

    name: str
    value: float | None
    unit: str
    shown: bool = True
    """Whether tables for people have room for it."""


class SummaryLine(NamedTuple):
    """One row of a section."""

    key: str
    label: Both
    quantities: tuple[Quantity, ...]


class Section(NamedTuple):
    """One table; its title is the message ``cli.section.<key>``."""

    key: str
    lines: tuple[SummaryLine, ...]


def size_of(problem: Problem) -> Section:
    """Return how large a dataset is."""
    monthly = sum(e.is_monthly for e in problem.employees)
    must = sum(v.is_must for v in problem.visits)
    minutes = sum(v.minutes * v.staff for v in problem.visits)
    counts = {
        "units": len(problem.units),
        "employees": len(problem.employees),
        "monthly": monthly,
        "clients": len(problem.clients),
        "visits": len(problem.visits),
        "must_visits": must,
        "shift_types": len(problem.shift_types),
        "staffing": len(problem.staffing),
    }
    lines = [_line(f"cli.size.{k}", _count("value", n)) for k, n in counts.items()]
    hours = Quantity("value", round(minutes / 60, 2), "h")
    lines.insert(6, _line("cli.size.visit_hours", hours))
    return Section("size", tuple(lines))


def sections_of(result: Result, rules: Sequence[Rule]) -> tuple[Section, ...]:
    """Return a plan's summary; nothing where there is no plan."""
    if result.audit is None or result.plan is None:
        return ()
    judged = result.audit
    reasons = Counter(place.reason for place in result.plan.unassigned)
    return (
        Section("price", tuple(_price(result, judged))),
        Section("least", tuple(_least(result, rules))),
        Section("cost", tuple(_costs(judged))),
        Section("budget", tuple(_budgets(judged))),
        _figures("hours", HOURS, judged),
        _figures("visits", VISITS, judged),
        _figures("continuity", CONTINUITY, judged),
        _figures("time_use", TIME_USE, judged),
        _figures("rest", REST, judged),
        Section("breaches", tuple(_breaches(judged, rules))),
        Section("unassigned", tuple(_reasons(reasons))),
        Section("open_times", tuple(_open_times(judged))),
        Section("proofs", tuple(_proofs(result))),
    )


def as_document(sections: Iterable[Section]) -> dict[str, object]:
    """Return sections as plain JSON: section, line, quantity; amounts in SEK."""
    return {
        section.key: {
            line.key: {quantity.name: quantity.value for quantity in line.quantities}
            for line in section.lines
        }
        for section in sections
    }


def _line(key: str, *quantities: Quantity) -> SummaryLine:
    """Return a line that is named by the last part of its message's key."""
    return SummaryLine(key.rpartition(".")[2], both(key), quantities)


def _count(name: str, count: int) -> Quantity:
    return Quantity(name, count, "count")


def _kronor(name: str, ore: int | None) -> Quantity:
    return Quantity(name, None if ore is None else ore / 100, "kr")


def _points(name: str, ore: int) -> Quantity:
    """Return what rules weigh; nobody is paid it."""
    return Quantity(name, ore / 100, "points")


def _price(result: Result, judged: Audit) -> Iterator[SummaryLine]:
    yield _line("cli.price.personnel_cost", _kronor("value", judged.personnel_cost))
    if judged.vehicle_cost:
        yield _line("cli.price.vehicle_cost", _kronor("value", judged.vehicle_cost))
        yield _line("cli.price.paid", _kronor("value", judged.paid))
    yield _line("cli.price.must_open", _count("value", judged.must_open))
    yield _line("cli.price.hard_breaches", _count("value", judged.hard_breaches))
    yield _line("cli.price.soft_cost", _points("value", judged.soft_cost))
    yield _line("cli.price.objective", _points("value", judged.objective))
    gap = None if result.gap is None else round(100 * result.gap, 2)
    if result.bound is not None:
        yield _line("cli.price.bound", _points("value", result.bound))
        yield _line("cli.price.gap", Quantity("value", gap, "%"))


def _least(result: Result, rules: Sequence[Rule]) -> Iterator[SummaryLine]:
    """Yield what each part of the price is, and what it is at least."""
    for item in cost_items(result, rules):
        unit = "kr" if item.is_paid else "points"
        plan, least = (
            Quantity("plan", item.plan / 100, unit),
            Quantity("least", item.least / 100, unit),
        )
        yield _line(f"cli.least.{item.name}", plan, least)


def _costs(judged: Audit) -> Iterator[SummaryLine]:
    minutes: Counter[str] = Counter()
    amounts: Counter[str] = Counter()
    for line in judged.costs:
        minutes[line.item] += line.minutes
        amounts[line.item] += line.amount
    for vehicle in judged.vehicles:
        amounts[vehicle.item] += vehicle.amount
    for item in (*Item, *VehicleItem):
        if item in amounts:
            hours = Quantity("hours", round(minutes[item] / 60, 2) or None, "h")
            amount = _kronor("amount", amounts[item])
            yield SummaryLine(item.value, named("pay.item", item), (hours, amount))


def _budgets(judged: Audit) -> Iterator[SummaryLine]:
    """Yield each unit and month that has a budget: what is planned, and how far off."""
    for found in judged.budgets:
        key = f"{found.unit} {found.month:%Y-%m}"
        budget = _kronor("budget", found.budget)._replace(shown=False)
        planned, above = (
            _kronor("planned", found.planned),
            _kronor("above", found.above),
        )
        yield SummaryLine(key, same(key), (planned, budget, above))


def _figures(key: str, ids: Sequence[str], judged: Audit) -> Section:
    known = judged.figures.get(EVERYWHERE, {})
    lines = [
        SummaryLine(
            id_,
            named("figure", id_),
            (
                Quantity("value", known[id_].value, known[id_].unit),
                Quantity("numerator", known[id_].numerator, "", shown=False),
                Quantity("denominator", known[id_].denominator, "", shown=False),
            ),
        )
        for id_ in ids
        if id_ in known
    ]
    return Section(key, tuple(lines))


def _breaches(judged: Audit, rules: Sequence[Rule]) -> Iterator[SummaryLine]:
    """Yield the rules that are broken, with what force: must-visits before the rest."""
    by_id = {rule.id: rule for rule in rules}
    counts: Counter[tuple[Force, str]] = Counter()
    costs: defaultdict[tuple[Force, str], int] = defaultdict(int)
    for breach in judged.breaches:
        kind = force_of(breach, by_id.get(breach.rule)), breach.rule
        counts[kind] += 1
        costs[kind] += breach.cost
    for force, rule in sorted(counts, key=lambda k: (_FORCES.index(k[0]), k[1])):
        label = both(f"cli.breach.{force}", rule=rule, title=rule_name(rule))
        count = _count("count", counts[force, rule])
        cost = _points("cost", costs[force, rule])
        key = rule if force is Force.SOFT else f"{rule} {force}"
        yield SummaryLine(key, label, (count, cost))


def _proofs(result: Result) -> Iterator[SummaryLine]:
    verdicts = Counter(proof.verdict for proof in result.proofs)
    for verdict in ProofVerdict:
        if verdicts[verdict]:
            count = _count("count", verdicts[verdict])
            yield SummaryLine(verdict, both(f"cli.proofs.{verdict}"), (count,))


def _reasons(reasons: Counter[str]) -> Iterator[SummaryLine]:
    for reason, count in reasons.most_common():
        yield SummaryLine(
            reason, named("report.reason", reason), (_count("count", count),)
        )


def _open_times(judged: Audit) -> Iterator[SummaryLine]:
    for found in judged.open_times:
        days = "weekends" if found.weekend else "weekdays"
        places = _count("places", found.places)
        people = _count("people", found.people)
        key = f"{found.unit} {days} {found.part}"
        yield SummaryLine(key, when_open(found, found.unit), (places, people))
