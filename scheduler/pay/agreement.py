"""Pay agreements as dated facts: what holds on a day, for whom.

The facts stand in ``agreements/<id>.toml``. A municipality has its own beside its data:
``AB+lekeberg`` is AB with the rows of ``lekeberg`` laid over it, and ``AB@2025-03-31``
is AB as it stood on that day, whatever the days that are priced.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import field_validator

from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import AbsenceKind, Frozen
from scheduler.pay.agreement_rows import (
    BandHours,
    CompTimeRates,
    D,
    DisplacedRates,
    ExtraRule,
    ObRates,
    OnCallRates,
    OnCost,
    OvertimeRates,
    Reckoning,
    SickRules,
    VacationRates,
    check_named,
    known_words,
    on,
)
from scheduler.pay.overlay import (
    BORROWS,
    EXTENDS,
    AgreementFault,
    AgreementFaultsError,
    Raw,
    borrowed,
    laid_over,
    needed_keys,
    read_rows,
    validated,
)

_SHIPPED = files(__package__) / "agreements"
_OVER, _DAY = "+", "@"
_OPTIONAL = ("on_call", "displaced", "comp_time", "vacation")
"""The kinds of dated rows that an agreement may be without."""


class UnknownAgreementError(KeyError):
    """No agreement has this id."""

    def __init__(self, id_: str, own: Mapping[str, str]) -> None:
        super().__init__(id_)
        self.id = id_
        self.known = tuple(sorted({*known_agreements(), *own}))

    def __str__(self) -> str:
        """Say what was asked for and what there is."""
        return f"no agreement {self.id!r}; known: {', '.join(self.known)}"


class Agreement(Frozen):
    """One agreement with all its dated rates, oldest first."""

    id: str
    reckoning: Reckoning
    readings: tuple[str, ...]
    """Messages on how we read what the agreement leaves open."""
    hours: tuple[BandHours, ...]
    ob: tuple[ObRates, ...]
    overtime: tuple[OvertimeRates, ...]
    extra: tuple[ExtraRule, ...]
    on_cost: tuple[OnCost, ...]
    sick: SickRules
    on_call: tuple[OnCallRates, ...] = ()
    """Nothing where nobody is on call."""
    displaced: tuple[DisplacedRates, ...] = ()
    """Nothing where no shift is moved after it was published."""
    comp_time: tuple[CompTimeRates, ...] = ()
    """Nothing where nobody saves overtime as time off."""
    vacation: tuple[VacationRates, ...] = ()
    """Nothing where a day of vacation is paid nothing besides."""

    @field_validator("readings")
    @classmethod
    def _have_words(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        check_named(names, known_words())
        return names

    @property
    def known_from(self) -> dt.date:
        """The first day on which every kind of rate is known."""
        kinds = (self.hours, self.ob, self.overtime, self.extra, self.on_cost)
        firsts = (rows[0] for rows in kinds)
        return max((r.since for r in firsts if not r.always), default=dt.date.min)

    def as_of(self, day: dt.date) -> "Agreement":
        """Return the agreement as it stood on a day, for all days.

        Raises
        ------
        NoRateError
            if the agreement knows nothing as early.
        """
        kinds: tuple[str, ...] = ("hours", "ob", "overtime", "extra", "on_cost")
        kinds = (*kinds, *(kind for kind in _OPTIONAL if getattr(self, kind)))
        stood = {k: (_always(on(getattr(self, k), day)),) for k in kinds}
        return self.model_copy(update=stood)


def _always(row: D) -> D:
    return row.model_copy(update={"always": True})


class AgreementName(NamedTuple):
    """An agreement as a dataset names it."""

    base: str
    overlays: tuple[str, ...] = ()
    day: dt.date | None = None

    @classmethod
    def parse(cls, text: str) -> "AgreementName":
        """Take ``AB+lekeberg@2025-03-31`` apart; ``ValueError`` if the day is none."""
        names, at, day = text.partition(_DAY)
        base, *overlays = names.split(_OVER)
        return cls(base, tuple(overlays), dt.date.fromisoformat(day) if at else None)

    def under(self, own: str, text: str) -> "AgreementName":
        """Return the name of another agreement (TOML) over this one, or in its place.

        Raises
        ------
        AgreementFaultsError
            The text is no TOML.
        """
        if is_whole(text):
            return AgreementName(own)
        return self._replace(overlays=(*self.overlays, own))

    def __str__(self) -> str:
        """Return the name as a dataset has it."""
        day = "" if self.day is None else f"{_DAY}{self.day}"
        return _OVER.join((self.base, *self.overlays)) + day


@lru_cache
def known_agreements() -> tuple[str, ...]:
    """Return the ids of those that come with the program."""
    names = (file.name for file in _SHIPPED.iterdir())
    return tuple(sorted(n[:-5].upper() for n in names if n.endswith(".toml")))


def agreement_of(problem: Problem, employee: Employee | None = None) -> Agreement:
    """Return the agreement of a dataset, or of one person in it.

    As of the day of the dataset's, if it has one. Raises as ``find_agreement``.
    """
    name = problem.agreement
    if employee is not None and employee.agreement is not None:
        day = name.partition(_DAY)[2]
        has_own = not day or _DAY in employee.agreement
        name = employee.agreement if has_own else f"{employee.agreement}{_DAY}{day}"
    return find_agreement(name, problem.own_agreements)


def agreements_of(problem: Problem) -> tuple[Agreement, ...]:
    """Return every agreement that somebody in a dataset is paid under, its own first.

    Raises as ``find_agreement``.
    """
    names = {e.agreement: e for e in problem.employees if e.agreement is not None}
    return agreement_of(problem), *(agreement_of(problem, e) for e in names.values())


def find_agreement(id_: str, own: Mapping[str, str] | None = None) -> Agreement:
    """Return an agreement by name, of those shipped and a dataset's ``own`` (TOML).

    Raises
    ------
    UnknownAgreementError
        if there is none.
    AgreementFaultsError
        with all that is wrong with a dataset's own.
    NoRateError
        if it shall be as of a day that it knows nothing about.
    """
    return _find(id_, tuple(sorted(own.items())) if own else ())


@lru_cache
def _find(id_: str, own: tuple[tuple[str, str], ...]) -> Agreement:
    texts, faults = dict(own), list[AgreementFault]()
    try:
        name = AgreementName.parse(id_)
    except ValueError as error:
        raise UnknownAgreementError(id_, texts) from error
    if unknown := [n for n in name.overlays if n not in texts]:
        raise UnknownAgreementError(unknown[0], texts)
    raw = _base(name.base, texts, faults)
    for overlay in name.overlays:
        rows = read_rows(overlay, texts[overlay])
        raw = laid_over(Agreement, raw, overlay, rows, faults)
    last = (name.base, *name.overlays)[-1]
    missing = [key for key in needed_keys(Agreement) if key not in raw]
    faults += [AgreementFault(last, key, "missing_key") for key in missing]
    if faults:
        raise AgreementFaultsError(faults)
    agreement = validated(Agreement, {**raw, "id": id_}, last)
    return agreement if name.day is None else agreement.as_of(name.day)


def _base(id_: str, own: Mapping[str, str], faults: list[AgreementFault]) -> Raw:
    """Return the rows of a whole agreement; a dataset's own come before ours."""
    if id_ not in own and id_ not in known_agreements():
        raise UnknownAgreementError(id_, own)
    rows = read_rows(id_, own[id_] if id_ in own else _shipped(id_))
    base = _base(_extended(id_, rows[EXTENDS]), {}, faults) if EXTENDS in rows else {}
    if BORROWS in rows:
        base = borrowed(base, _words_of(id_, rows[BORROWS]))
    return laid_over(Agreement, base, id_, rows, faults)


