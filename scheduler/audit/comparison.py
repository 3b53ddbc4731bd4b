"""Plans side by side, each judged under its own inputs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from scheduler.audit.audit import Audit
from scheduler.audit.figures.figure import EVERYWHERE, kronor
from scheduler.audit.told_count import ToldCount
from scheduler.domain.values import Frozen
from scheduler.pay.items import Item, VehicleItem


class Topic(StrEnum):
    """What a row of a comparison is about."""

    OBJECTIVE = "objective"
    """Keys ``personnel_cost`` and, where cars have a price, ``vehicle_cost`` and their
    sum ``paid``, kronor; ``soft_cost`` and ``objective``, points."""
    STATE = "state"
    """Keys ``hard_breaches``, ``must_open`` and, where people were told shifts of any
    of the plans' days, ``told_changed`` and ``told_late``."""
    COST = "cost"
    """Keys are items of ``costs.csv`` and of vehicles; kronor."""
    FIGURE = "figure"
    """Keys are figure ids."""
    BREACHES = "breaches"
    """Keys are rule ids; how many breaches."""
    SOFT_COST = "soft_cost"
    """Keys are rule ids; points."""
    PER_VISIT_HOUR = "per_visit_hour"
    """Keys ``personnel_cost``, and ids of figures in hours or kilometres: each for an
    hour at clients, where the plans have unlike many of those."""


class ComparedQuantity(Frozen):
    """One quantity in every plan."""

    topic: Topic
    key: str
    scope: str = EVERYWHERE
    """``all`` or, for figures, also a unit's id."""
    unit: str
    """A key of the catalogue: ``figure.unit.<unit>``."""
    values: tuple[float | None, ...]
    """In the order of the plans; ``None`` where the figure has no value."""

    @property
    def differences(self) -> tuple[float | None, ...]:
        """Return each plan's value less the first plan's."""
        first = self.values[0]
        return tuple(
            None if value is None or first is None else round(value - first, 6)
            for value in self.values
        )


class Comparison(Frozen):
    """Quantities down, plans across."""

    plans: tuple[str, ...]
    rows: tuple[ComparedQuantity, ...]
    other_rules: tuple[str, ...] = ()
    """Plans made under other rules than those that all are judged under here."""


def compare(
    audits: Mapping[str, Audit],
    other_rules: Sequence[str] = (),
    told: Sequence[ToldCount | None] = (),
) -> Comparison:
    """Put plans, given by name, side by side.

    ``other_rules`` names the plans that were made under others than they are judged
    under; ``told`` is what each plan changes of what people were told.
    """
    rows = quantities(list(audits.values()), told)
    return Comparison(plans=tuple(audits), rows=rows, other_rules=tuple(other_rules))


def quantities(
    audits: Sequence[Audit], told: Sequence[ToldCount | None] = ()
) -> tuple[ComparedQuantity, ...]:
    """Return every quantity that any of the plans has, whatever they are plans of.

    What is paid comes first, what rules weigh last.
    """
    if not audits:
        return ()
    first = [row for family in (_paid, _costs, _state) for row in family(audits)]
    families = (_figures, _per_visit_hour, _breaches, _soft_costs, _weighed)
    rest = [row for family in families for row in family(audits)]
    return (*first, *_told(told), *rest)


def _paid(audits: Sequence[Audit]) -> Iterator[ComparedQuantity]:
    yield _total("personnel_cost", "kr", [a.personnel_cost for a in audits])
    if any(a.vehicle_cost for a in audits):
        yield _total("vehicle_cost", "kr", [a.vehicle_cost for a in audits])
        yield _total("paid", "kr", [a.paid for a in audits])


def _weighed(audits: Sequence[Audit]) -> Iterator[ComparedQuantity]:
    yield _total("soft_cost", "points", [a.soft_cost for a in audits])
    yield _total("objective", "points", [a.objective for a in audits])


def _total(key: str, unit: str, amounts: Iterable[int]) -> ComparedQuantity:
    values = tuple(kronor(amount) for amount in amounts)
    return ComparedQuantity(topic=Topic.OBJECTIVE, key=key, unit=unit, values=values)


