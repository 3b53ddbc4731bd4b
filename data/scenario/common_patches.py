"""What is asked most often, as patches: one person more, somebody ill."""

from datetime import date

from data.cell_place import CellPlace
from data.faults import BadInput
from data.scenario.patch import Addition, Alteration, Patch, Removal
from scheduler.pay.agreement import AgreementName

_MOMENT = "@"


def one_more(like: str) -> Patch:
    """Return the patch that employs one person more, in all as one who is there."""
    row = {"employee_id": f"{like}+", "name": ""}
    add = Addition(file="employees", like=like, set=row)
    return Patch(name=f"+ {like}", add=(add,))


def one_less(who: str) -> Patch:
    """Return the patch in which somebody is not employed."""
    gone = Removal(file="employees", where={"employee_id": (who,)})
    return Patch(name=f"- {who}", remove=(gone,))


def weekends(pattern: str) -> Patch:
    """Return the patch that gives all who have a weekend pattern another one."""
    step = Alteration(
        file="employees", where={"weekends": ("!=",)}, set={"weekends": pattern}
    )
    return Patch(name=pattern, change=(step,))


def absent(told: str, first: date, last: date) -> Patch:
    """Return the patch in which somebody is ill: ``e002@2026-12-01T06:10``.

    They are away until the last day of the plan, unless ``told`` goes on with ``/`` and
    an end.

    Raises
    ------
    BadInput
        It does not say who, or from when.
    """
    who, _, span = told.partition(_MOMENT)
    start, _, end = span.partition("/")
    if not (who and start):
        example = f"{who or 'e002'}{_MOMENT}{first}T06:10"
        place = CellPlace(told or _MOMENT)
        raise BadInput([place.fault("patch_absent", None, told, example=example)])
    row = {"employee_id": who, "start": start, "end": end or f"{last}", "kind": "sick"}
    return Patch(name=told, add=(Addition(file="absences", set=row),))


def as_of(day: str, agreement: str) -> Patch:
    """Return the patch in which an agreement is as it stood on a day."""
    name = str(AgreementName.parse(agreement)._replace(day=None))
    stood = f"{name}{_MOMENT}{day}"
    return Patch(name=stood, dataset={"agreement": stood})


def under_agreement_file(own: str, text: str, agreement: str) -> Patch:
    """Return the patch that lays an agreement (TOML) over another, or in its place."""
    name = AgreementName.parse(agreement).under(own, text)
    return Patch(name=own, dataset={"agreement": str(name)}, agreements={own: text})