def _extended(id_: str, name: object) -> str:
    known = known_agreements()
    return _one_of(AgreementFault(id_, EXTENDS, "agreement", str(name)), known)


def _words_of(id_: str, name: object) -> str:
    words = sorted(known_words())
    return _one_of(AgreementFault(id_, BORROWS, "one_of", str(name)), words)


def _one_of(fault: AgreementFault, known: Sequence[str]) -> str:
    """Return the value that a fault is about, unless it is a fault."""
    if fault.value is None or fault.value not in known:
        raise AgreementFaultsError([fault._replace(expected=", ".join(known))])
    return fault.value


def _shipped(id_: str) -> str:
    return (_SHIPPED / f"{id_.lower()}.toml").read_text(encoding="utf-8")


def is_whole(text: str) -> bool:
    """Whether a text is an agreement by itself, and no rows to lay over another.

    Raises
    ------
    AgreementFaultsError
        if it is no TOML.
    """
    rows = read_rows("", text)
    return EXTENDS in rows or set(rows) >= set(needed_keys(Agreement))


def under(
    problem: Problem, *, own: tuple[str, str] | None, day: dt.date | None
) -> Problem:
    """Return a problem under another agreement; its plans and digest stay.

    ``own`` is the name of an agreement and its TOML: laid over the problem's, unless
    it is whole. As of ``day``, if given.

    Raises
    ------
    AgreementFaultsError
        with all that is wrong with the TOML.
    NoRateError
        if the agreement knows nothing as early as the day.
    """
    name, texts = AgreementName.parse(problem.agreement), problem.own_agreements
    if own is not None:
        texts = {**texts, own[0]: own[1]}
        name = name.under(*own)
    name = name if day is None else name._replace(day=day)
    find_agreement(str(name), texts)
    changed = {"agreement": str(name), "own_agreements": texts}
    other = problem.model_copy(update=changed)
    faults = [
        AgreementFault(agreement.id, key, "missing_key")
        for agreement in agreements_of(other)
        for key in rows_beside(other)
        if not getattr(agreement, key)
    ]
    if faults:
        raise AgreementFaultsError(faults)
    return other


def rows_beside(problem: Problem) -> tuple[str, ...]:
    """Return the kinds of rows that not every problem needs and this one does."""
    needed = {
        "on_call": problem.has_on_call,
        "displaced": problem.published_on is not None,
        "comp_time": any(e.comp_time for e in problem.employees),
    }
    return tuple(kind for kind, is_needed in needed.items() if is_needed)


def rows_used(problem: Problem) -> tuple[str, ...]:
    """Return these, and those of the time off that somebody takes."""
    away = {a.kind for a in problem.absences}
    taken = {"vacation": AbsenceKind.VACATION, "comp_time": AbsenceKind.COMP}
    of_absence = (kind for kind, absence in taken.items() if absence in away)
    return tuple(dict.fromkeys((*rows_beside(problem), *of_absence)))
