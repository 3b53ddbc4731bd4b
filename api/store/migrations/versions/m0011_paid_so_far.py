"""What is paid for the best plan so far, beside what it is weighed at."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_TABLES = ("jobs", "job_steps")


def upgrade() -> None:
    """Add it; it is not known of jobs that ran before."""
    for table in _TABLES:
        op.add_column(table, sa.Column("paid", sa.BigInteger))


def downgrade() -> None:
    """Forget it."""
    for table in _TABLES:
        op.drop_column(table, "paid")
