"""How many people of a plan have nearly reached a limit of their hours."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add it; it is not known of jobs that ran before."""
    op.add_column("jobs", sa.Column("near_limits", sa.Integer))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("jobs", "near_limits")
