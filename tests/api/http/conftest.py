"""What the tests of the service share that need a real port."""

from collections.abc import Iterator

import pytest

from tests.api.http.serving import served


@pytest.fixture
def url() -> Iterator[str]:
    """Serve on a free port."""
    with served() as address:
        yield address
