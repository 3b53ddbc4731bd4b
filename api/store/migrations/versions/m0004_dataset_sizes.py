"""What a list of datasets tells of each, so that it need not read their content."""

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COLUMNS = {"name": sa.Text, "start": sa.Date, "days": sa.Integer, "size": sa.Text}
_COUNTED = ("units", "employees", "clients", "visits", "shift_types", "staffing")


def upgrade() -> None:
    """Add the columns, and fill them from the documents that are there."""
    for name, type_ in _COLUMNS.items():
        op.add_column("datasets", sa.Column(name, type_))
    table = sa.table(
        "datasets",
        sa.column("id", sa.String),
        sa.column("content", sa.Text),
        *(sa.column(name, type_) for name, type_ in _COLUMNS.items()),
    )
    connection = op.get_bind()
    for id_ in connection.scalars(sa.select(table.c.id)).all():
        this = table.c.id == id_
        content = connection.scalar(sa.select(table.c.content).where(this))
        facts = _facts(json.loads(content or "{}"))
        connection.execute(sa.update(table).where(this).values(facts))
    with op.batch_alter_table("datasets") as datasets:
        for name, type_ in _COLUMNS.items():
            datasets.alter_column(name, existing_type=type_(), nullable=False)
    op.create_index("ix_datasets_created_at", "datasets", ["created_at", "id"])


def _facts(document: dict[str, Any]) -> dict[str, Any]:
    """Return what the columns hold; a stored document has every key."""
    settings, visits = document["dataset"], document["visits"]
    minutes = sum(row["minutes"] * row["staff"] for row in visits)
    size = {name: len(document[name]) for name in _COUNTED} | {
        "monthly": sum(p["employment"] == "monthly" for p in document["employees"]),
        "must_visits": sum(row["priority"] < 3 for row in visits),
        "visit_hours": round(minutes / 60, 2),
    }
    return {
        "name": settings["name"],
        "start": date.fromisoformat(settings["start"]),
        "days": settings["days"],
        "size": json.dumps(size),
    }


def downgrade() -> None:
    """Forget them; the documents still have them."""
    op.drop_index("ix_datasets_created_at", "datasets")
    for name in _COLUMNS:
        op.drop_column("datasets", name)
