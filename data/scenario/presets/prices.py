"""Presets of what an hour costs: nothing is planned otherwise, only priced."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import ClassVar, Literal

from data.scenario.patch import Alteration, Patch
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.preset import Preset
from scheduler.pay.agreement import Agreement, AgreementName, find_agreement
from scheduler.pay.agreement_rows import D, ExtraRule, on

_ROW = """\
[[{kind}]]
since = {since}
{facts}
source = "what if"
certainty = "stated"
"""
_FYLLNAD_PCT, _FYLLNAD_MINUTES = 120, 480
"""What the agreement gave until 2025-03-31: per cent, and up to a whole working day."""


class FridayBand(Preset):
    """The weekend band begins on Fridays at another hour."""

    name: ClassVar[str] = "friday-ob"
    hour: Literal["17", "19"] = "19"

    def changes(self, base: BaseRows) -> Patch:
        """Lay the hour over every agreement that somebody is paid under."""
        hour = int(self.hour)
        used = {
            name
            for name, agreement in _agreements(base).items()
            if any(r.friday_start != hour for r in _held(agreement.hours, base.days))
        }
        facts = f"friday_start = {hour}"
        return _laid_over(base, used, f"friday-{hour}", "hours", facts)


class ExtraHoursPay(Preset):
    """Part-timers' extra hours are paid as until, or as from April 2025."""

    name: ClassVar[str] = "extra-hours"
    rule: Literal["before-2025", "after-2025"] = "before-2025"

    def changes(self, base: BaseRows) -> Patch:
        """Lay the rule over every agreement that somebody is paid under."""
        minutes = _FYLLNAD_MINUTES if self.rule == "before-2025" else 0
        used = {
            name
            for name, agreement in _agreements(base).items()
            if any(_fyllnad(r) != minutes for r in _held(agreement.extra, base.days))
        }
        facts = f"fyllnad_pct = {_FYLLNAD_PCT}\nfyllnad_minutes = {minutes}"
        return _laid_over(base, used, f"extra-{self.rule}", "extra", facts)


def _fyllnad(rule: ExtraRule) -> int:
    return 0 if rule.fyllnad_pct is None else rule.fyllnad_minutes


def _agreements(base: BaseRows) -> dict[str, Agreement]:
    """Return every agreement that somebody is paid under, by name."""
    theirs = (row.get("agreement") for row in base.rows("employees"))
    names = dict.fromkeys([base.settings["agreement"], *filter(None, theirs)])
    return {str(n): find_agreement(str(n), base.agreements) for n in names}


def _held(rows: Sequence[D], days: Iterable[date]) -> list[D]:
    return [on(rows, day) for day in days]


def _laid_over(
    base: BaseRows, used: Collection[str], own: str, kind: str, facts: str
) -> Patch:
    """Return the patch that lays one fact, for all days, over agreements in use."""
    if not used:
        return Patch()
    found = _agreements(base)
    since = {row.since for name in used for row in getattr(found[name], kind)}
    rows = (_ROW.format(kind=kind, since=day, facts=facts) for day in sorted(since))
    general = str(base.settings["agreement"])
    theirs = {str(row.get("agreement")) for row in base.rows("employees")}
    return Patch(
        dataset={"agreement": _with(general, own)} if general in used else {},
        agreements={own: "\n".join(rows)},
        change=tuple(
            Alteration(
                file="employees",
                where={"agreement": (name,)},
                set={"agreement": _with(name, own)},
            )
            for name in sorted(theirs & set(used))
        ),
    )


def _with(name: str, own: str) -> str:
    parsed = AgreementName.parse(name)
    return str(parsed._replace(overlays=(*parsed.overlays, own)))
