"""Links to one person's schedule on disk: made, found, withdrawn for good."""

from sqlalchemy import Engine

from api.store.person_links import PersonLinks


def test_a_link_is_found_by_its_token_until_it_is_withdrawn(engine: Engine) -> None:
    links = PersonLinks(engine)
    first, second = (links.add("south", "amy", "Eva") for _ in range(2))
    assert len({first.token, second.token}) == 2
    assert len(first.token) == 32
    found = links.of(first.token)
    assert found is not None
    assert (found.series, found.employee_id) == ("south", "amy")
    links.withdraw(first.token)
    assert links.of(first.token) is None
    assert links.of(second.token) is not None
    assert links.of("x") is None


def test_a_withdrawn_link_is_remembered_and_not_withdrawn_again(engine: Engine) -> None:
    links = PersonLinks(engine)
    token = links.add("south", "amy", "Eva").token
    links.withdraw(token)
    [gone] = links.to("south", "amy")
    links.withdraw(token)
    assert gone.withdrawn_at is not None
    assert [each.withdrawn_at for each in links.to("south", "amy")] == [
        gone.withdrawn_at
    ]
    assert list(links.to("south", "bo")) == list(links.to("north", "amy")) == []
