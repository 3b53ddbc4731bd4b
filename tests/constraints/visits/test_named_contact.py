import pytest

from constraints.visits.named_contact import NamedContact
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Client
from scheduler.rules.rule import Breach
from scheduler.rules.tour_weights import TourWeights
from tests.build import client, plan, problem, team, visit, visit_row

CARL = client(contact="amy", backups=("bea",))


def _check(
    by: str, rule: NamedContact | None = None, carl: Client = CARL, kind: str = "care"
) -> list[Breach]:
    """Judge visits to Carl, each letter the initial of who makes it; - for nobody."""
    names = {"a": "amy", "b": "bea", "c": "cid"}
    visits = [visit(f"v{n}", kind=kind) for n in range(len(by))]
    made = problem(
        employees=team("amy", "bea", "cid"), clients=(carl,), visits=tuple(visits)
    )
    rows = [visit_row(f"v{n}", names[who]) for n, who in enumerate(by) if who != "-"]
    return list((rule or NamedContact()).check(PlanView(made, plan(*rows))))


@pytest.mark.parametrize(
    ("by", "missing"),
    [
        pytest.param("", 0, id="no visits"),
        pytest.param("a", 0, id="the one visit"),
        pytest.param("c", 1, id="one visit, rounded up"),
        pytest.param("ac", 0, id="exactly half"),
        pytest.param("cc", 1, id="none of two"),
        pytest.param("acc", 1, id="half of three is two"),
        pytest.param("bcc", 1, id="a backup counts as much"),
        pytest.param("abcc", 0, id="contact and backup together"),
        pytest.param("accc", 1, id="one of four"),
        pytest.param("acc-----", 1, id="open places do not count"),
    ],
)
def test_half_of_the_visits_made_are_wanted(by: str, missing: int) -> None:
    breaches = _check(by)
    assert [b.amount for b in breaches] == ([missing] if missing else [])
    assert [b.cost for b in breaches] == ([missing * 2000] if missing else [])
    assert not any(b.hard for b in breaches)


@pytest.mark.parametrize("kind", ["alarm", "meal", "supervision"])
def test_alarms_do_not_count_and_every_other_kind_does(kind: str) -> None:
    assert len(_check("cc", kind=kind)) == (kind != "alarm")


def test_a_client_without_contact_wants_nobody_in_particular() -> None:
    assert _check("cc", carl=client()) == []
    assert _check("cc", carl=client(backups=("bea",))) == []


@pytest.mark.parametrize(
    ("share", "wanted"), [(0, 0), (0.04, 1), (0.28, 7), (0.29, 8), (1, 25)]
)
def test_the_share_is_local_and_not_a_victim_of_floats(
    share: float, wanted: int
) -> None:
    breaches = _check("c" * 25, NamedContact(share=share))
    assert [b.limit for b in breaches] == ([wanted] if wanted else [])


def test_its_defaults_are_the_engines() -> None:
    assert NamedContact().price_tours(TourWeights()) == TourWeights()
    changed = NamedContact(share=0.8, price_kr=35).price_tours(TourWeights())
    assert (changed.contact_share, changed.contact_missing) == (0.8, 3500)


def test_the_sentence_gives_both_numbers() -> None:
    [breach] = _check("accc")
    assert NamedContact().explain(breach) == (
        "Den fasta omsorgskontakten eller en ersättare gör 1 av 4 besök hos carl; "
        "minst 2 är önskat."
    )
    assert "1 of 4 visits" in NamedContact().explain(breach, "en")
