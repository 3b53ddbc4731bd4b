"""Who runs a job, and the plan to go on from if that process dies."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("jobs", sa.Column("holder", sa.String(32)))
    op.add_column("jobs", sa.Column("last_plan", sa.Text))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("jobs", "last_plan")
    op.drop_column("jobs", "holder")
