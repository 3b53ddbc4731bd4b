"""Which visits are tied to each other, and how far apart they begin at least."""

from collections.abc import Mapping

from scheduler.domain.problem import Problem, Visit

Links = Mapping[int, Mapping[int, int]]
"""[task][other]: least minutes from the other's start to the task's, or negative."""


def links_of(problem: Problem, tasks: Mapping[tuple[str, int], int]) -> Links:
    """Return the ties of double visits and of visits that follow another.

    What follows from several ties is there as a tie of its own, so that whoever looks
    at one task sees everything that holds it. ``tasks`` are numbers by visit and place.
    """
    direct: dict[int, dict[int, int]] = {}
    for visit in problem.visits:
        mine = [tasks[visit.id, n] for n in range(1, visit.staff + 1)]
        for task in mine:
            for other in mine:
                if task != other:
                    _tie(direct, task, other, 0)
        if visit.after is not None:
            _follow(direct, problem, tasks, visit)
    for group in _groups(direct):
        _close(direct, group)
    return direct


def _tie(links: dict[int, dict[int, int]], task: int, other: int, gap: int) -> None:
    mine = links.setdefault(task, {})
    mine[other] = max(gap, mine.get(other, gap))


def _follow(
    links: dict[int, dict[int, int]],
    problem: Problem,
    tasks: Mapping[tuple[str, int], int],
    visit: Visit,
) -> None:
    """Let a visit begin so long after the end of the one it follows."""
    before = problem.visit[visit.after or ""]
    for n in range(1, visit.staff + 1):
        for m in range(1, before.staff + 1):
            later, first = tasks[visit.id, n], tasks[before.id, m]
            _tie(links, later, first, before.minutes + (visit.gap_min or 0))
            links.setdefault(first, {})
            if visit.gap_max is not None:
                _tie(links, first, later, -before.minutes - visit.gap_max)


def _groups(links: Mapping[int, Mapping[int, int]]) -> list[list[int]]:
    """Return the sets of tasks that are tied, directly or through others."""
    near: dict[int, set[int]] = {task: set(others) for task, others in links.items()}
    for task, others in links.items():
        for other in others:
            near.setdefault(other, set()).add(task)
    groups, seen = [], set[int]()
    for task in near:
        if task in seen:
            continue
        group, waiting = [], [task]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                group.append(here)
                waiting += near[here]
        groups.append(group)
    return groups


def _close(links: dict[int, dict[int, int]], group: list[int]) -> None:
    """Add to a group what follows from its ties: the longest way between any two."""
    for middle in group:
        for task in group:
            for other in group:
                first = links.get(task, {}).get(middle)
                second = links.get(middle, {}).get(other)
                if first is not None and second is not None and task != other:
                    _tie(links, task, other, first + second)
