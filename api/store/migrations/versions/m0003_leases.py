"""Who runs a job, for how long, and whether somebody else wants it stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Let several processes share the jobs."""
    begun = sa.Column("begun", sa.Integer, nullable=False, server_default="0")
    op.add_column("jobs", begun)
    op.add_column("jobs", sa.Column("leased_until", sa.DateTime(timezone=True)))
    stop = sa.Column(
        "stop_asked", sa.Boolean, nullable=False, server_default=sa.false()
    )
    op.add_column("jobs", stop)


def downgrade() -> None:
    """Leave them to one."""
    for name in ("stop_asked", "leased_until", "begun"):
        op.drop_column("jobs", name)
