"""Answers that stay the same are sent again without asking anybody, while fresh."""

from gzip import compress
from typing import Any

import pytest

from api.http.sent import known_answers, packed_answers
from api.http.sent.known_answers import KnownAnswer, KnownAnswers
from api.store.jobs import Jobs
from tests.api.answers import order, ordered, post_dataset, refused
from tests.api.conftest import Opener
from tests.api.fakes import HeldExecutor
from tests.api.http.client import TestClient

PARTS = ("", "/plan", "/figures", "/costs", "/breaches")


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every look for a job in the database."""
    seen: list[str] = []
    get = Jobs.get

    def noted(self: Jobs, id_: str, *wanted: Any) -> Any:
        seen.append(id_)
        return get(self, id_, *wanted)

    monkeypatch.setattr(Jobs, "get", noted)
    return seen


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_plan_that_is_done_is_asked_for_once(
    api: TestClient, looks: list[str], part: str
) -> None:
    address = f"/v1/schedules/{ordered(api)}{part}"
    first = api.get(address)
    looks.clear()
    again = api.get(address)
    assert (again.content, again.headers) == (first.content, first.headers)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert api.get(address, headers=tag).status_code == 304
    assert looks == []


@pytest.mark.parametrize("part", PARTS)
def test_what_is_deleted_is_gone_at_once(api: TestClient, part: str) -> None:
    schedule = ordered(api)
    assert api.get(f"/v1/schedules/{schedule}{part}").status_code == 200
    api.delete(f"/v1/schedules/{schedule}")
    refused(api.get(f"/v1/schedules/{schedule}{part}"), 404, "no_schedule")


@pytest.mark.parametrize(
    ("accepts", "is_small"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("x-gzip2, br", False),
        ("", False),
    ],
)
def test_a_plan_is_sent_as_gzip_to_those_who_take_it(
    api: TestClient, accepts: str, is_small: bool
) -> None:
    address = f"/v1/schedules/{ordered(api)}/plan"
    plain = api.get(address, headers={"Accept-Encoding": "identity"})
    for _ in range(2):  # from its route, and from memory
        found = api.get(address, headers={"Accept-Encoding": accepts})
        assert found.content == plain.content
        assert (found.headers.get("Content-Encoding") == "gzip") == is_small
        assert found.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
        assert (int(found.headers["Content-Length"]) < len(plain.content)) == is_small
        assert found.headers["ETag"].startswith("W/") == is_small
    tags = {"If-None-Match": found.headers["ETag"]}
    assert api.get(address, headers=tags).status_code == 304


def test_a_plan_is_made_smaller_once_however_often_something_changes(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def noted(content: bytes, *, mtime: float) -> bytes:
        made.append(len(content))
        return compress(content, mtime=mtime)

    monkeypatch.setattr(packed_answers, "compress", noted)
    address = f"/v1/schedules/{ordered(api)}/plan"
    before = api.get(address)
    post_dataset(api)
    assert api.get(address).headers == before.headers
    assert len(made) == 1


def test_what_is_short_is_sent_as_it_is(api: TestClient) -> None:
    found = api.get(f"/v1/schedules/{ordered(api)}")
    assert len(found.content) < packed_answers.WORTH_IT
    assert "Content-Encoding" not in found.headers


def test_what_another_server_deleted_is_gone_a_moment_later(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/v1/schedules/{ordered(api)}/plan"
    assert api.get(address).status_code == 200
    monkeypatch.setattr(Jobs, "get", lambda *_: None)
    assert api.get(address).status_code == 200
    monkeypatch.setattr(known_answers, "FRESH", -1.0)
    refused(api.get(address), 404, "no_schedule")
    monkeypatch.setattr(known_answers, "FRESH", 1.0)
    refused(api.get(address), 404, "no_schedule")


def test_how_far_an_order_is_is_asked_each_time(
    serve: Opener, looks: list[str]
) -> None:
    api = serve(pool=HeldExecutor())
    schedule = order(api, post_dataset(api)).json()["id"]
    for _ in range(2):
        looks.clear()
        api.get(f"/v1/schedules/{schedule}")
        assert looks == [schedule]


def asked(path: str) -> dict[str, Any]:
    state = {"stays": True}
    return {"type": "http", "path": path, "query_string": b"", "state": state}


def answer(size: int) -> KnownAnswer:
    return KnownAnswer([], '"x"', b"x" * size)


def test_of_many_who_ask_when_it_is_time_one_goes_to_the_route() -> None:
    moment = [0.0]
    known = KnownAnswers(lambda: moment[0])
    known.keep(asked("/a"), answer(1), 0)
    assert known.fresh(asked("/a")) is not None
    moment[0] = 1.5
    assert [known.fresh(asked("/a")) is None for _ in range(3)] == [True, False, False]


def test_an_answer_from_before_a_change_is_not_kept() -> None:
    known = KnownAnswers()
    changes = known.changes
    known.ask_again()
    known.keep(asked("/a"), answer(1), changes)
    assert known.fresh(asked("/a")) is None


def test_no_more_bytes_are_kept_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(known_answers, "MOST_BYTES", 10)
    known = KnownAnswers()
    for path in ("/a", "/b", "/c"):
        known.keep(asked(path), answer(4), 0)
    found = [known.fresh(asked(path)) is not None for path in ("/a", "/b", "/c")]
    assert found == [False, True, True]
    known.keep(asked("/d"), answer(11), 0)
    assert known.fresh(asked("/d")) is None
