"""Datasets and jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "datasets",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "jobs",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column(
            "dataset_id", sa.String(32), sa.ForeignKey("datasets.id"), nullable=False
        ),
        sa.Column("operation", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("ordered", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("idempotency_key", sa.String(255), unique=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("started_at", _MOMENT),
        sa.Column("finished_at", _MOMENT),
        sa.Column("phase", sa.String(32)),
        sa.Column("seconds", sa.Float),
        sa.Column("price", sa.BigInteger),
        sa.Column("bound", sa.BigInteger),
        sa.Column("open_visits", sa.Integer),
        sa.Column("hard_breaches", sa.Integer),
        sa.Column("status", sa.String(32)),
        sa.Column("error", sa.String(32)),
        sa.Column("findings", sa.Text),
        sa.Column("result", sa.Text),
    )
    op.create_index("ix_jobs_dataset_id", "jobs", ["dataset_id"])
    op.create_index("ix_jobs_state", "jobs", ["state"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("jobs")
    op.drop_table("datasets")
