"""How lists are read page by page."""

from typing import Annotated

from fastapi import Query, Response

Limit = Annotated[int, Query(ge=1, le=100, description="The longest page wanted.")]
NEXT = "`next` of the page before."


def link_next(response: Response, path: str, cursor: str | None, limit: int) -> None:
    """Say in the header where the next page is, if there is one."""
    if cursor is not None:
        address = f"{path}?cursor={cursor}&limit={limit}"
        response.headers["Link"] = f'<{address}>; rel="next"'
