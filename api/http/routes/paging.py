"""How lists are read page by page."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query, Response

from api.store.jobs import Jobs
from api.store.schema import Job, Operation

Limit = Annotated[int, Query(ge=1, le=100, description="The longest page wanted.")]
NEXT = "`next` of the page before."
JobCursor = Annotated[str | None, Query(pattern="^[0-9a-f]{1,15}$", description=NEXT)]


def page_of_jobs(
    jobs: Jobs, cursor: str | None, limit: int, operations: Sequence[Operation]
) -> tuple[Sequence[Job], str | None]:
    """Return the jobs of a page, the latest first, and the cursor of the one after."""
    before = None if cursor is None else int(cursor, 16)
    found = jobs.page(before, limit + 1, operations)
    following = f"{found[limit - 1].number:x}" if len(found) > limit else None
    return found[:limit], following


def link_next(response: Response, path: str, cursor: str | None, limit: int) -> None:
    """Say in the header where the next page is, if there is one."""
    if cursor is not None:
        address = f"{path}?cursor={cursor}&limit={limit}"
        response.headers["Link"] = f'<{address}>; rel="next"'
