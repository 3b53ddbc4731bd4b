"""What schemathesis is told of the service beside its OpenAPI; it loads this file.

Files in a body cannot be made up from a schema, and what searches for as long as it is
told to would keep everybody waiting.
"""

from typing import Any

import schemathesis

_MOST = {"seconds": 0.5, "effort": 1, "days": 7}
"""Nobody learns more about an answer from a longer search."""
_RIGHT = {"seconds": 24 * 3600, "effort": 10**9, "days": 10_000}
"""What is more is asked for wrongly, and stays so."""

for packed in (
    "application/zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
):
    schemathesis.serializer.alias(packed, "application/octet-stream")


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """Shorten a search that would be long."""
    if isinstance(case.body, dict) and case.media_type == "application/json":
        case.body = _shortened(case.body)


def _shortened(body: dict[str, Any]) -> dict[str, Any]:
    limits = body.get("limits")
    within = {"limits": _shortened(limits)} if isinstance(limits, dict) else {}
    return {name: _short(name, value) for name, value in body.items()} | within


def _short(name: str, value: Any) -> Any:
    is_long = (
        name in _MOST
        and isinstance(value, int | float)
        and not isinstance(value, bool)
        and _MOST[name] < value <= _RIGHT[name]
    )
    return _MOST[name] if is_long else value
