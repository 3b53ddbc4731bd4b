"""Who works late on a Saturday does not begin early on the Sunday after it (R02).

On other days there are more people than duties, and the rest that shifts need of each
other binds nobody in a program where people are added up.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from scheduler.bound.crews import Crew
from scheduler.bound.program import Program
from scheduler.bound.weekends import Weekends
from scheduler.domain.shift_option import ShiftOption

_SATURDAY = 5
_DAY = timedelta(days=1)


def add_rests(
    program: Program,
    crew: Crew,
    columns: Mapping[ShiftOption, Sequence[int]],
    weekends: Weekends,
    rest: int,
) -> None:
    """Let nobody of a crew work two shifts between which there is too little rest.

    ``columns`` count those of the crew who work an option; ``rest`` are minutes.
    """
    for day, options in crew.by_date.items():
        following = (
            crew.by_date.get(day + _DAY, ()) if day.weekday() == _SATURDAY else ()
        )
        for together in _clashing(options, following, rest):
            able = 0
            for option in together:
                able |= crew.able[option]
            people = [e for n, e in enumerate(crew.members) if able >> n & 1]
            sure, perhaps = weekends.room(people, day)
            working = [(c, 1) for option in together for c in columns[option]]
            program.row([*working, *((c, -1) for c in perhaps)], upper=sure)


def _clashing(
    before: Sequence[ShiftOption], after: Sequence[ShiftOption], rest: int
) -> Iterator[list[ShiftOption]]:
    """Yield sets of shifts of two days of which nobody can work two.

    Each is of those that end late, and those that begin before all of them are rested
    from. Time on call may count as rest, and a shift that begins when another ends
    may make it longer: such shifts are left out.
    """
    found: dict[tuple[ShiftOption, ...], list[ShiftOption]] = {}
    begun = sorted((o for o in after if not o.on_call), key=lambda o: o.start)
    for n, option in enumerate(begun):
        ends = range(option.start - rest + 1, begun[0].start)
        late = tuple(o for o in before if o.end in ends and not o.on_call)
        found[late] = begun[: n + 1]
    for late, early in found.items():
        if late:
            yield [*late, *early]
