"""What the tests of the pages share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.api.http.pages.chromium import quiet_page


@pytest.fixture(params=[1400, 390])
def browser_page(request: pytest.FixtureRequest, url: str) -> Iterator[Page]:
    """Give a page of a browser, wide and as on a phone."""
    with quiet_page(url, request.param) as page:
        yield page
