"""A fortnight of lines, priced by the line search and judged by the audit."""

from collections.abc import Iterator, Mapping, Sequence

from constraints import default_rules
from scheduler.audit.audit import Audit, audit
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.lines.build import LineTable, line_table
from scheduler.lines.engine import works_of
from scheduler.lines.kernels.line_search import anneal, start
from scheduler.lines.kernels.manning import Manning, nobody
from scheduler.pay.price import DutyPrices
from scheduler.planning.plan_rows import plan_of
from scheduler.roster.solver import RosterSolver
from scheduler.rules.rule import Breach, Rule
from scheduler.rules.stated import weights_of
from scheduler.tours.draft import Draft
from tests.build import day, employee, hourly, problem, shift_type, unit, wish
from tests.build import worked as work

NIGHT = 21 * 60
DAY = 16 * 60
HISTORY = (
    *(
        work("bob", f"2026-12-{d} 13:00", f"2026-12-{d} 21:00", 30, shift="late")
        for d in range(16, 21)
    ),
    work("amy", "2026-12-19 07:00", "2026-12-19 15:00", 30),
    work("nan", "2026-12-19 22:00", "2026-12-20 06:30", 30, shift="night"),
    work("ned", "2026-12-20 22:00", "2026-12-21 06:30", 30, shift="night"),
)


def made(**given: object) -> Problem:
    """Return a fortnight for people of every sort, without visits."""
    usual: dict[str, object] = {
        "days": 14,
        "units": (unit(lends_to=["west"]), unit("west")),
        "employees": (
            employee(
                "amy",
                degree_pct=50,
                day_break=DAY,
                weekends={"worked": 1, "of": 2},
            ),
            employee("bob", degree_pct=75, day_break=DAY),
            hourly("hal", day_break=DAY, weekends={"worked": 1, "of": 3}),
            employee("nan", degree_pct=60, day_break=NIGHT),
            employee("ned", day_break=NIGHT, shift_kinds={"night"}),
        ),
        "shift_types": (
            shift_type("day", "07:00-15:00", "30@10:00-12:00"),
            shift_type("late", "13:00-21:00", "30@16:00-18:00", kind="evening"),
            shift_type("night", "22:00-06:30", "30@01:00-04:00", kind="night"),
            shift_type("west", "08:00-16:00", "30@11:00-13:00", unit="west"),
        ),
        "wishes": (
            wish("amy", day(2), want=False, weight=2),
            wish("bob", day(3), want=True),
            wish("ned", day(5), want=False, shift="night"),
        ),
    }
    return problem(**(usual | given))


def rules(**changed: Mapping[str, object]) -> list[Rule]:
    """Return the usual rules, some of them changed by kind."""
    return [
        rule.model_copy(update=changed.get(getattr(rule, "kind", ""), {}))
        for rule in default_rules()
    ]


def table_of(case: Problem, rules: Sequence[Rule]) -> LineTable:
    prices = DutyPrices(case)
    context = PlanningContext(case, rules, weights_of(rules), prices)
    solver = RosterSolver(context, prices, possible_options(context))
    return line_table(context, solver.options, solver.price, {})


def audited(table: LineTable, s: Manning) -> Audit:
    plan = plan_of(table.context, Draft(works_of(table, s.works), {}))
    return audit(table.context.problem, plan, table.context.rules)


def of_one(breach: Breach) -> bool:
    """Whether the line search knows of it.

    It prices neither crowds without visits, nor the averages of those who turn out to
    be night workers, nor, of the turns backward, the one from a night of the plan to a
    morning with a day off between.
    """
    turned = breach.message == "night_day" and breach.date != day(0)
    return not turned and breach.message != "crowded" and breach.rule != "R13"


def rosters(
    table: LineTable, seeds: range, moves: int = 0
) -> Iterator[tuple[int, Manning]]:
    """Yield what lines cost, and the roster they are of.

    Walks are short and end where they happen to, lawful or not; ``moves`` more at each
    heat let them settle.
    """
    m = table.arrays
    for seed in seeds:
        s = nobody(m, seed)
        start(m, s)
        for heat in (2e6, 1e6, 3e5, 1e5, 5e4):
            anneal(m, s, 300 + 20 * seed + moves, heat)
        yield int(s.cost.sum() + s.spread @ m.group[:, 3]), s
