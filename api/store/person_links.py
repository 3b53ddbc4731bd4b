"""Links to one person's schedule, on disk: made, found by their token, withdrawn."""

from collections.abc import Sequence
from secrets import token_urlsafe

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from api.store.schema import PersonLink, now

_BYTES = 24
"""Of chance in a token: 192 bits, which nobody guesses."""


class PersonLinks:
    """The only place that reads or writes the ``person_links`` table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, series: str, employee: str, author: str) -> PersonLink:
        """Make a link to somebody's schedule in datasets of one name."""
        link = PersonLink(
            token=token_urlsafe(_BYTES),
            series=series,
            employee_id=employee,
            author=author,
        )
        with Session(self._engine, expire_on_commit=False) as session:
            session.add(link)
            session.commit()
        return link

    def of(self, token: str) -> PersonLink | None:
        """Return the link with a token, unless it was withdrawn."""
        with Session(self._engine) as session:
            found = session.get(PersonLink, token)
        return None if found is None or found.withdrawn_at is not None else found

    def to(self, series: str, employee: str) -> Sequence[PersonLink]:
        """Return the links to somebody's schedule, the latest first."""
        query = (
            select(PersonLink)
            .where(PersonLink.series == series, PersonLink.employee_id == employee)
            .order_by(PersonLink.made_at.desc(), PersonLink.token)
        )
        with Session(self._engine) as session:
            return session.scalars(query).all()

    def withdraw(self, token: str) -> None:
        """Let a link lead nowhere, for good; it stays to be seen that it was there."""
        query = update(PersonLink).where(
            PersonLink.token == token, PersonLink.withdrawn_at.is_(None)
        )
        with Session(self._engine) as session:
            session.execute(query.values(withdrawn_at=now()))
            session.commit()
