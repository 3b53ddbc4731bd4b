"""How duties and weekends would be shared by degree of employment."""

from scheduler.base_schedule.fair_shares import fair_shares
from scheduler.domain.problem import WeekendPattern
from tests.scheduler.base_schedule.cycles import cycle, row, staffed

LINES = {"amy": "DDDDDDD|DDDDDDD|.....D.|.....D.", "bob": "." * 28}


def test_nobody_has_more_weekends_than_the_own_pattern_allows() -> None:
    free = row("bob", degree_pct=100)
    held = row("bob", degree_pct=100, weekends=WeekendPattern(worked=1, of=4))
    shares = fair_shares(staffed(), cycle(4, LINES, [row(), free]))
    assert (shares["amy"].weekends, shares["bob"].weekends) == (2, 2)
    shares = fair_shares(staffed(), cycle(4, LINES, [row(), held]))
    assert (shares["amy"].weekends, shares["bob"].weekends) == (2, 1)


def test_duties_are_shared_by_degree() -> None:
    part = row("bob", degree_pct=60)
    shares = fair_shares(staffed(), cycle(4, LINES, [row(), part]))
    assert (shares["amy"].passes, shares["bob"].passes) == (10, 6)
