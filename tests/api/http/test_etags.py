"""What a caller has already is not sent again, until it changes."""

import pytest

from tests.api.answers import drafted, ordered, post_dataset, refused
from tests.api.http.client import TestClient

PARTS = ("", "/plan", "/figures", "/costs", "/breaches", "/life")


@pytest.mark.parametrize("part", PARTS)
def test_what_a_caller_has_is_not_sent_again(api: TestClient, part: str) -> None:
    address = f"/v1/schedules/{ordered(api)}{part}"
    first = api.get(address)
    tag = first.headers["ETag"]
    again = api.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag
    for other in ('"x"', f'{tag[:-2]}x"'):
        whole = api.get(address, headers={"If-None-Match": other})
        assert (whole.status_code, whole.content) == (200, first.content)


@pytest.mark.parametrize("known", ['"x", {}', "W/{}", "*"])
def test_a_caller_may_have_several_weak_ones_or_any(
    api: TestClient, known: str
) -> None:
    tag = api.get("/v1/datasets").headers["ETag"]
    headers = {"If-None-Match": known.format(tag)}
    assert api.get("/v1/datasets", headers=headers).status_code == 304


def test_what_changed_is_sent(api: TestClient) -> None:
    tag = api.get("/v1/datasets").headers["ETag"]
    post_dataset(api)
    answer = api.get("/v1/datasets", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


def test_a_draft_keeps_its_own_tag(api: TestClient) -> None:
    assert api.get(f"/v1/drafts/{drafted(api)}").headers["ETag"] == '"1"'


def test_a_part_is_written_once_and_refused_when_it_is_gone(api: TestClient) -> None:
    schedule = ordered(api)
    one, two = (api.get(f"/v1/schedules/{schedule}/plan") for _ in range(2))
    assert one.content == two.content
    api.delete(f"/v1/schedules/{schedule}")
    refused(api.get(f"/v1/schedules/{schedule}/plan"), 404, "no_schedule")


def test_a_dataset_is_renamed_only_by_who_knows_its_name(api: TestClient) -> None:
    address = f"/v1/datasets/{post_dataset(api)}"
    before = api.get(address)
    seen = {"If-Match": before.headers["ETag"]}
    named = api.patch(address, json={"name": "Vecka 52"}, headers=seen)
    assert named.status_code == 200
    assert named.json() == before.json() | {"name": "Vecka 52"}
    assert api.get(address).headers["ETag"] == named.headers["ETag"]
    late = api.patch(address, json={"name": "Vecka 53"}, headers=seen)
    refused(late, 412, "changed_meanwhile")
    assert api.get(address).json()["name"] == "Vecka 52"
    assert api.patch(address, json={"name": "Vecka 53"}).json()["name"] == "Vecka 53"


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "a\0"}, {"start": "x"}])
def test_only_the_name_of_a_dataset_changes(
    api: TestClient, body: dict[str, str]
) -> None:
    address = f"/v1/datasets/{post_dataset(api)}"
    assert api.patch(address, json=body).status_code == 422
