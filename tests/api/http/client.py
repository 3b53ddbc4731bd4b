"""The test client, which warns on import that its HTTP library has a successor."""

import warnings
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient as _TestClient


class TestClient(_TestClient):
    """Asks this computer, as the service demands."""

    __test__ = False

    def __init__(self, app: Any, **given: Any) -> None:
        super().__init__(app, base_url="http://localhost:8000", **given)


__all__ = ["TestClient"]
