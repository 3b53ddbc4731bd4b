"""Schemathesis on the whole contract: no defect, and nothing that is not described."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.http.serving import promised, served

EXAMPLES = 10
"""For each operation, on top of the examples at every boundary."""

for packed in (
    "application/zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
):
    schemathesis.serializer.alias(packed, "application/octet-stream")
contract = schemathesis.openapi.from_dict(promised())


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve all operations at one place: what one has made is there for others."""
    with served() as url:
        yield url


@contract.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(
    case: schemathesis.Case[Any], address: str
) -> None:
    # Whether a body that is sent is right depends on what it names, not on its form.
    excluded: list[Any] = [positive_data_acceptance] if case.method == "POST" else []
    case.call_and_validate(base_url=address, excluded_checks=excluded)