def _state(audits: Sequence[Audit]) -> Iterator[ComparedQuantity]:
    for key, unit, counts in (
        ("hard_breaches", "breaches", [a.hard_breaches for a in audits]),
        ("must_open", "visits", [a.must_open for a in audits]),
    ):
        yield ComparedQuantity(
            topic=Topic.STATE, key=key, unit=unit, values=tuple(counts)
        )


def _told(told: Sequence[ToldCount | None]) -> Iterator[ComparedQuantity]:
    """Yield what the plans change of what people were told, if they were."""
    for key, counts in (
        ("told_changed", [each and each.changed for each in told]),
        ("told_late", [each and each.late for each in told]),
    ):
        if any(count is not None for count in counts):
            yield ComparedQuantity(
                topic=Topic.STATE, key=key, unit="count", values=tuple(counts)
            )


def _costs(audits: Sequence[Audit]) -> Iterator[ComparedQuantity]:
    sums = [_sums(_items(audit)) for audit in audits]
    shown = [item.value for item in (*Item, *VehicleItem)]
    yield from _rows(Topic.COST, "kr", sums, shown)


def _items(audit: Audit) -> Iterator[tuple[str, int]]:
    yield from ((line.item, line.amount) for line in audit.costs)
    yield from ((line.item, line.amount) for line in audit.vehicles)


def _figures(audits: Sequence[Audit]) -> Iterator[ComparedQuantity]:
    named = {
        (scope, key): figure.unit
        for audit in audits
        for scope, figures in audit.figures.items()
        for key, figure in figures.items()
    }
    for (scope, key), unit in named.items():
        found = [a.figures.get(scope, {}).get(key) for a in audits]
        values = tuple(None if f is None else f.value for f in found)
        yield ComparedQuantity(
            topic=Topic.FIGURE, key=key, scope=scope, unit=unit, values=values
        )


def _breaches(audits: Sequence[Audit]) -> Iterator[ComparedQuantity]:
    counts = [Counter(b.rule for b in a.breaches) for a in audits]
    yield from _rows(Topic.BREACHES, "breaches", counts)


def _soft_costs(audits: Sequence[Audit]) -> Iterator[ComparedQuantity]:
    sums = [_sums((b.rule, b.cost) for b in a.breaches if b.cost) for a in audits]
    yield from _rows(Topic.SOFT_COST, "points", sums)


_HOURS = ("H_paid", "H_travel", "H_extra", "H_overtime", "H_hourly")


def _per_visit_hour(audits: Sequence[Audit]) -> Iterator[ComparedQuantity]:
    """Yield what an hour at clients takes, where the plans' hours there differ."""
    hours = [_figure(audit, "H_client") or 0.0 for audit in audits]
    if len(set(hours)) == 1 or 0 in hours:
        return
    costs = [kronor(audit.personnel_cost) for audit in audits]
    yield _per_hour("personnel_cost", "kr_h", costs, hours)
    for key, unit, times in (*((key, "min", 60) for key in _HOURS), ("D_car", "km", 1)):
        amounts = [times * (_figure(audit, key) or 0) for audit in audits]
        if any(amounts):
            yield _per_hour(key, unit, amounts, hours)


def _per_hour(
    key: str, unit: str, amounts: Sequence[float], hours: Sequence[float]
) -> ComparedQuantity:
    pairs = zip(amounts, hours, strict=True)
    values = tuple(round(amount / per, 6) for amount, per in pairs)
    return ComparedQuantity(
        topic=Topic.PER_VISIT_HOUR, key=key, unit=unit, values=values
    )


def _figure(audit: Audit, key: str) -> float | None:
    found = audit.figures.get(EVERYWHERE, {}).get(key)
    return None if found is None else found.value


def _sums(amounts: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, amount in amounts:
        found[key] += amount
    return found


def _rows(
    topic: Topic, unit: str, found: Sequence[Counter[str]], first: Sequence[str] = ()
) -> Iterator[ComparedQuantity]:
    """Yield a row for each key that any plan has; öre become kronor or points.

    Keys stand in the order of ``first``, others after them by name.
    """
    present = set[str]().union(*found)
    known = [key for key in first if key in present]
    for key in [*known, *sorted(present - {*known})]:
        amounts = [counter[key] for counter in found]
        values = tuple(n if topic is Topic.BREACHES else kronor(n) for n in amounts)
        yield ComparedQuantity(topic=topic, key=key, unit=unit, values=values)
