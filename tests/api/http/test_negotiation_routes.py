"""The negotiation pack of two schedules over HTTP."""

import pytest

from tests.api.answers import ordered, refused
from tests.api.http.client import TestClient

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [("", b'{"for_four'), (".html", b"<!doctype"), (".xlsx", b"PK")],
)
def test_a_pack_comes_in_every_form(
    api: TestClient, suffix: str, begins: bytes
) -> None:
    old, new = ordered(api), ordered(api)
    address = f"/v1/schedules/{new}/negotiation-pack{suffix}"
    answer = api.get(f"{address}?old={old}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)


def test_an_old_schedule_that_is_none_is_refused(api: TestClient) -> None:
    address = f"/v1/schedules/{ordered(api)}/negotiation-pack?old=zoe"
    [error] = refused(api.get(address), 422, "no_schedule")
    assert error["parameter"] == "old"
