"""How jobs went, step by step."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the steps."""
    op.create_table(
        "job_steps",
        sa.Column(
            "job_id",
            sa.String(32),
            sa.ForeignKey("jobs.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("phase", sa.String(32), nullable=False),
        sa.Column("price", sa.BigInteger),
        sa.Column("bound", sa.BigInteger),
        sa.Column("open_visits", sa.Integer),
        sa.Column("hard_breaches", sa.Integer),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("job_steps")
