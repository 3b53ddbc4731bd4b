"""How often a job was taken up again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Count what was begun anew."""
    restarts = sa.Column("restarts", sa.Integer, nullable=False, server_default="0")
    op.add_column("jobs", restarts)


def downgrade() -> None:
    """Forget it."""
    op.drop_column("jobs", "restarts")
