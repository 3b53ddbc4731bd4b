"""Run by Alembic, on the connection that ``api.store.migrate`` gives it."""

from alembic import context

from api.store.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
