"""What happened to plans: proposed, commented, published."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "life_events",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column(
            "job_id",
            sa.String(32),
            sa.ForeignKey("jobs.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("dataset_id", sa.String(32), nullable=False),
        sa.Column("publication", sa.Integer),
        sa.Column("event", sa.Text, nullable=False),
        sa.UniqueConstraint("dataset_id", "publication"),
    )
    op.create_index("ix_life_events_job_id", "life_events", ["job_id"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table("life_events")
