"""What datasets call themselves, whatever name somebody gave them since."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add it, and read it from the datasets that are there."""
    op.add_column(
        "datasets", sa.Column("series", sa.Text, nullable=False, server_default="")
    )
    table = sa.table(
        "datasets", sa.column("id"), sa.column("content"), sa.column("series")
    )
    here = op.get_bind()
    for id_ in here.scalars(sa.select(table.c.id)).all():
        mine = table.c.id == id_
        content = here.scalars(sa.select(table.c.content).where(mine)).one()
        name = json.loads(content).get("dataset", {}).get("name", "")
        here.execute(table.update().where(mine).values(series=name))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("datasets", "series")
