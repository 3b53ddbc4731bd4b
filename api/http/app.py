"""Put the pieces together: ``uvicorn --factory api.http.app:create_app``."""

from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import Engine

from api.http import problems
from api.http.description import DESCRIPTION, describe
from api.http.job_runner import JobRunner
from api.http.middleware import BodyCap, Net, OwnPages
from api.http.routes import comparisons, datasets, results, schedules
from api.http.routes.access import ApiService, refusals
from api.planning import Planner, find_planner
from api.store.database import open_file, tune
from api.store.dataset_store import DatasetStore
from api.store.jobs import Jobs
from api.store.migrate import migrate

MOST_BYTES = 128 * 2**20
"""Of one request."""


def create_app(
    engine: Engine | None = None,
    pool: Executor | None = None,
    find: Callable[[], Planner] = find_planner,
    most_bytes: int = MOST_BYTES,
) -> FastAPI:
    """Return the application, on its own database and worker unless given others."""
    service = _service(engine, pool, find)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        service.runner.resume()
        yield
        service.runner.close()

    app = FastAPI(
        title="bemanna",
        version=version("bemanna"),
        description=DESCRIPTION,
        lifespan=life,
        responses=refusals(403, 500),
    )
    app.state.service = service
    for part in (datasets, schedules, results, comparisons):
        app.include_router(part.router, prefix="/v1")
    problems.install(app)
    describe(app)
    app.add_middleware(BodyCap, most=most_bytes)
    app.add_middleware(OwnPages)
    app.add_middleware(Net)
    return app


def _service(
    engine: Engine | None, pool: Executor | None, find: Callable[[], Planner]
) -> ApiService:
    engine = tune(engine or open_file(Path("bemanna.sqlite")))
    migrate(engine)
    pool = pool or ThreadPoolExecutor(max_workers=1, thread_name_prefix="planner")
    jobs, datasets = Jobs(engine), DatasetStore(engine)
    return ApiService(jobs, datasets, JobRunner(jobs, datasets, pool, find))
