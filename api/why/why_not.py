"""Why a dataset, or a plan of it, cannot do all that is asked."""

from collections.abc import Callable, Sequence
from time import monotonic

from api.inputs import Inputs
from api.replanning.asked import visit_asked
from api.why.open_times_view import OpenTimesView
from api.why.row_places import Lines
from api.why.why_answers import WhyAnswer
from api.why.why_teller import WhyTeller
from data.cell_place import CellPlace
from scheduler.audit.open_times import OpenTimes
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.why_not.contradictions import Contradictions, WhyNot

SECONDS = 8.5
"""For all of an answer; to read a month and to end what is begun takes some more."""


SEARCHING = 0.75
"""Share of it in which clashes are searched for; the rest is for repairs."""


def why_not(
    inputs: Inputs,
    plan: Plan | None,
    lines: Lines,
    visit: Visit | None = None,
    open_times: Sequence[OpenTimes] = (),
) -> WhyAnswer:
    """Return what clashes, as small as it can be, and what would mend it.

    Parameters
    ----------
    plan
        Whose open must-visits are asked about, each whether any plan could make it;
        without one it is asked what no plan of the dataset can do.
    lines
        What reads the dataset's files, to say where something stands.
    visit
        The only one that is asked about.
    open_times
        When the plan's must-visits are open, as its audit found: what single visits do
        not show.
    """
    begun = monotonic()
    told = found_why_not(inputs, plan, visit)
    rules = {rule.kind: rule.id for rule in inputs.rules}
    teller = WhyTeller(inputs.problem, rules, lines)
    return WhyAnswer(
        contradictions=[teller.contradiction(one) for one in told.found],
        open_times=[OpenTimesView.told(o, _name(inputs, o.unit)) for o in open_times],
        not_looked_at=[v.id for v in told.left],
        seconds=round(monotonic() - begun, 2),
    )


def found_why_not(
    inputs: Inputs,
    plan: Plan | None,
    visit: Visit | None = None,
    seconds: float = SECONDS,
    clock: Callable[[], float] = monotonic,
) -> Contradictions:
    """Return what clashes and what would mend it, before it is told in words.

    After ``seconds`` nothing more is looked at; ``clock`` says what is counted.
    """
    begun = clock()
    over = _after(begun + seconds, clock)
    late = _after(begun + seconds * SEARCHING, clock)
    asked = WhyNot(inputs.problem, inputs.rules, plan, over, late)
    return asked.of_visits([visit]) if visit else asked.all()


def visit_of(inputs: Inputs, id_: str, place: CellPlace) -> Visit:
    """Return the visit that an id means.

    Raises
    ------
    BadInput
        There is none.
    """
    view = PlanView(inputs.problem, Plan())
    return inputs.problem.visit[visit_asked(view, id_, place).visit]


def _name(inputs: Inputs, unit: str) -> str | None:
    known = inputs.problem.unit.get(unit)
    return known.name if known else None


def _after(end: float, clock: Callable[[], float]) -> Callable[[], bool]:
    return lambda: clock() > end
