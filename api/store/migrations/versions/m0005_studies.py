"""How far a study is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column."""
    op.add_column("jobs", sa.Column("tally", sa.Text))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("jobs", "tally")
