"""Drafts on disk: each change is a row, and no row is ever changed.

Several planners change one draft. A change is kept if nobody has changed the same place
since its author last looked; otherwise it is refused, and both are still there to see.
"""

from collections.abc import Collection, Sequence
from uuid import uuid4

from sqlalchemy import Engine, Select, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.store.schema import DraftEdit, ScheduleDraft

_TRIES = 20
"""How often others may be faster before a change is given up."""


class DraftChangedError(ValueError):
    """Somebody has changed the same place meanwhile."""

    def __init__(self, edit: DraftEdit) -> None:
        super().__init__(edit.number)
        self.edit = edit


class Drafts:
    """The only place that reads or writes drafts and their changes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, draft: ScheduleDraft) -> ScheduleDraft:
        """Store a new draft."""
        draft.id = uuid4().hex
        with Session(self._engine, expire_on_commit=False) as session:
            session.add(draft)
            session.commit()
        return draft

    def get(self, id_: str) -> ScheduleDraft | None:
        """Return a draft."""
        with Session(self._engine) as session:
            return session.get(ScheduleDraft, id_)

    def page(self, limit: int) -> Sequence[ScheduleDraft]:
        """Return the latest drafts."""
        query = (
            select(ScheduleDraft)
            .order_by(ScheduleDraft.created_at.desc(), ScheduleDraft.id)
            .limit(limit)
        )
        with Session(self._engine) as session:
            return session.scalars(query).all()

    def is_begun_from(self, schedule_id: str) -> bool:
        """Whether somebody has begun to change a schedule."""
        query = (
            select(ScheduleDraft.id)
            .where(ScheduleDraft.schedule_id == schedule_id)
            .limit(1)
        )
        with Session(self._engine) as session:
            return session.scalar(query) is not None

    def edits(self, id_: str, after: int = 0) -> Sequence[DraftEdit]:
        """Return the changes of a draft beyond the first so many, in their order."""
        mine = (DraftEdit.draft_id == id_, DraftEdit.number > after)
        query = select(DraftEdit).where(*mine).order_by(DraftEdit.number)
        with Session(self._engine) as session:
            return session.scalars(query).all()

    def revision(self, id_: str) -> int:
        """Return how many changes a draft has."""
        with Session(self._engine) as session:
            return session.scalar(_last(id_)) or 0

    def append(
        self, edit: DraftEdit, known: int, places: Collection[str] | None
    ) -> DraftEdit:
        """Keep a change by somebody who knows the first ``known`` changes.

        ``places`` are those it is about; ``None`` if it is about whatever came last.

        Raises
        ------
        DraftChangedError
            One that they do not know is about the same place.
        """
        for _ in range(_TRIES):
            for other in self.edits(edit.draft_id, known):
                if places is None or set(other.places.split("\n")) & set(places):
                    raise DraftChangedError(other)
            if self._kept(edit):
                return edit
        raise TimeoutError(edit.draft_id)

    def _kept(self, edit: DraftEdit) -> bool:
        """Store a change as the next one, unless somebody else was faster.

        It is one statement: to read first and write then would have to be begun anew
        where one file is the database.
        """
        last = func.coalesce(_last(edit.draft_id).scalar_subquery(), 0)
        values = {
            "draft_id": edit.draft_id,
            "number": last + 1,
            "edit": edit.edit,
            "places": edit.places,
            "author": edit.author,
        }
        query = insert(DraftEdit).values(values).returning(DraftEdit.number)
        with Session(self._engine) as session:
            try:
                edit.number = session.scalars(query).one()
                session.commit()
            except IntegrityError:
                return False
        return True


def _last(draft_id: str) -> Select[int]:
    """Ask for the number of a draft's last change, nothing where there is none."""
    mine = DraftEdit.draft_id == draft_id
    return select(func.max(DraftEdit.number)).where(mine)
