"""A browser's way of asking: it takes pages, in Swedish unless told otherwise."""

from typing import Any

from tests.api.http.client import TestClient

PAGE = {"Accept": "text/html", "Accept-Language": "sv"}


def seen(api: TestClient, path: str, **headers: str) -> str:
    """Return the page at a path."""
    answer = api.get(path, headers=PAGE | headers)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def sent(api: TestClient, path: str, **fields: Any) -> str:
    """Send a form, and return the address that it leads to."""
    answer = api.post(path, headers=PAGE, data=fields, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])
