"""Of which other dataset's days people were told what holds for a dataset, too."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add it; datasets that were kept before know of none."""
    op.add_column("datasets", sa.Column("told_from", sa.String(32)))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("datasets", "told_from")
