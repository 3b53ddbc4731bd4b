"""What the tests of the pages share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.api.http.pages.chromium import quiet_page
from tests.browser import chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Give the browser of all tests of this folder."""
    with chromium() as opened:
        yield opened


@pytest.fixture(params=[1400, 390])
def browser_page(
    request: pytest.FixtureRequest, browser: Browser, url: str
) -> Iterator[Page]:
    """Give a page of the browser, wide and as on a phone."""
    with quiet_page(browser, url, request.param) as page:
        yield page
