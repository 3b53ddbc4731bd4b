"""K11, K12, K16 and the hours by kind: whose time is paid, and how."""

from collections.abc import Iterable

from scheduler.audit.figures.duty_use import DutyUse, paid_time
from scheduler.audit.figures.figure import Figure, covers, hours, ratio, share, total
from scheduler.audit.figures.ledger import Ledger
from scheduler.domain.values import PayClass

PER_CLASS = {
    "H_ordinary": PayClass.ORDINARY,
    "H_extra": PayClass.EXTRA,
    "H_overtime": PayClass.OVERTIME,
    "H_hourly": PayClass.HOURLY,
}


def paid_hours(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return hours by kind, by the unit that the employee belongs to.

    - H_paid: all paid hours of the plan; H_ordinary, H_extra, H_overtime, H_hourly:
      by the pay class of the shift; H_resource: shifts without visits that are resource
      shifts by their kind, or are worked while no headcount is asked for.
    - K11: extra and overtime hours of paid hours; K11_extra, K11_overtime: each.
    - K12: paid hours of people employed by the hour, of paid hours.
    """
    mine = [w for w in ledger.works if covers(scope, w.employee.unit)]
    by_class = {
        name: hours(
            sum(
                paid_time(piece)
                for w in mine
                for piece in w.duty.pieces
                if piece.pay_class is pay_class
            )
        )
        for name, pay_class in PER_CLASS.items()
    }
    paid = _paid(mine)
    extra, overtime = by_class["H_extra"], by_class["H_overtime"]
    return {
        "K11": share(extra + overtime, paid),
        "K11_extra": share(extra, paid),
        "K11_overtime": share(overtime, paid),
        "K12": share(_paid(w for w in mine if not w.employee.is_monthly), paid),
        "H_paid": total(paid, "h"),
        **{name: total(amount, "h") for name, amount in by_class.items()},
        "H_resource": total(_paid(w for w in mine if not w.serves), "h"),
    }


def over_employment(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return contracted hours beside those that demand takes.

    - H_contracted: contracted hours of the monthly staff of the unit over the employed
      days of the plan, less those of the days away (a working day a fifth of a week).
    - H_demand: paid hours, of whatever pay class, of duties worked in the unit that
      have a visit or meet headcount demand.
    - K16: contracted less demanded hours a week. Above 0 people have more hours than
      the plan has use for; below 0 others fill in.
    """
    staff = [e for e in ledger.view.problem.employees if covers(scope, e.unit)]
    contracted = hours(sum(ledger.contracted[e.id] for e in staff))
    demanded = _paid(w for w in ledger.works if w.serves and covers(scope, w.duty.unit))
    weeks = ledger.view.problem.days / 7
    return {
        "K16": ratio(contracted - demanded, weeks, "h_week"),
        "H_contracted": total(contracted, "h"),
        "H_demand": total(demanded, "h"),
    }


def _paid(works: Iterable[DutyUse]) -> float:
    return hours(sum(w.paid for w in works))
