"""What history leaves of a line: work of the reference period, and known rest."""

from datetime import timedelta

import pytest

from scheduler.lines.kernels.arrays import FORBIDDEN
from scheduler.lines.kernels.line_search import start
from scheduler.lines.kernels.manning import nobody
from tests.build import day, hourly
from tests.build import worked as work
from tests.scheduler.lines.fortnight import DAY, HISTORY, made, rules, table_of


def test_history_leaves_a_line_less_of_the_reference_period() -> None:
    old = work("bob", "2026-09-14 07:00", "2026-09-14 15:00")  # 111 days back
    older = work("hal", "2026-09-13 07:00", "2026-09-13 15:00")
    table = table_of(made(worked_shifts=(*HISTORY, old, older)), rules())
    found = table.arrays.person["most_minutes"].tolist()
    most = dict(zip(table.context.problem.employee, found, strict=True))
    assert most["hal"] == 16 * 2880
    assert most["bob"] == 16 * 2880 - 5 * 450 - 480


@pytest.mark.parametrize("employed", [-1, 0])
def test_lines_without_history_rest_in_the_plans_first_week(employed: int) -> None:
    first = day(2)  # a Wednesday: Monday and Tuesday are not known
    people = (hourly("hal", day_break=DAY, first=first + timedelta(days=employed)),)
    case = made(start=first, days=7, employees=people, wishes=())
    busy = {"days_in_a_row": {"most": 9, "preferred": 9}}
    table = table_of(case, rules(**busy))
    m = table.arrays
    s = nobody(m, 1)
    s.works[0, :] = table.kinds.names.index(("day", "centre"))
    start(m, s)
    assert (s.cost[0] >= FORBIDDEN // 10) == (employed < 0)
