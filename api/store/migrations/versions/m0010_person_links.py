"""Addresses at which one person's schedule is seen."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "person_links",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("employee_id", sa.Text, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_person_links_whose", "person_links", ["series", "employee_id"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table("person_links")
