from tests.build import client, plan, problem, team, unit, visit, visit_row
from tests.scheduler.audit.figures.made import figures_of, parts

PEOPLE = team("amy", "bob", "cid")
CARL = client("carl", contact="amy", backups=("bob",))


def test_the_contact_and_the_group_have_their_shares_of_the_visits() -> None:
    visits = tuple(visit(id_) for id_ in ("v1", "v2", "v3", "v4", "open"))
    case = problem(employees=PEOPLE, clients=(CARL,), visits=visits)
    made = plan(
        visit_row("v1", "amy"),
        visit_row("v2", "bob"),
        visit_row("v3", "bob"),
        visit_row("v4", "cid"),
    )
    found = figures_of(case, made)
    assert parts(found["K22"]) == (1, 4, 25)
    assert parts(found["K22_group"]) == (3, 4, 75)


def test_each_of_two_people_counts() -> None:
    case = problem(employees=PEOPLE, clients=(CARL,), visits=(visit(staff=2),))
    made = plan(visit_row(), visit_row(employee="cid", staff_no=2))
    assert parts(figures_of(case, made)["K22"]) == (1, 2, 50)


def test_alarms_and_clients_without_a_contact_do_not_count() -> None:
    visits = (visit("alarm", kind="alarm"), visit("dora's", client="dora"))
    case = problem(employees=PEOPLE, clients=(CARL,), visits=visits)
    made = plan(visit_row("alarm"), visit_row("dora's"))
    assert parts(figures_of(case, made.model_copy())["K22"]) == (0, 0, None)


def test_clients_who_lack_a_contact_are_seen() -> None:
    clients = (
        CARL,
        client("dora"),
        client("only alarm", contact="amy", counts_continuity=False),
        client("far", unit="outer"),
    )
    case = problem(employees=PEOPLE, clients=clients, units=(unit(), unit("outer")))
    assert parts(figures_of(case, plan())["K22_named"]) == (1, 3, 33.333333)
    assert parts(figures_of(case, plan(), scope="centre")["K22_named"]) == (1, 2, 50)
