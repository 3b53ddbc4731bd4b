"""Skills that visits or staffing ask for and nobody has."""

from collections import Counter
from collections.abc import Iterator

from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects


def missing_skills(prospects: Prospects) -> Iterator[Finding]:
    """Find each skill that nobody has: gone with somebody, or misspelt."""
    problem = prospects.problem
    visits = Counter(skill for visit in problem.visits for skill in visit.skills)
    needs = Counter(skill for need in problem.staffing for skill in need.skills)
    known = {skill for employee in problem.employees for skill in employee.skills}
    for skill in sorted({*visits, *needs} - known):
        facts = {"skill": skill, "visits": visits[skill], "needs": needs[skill]}
        yield Finding(check="skill_missing", severity="warning", facts=facts)
