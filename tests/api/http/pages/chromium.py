"""A real browser that looks at pages, and what it is given to look at."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests.api.village import document
from tests.browser import NEEDS_CHROMIUM

IN_BROWSER = [pytest.mark.usefixtures("plain_weeks"), NEEDS_CHROMIUM]
"""Marks of a module that looks at pages."""

_REFUSED = "the server responded with a status of 422"


@contextmanager
def swedish_page(browser: Browser, address: str, width: int) -> Iterator[Page]:
    """Give a page of a browser, of somebody new to it who asks for Swedish."""
    with browser.new_context(
        viewport={"width": width, "height": 900}, locale="sv-SE", base_url=address
    ) as context:
        yield context.new_page()


@contextmanager
def quiet_page(
    browser: Browser, address: str, width: int, *, refused: bool = False
) -> Iterator[Page]:
    """Give such a page; whatever it says or asks elsewhere fails the test.

    ``refused``: some form is, of which a browser says the status.
    """
    said: list[str] = []
    asked: list[str] = []
    with swedish_page(browser, address, width) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        yield page
    assert [at for at in asked if not at.startswith((address, "data:"))] == []
    assert [each for each in said if not (refused and _REFUSED in each)] == []


def posted(url: str, body: object) -> dict[str, str]:
    """Hand a document in, and return the answer."""
    headers = {"Content-Type": "application/json"}
    with urlopen(Request(url, json.dumps(body).encode(), headers)) as answer:
        found: dict[str, str] = json.load(answer)
        return found


def planned(address: str, dataset: object, name: str) -> str:
    """Hand a dataset in and plan it; return the schedule's id."""
    kept = posted(f"{address}/v1/datasets", dataset)
    order = {"dataset": kept["id"], "name": name}
    return posted(f"{address}/v1/schedules?operation=solve", order)["id"]


def village_planned(address: str) -> str:
    """Hand the village in and plan it; return the address of the schedule's page."""
    return f"/schedules/{planned(address, document(), 'Vecka 52')}"


_FETCHED = """() => [...document.querySelectorAll("[hx-get]")].every(
    each => each.hasAttribute("data-htmx-powered")) &&
  !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling")"""


def come_to_rest(page: Page, path: str) -> None:
    """Open a page and wait until what it fetches by itself is on it.

    That no request was made for half a second would say the same, half a second later.
    """
    page.goto(path)
    page.wait_for_function(_FETCHED)


def wide(page: Page) -> bool:
    """Say whether a page is wider than its window."""
    found: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found
