"""Where what takes part in a clash stands."""

from collections.abc import Sequence

from api.why.row_places import Line
from api.why.why_answers import ClashMember
from api.why.why_teller import WhyTeller
from scheduler.why_not.contradictions import Contradiction, WhyVerdict
from scheduler.why_not.member import Member, MemberKind
from scheduler.why_not.small_question import SmallQuestion
from scheduler.why_not.smallest_clash import Clash
from tests.build import problem, visit

GRANTED = "n1-20261221"


def told(rows: dict[str, Sequence[Line]]) -> ClashMember:
    """Return what is told of a visit, of files with these rows."""
    made = problem(visits=(visit(GRANTED),))
    clash = Clash(SmallQuestion(made, ()), (Member(MemberKind.VISIT, GRANTED),), True)
    found = Contradiction(WhyVerdict.IMPOSSIBLE, GRANTED, clash)
    teller = WhyTeller(made, {}, lambda name: rows.get(name, ()))
    [member] = teller.contradiction(found).members
    return member


def test_a_visit_that_a_need_grants_stands_where_the_need_does() -> None:
    need = [(7, {"need_id": "n1"})]
    member = told({"needs": need})
    assert (member.file, member.row) == ("needs.csv", 7)
    member = told({"needs": need, "visits": [(3, {"visit_id": GRANTED})]})
    assert (member.file, member.row) == ("visits.csv", 3)
