"""Put the pieces together: ``uvicorn --factory api.http.app:create_app``."""

from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from fastapi import FastAPI
from sqlalchemy import Engine

from api.drafts.draft_plan import OpenDrafts
from api.http import problems
from api.http.background.planning_process import Workplace
from api.http.background.process_watch import PlanningProcess
from api.http.description import DESCRIPTION, describe
from api.http.job_runner import Background
from api.http.middleware import LOOPBACK, BodyCap, KeyHolders, Net, OwnPages
from api.http.opened.checked_datasets import CheckedDatasets
from api.http.opened.opened_schedules import OpenedSchedules
from api.http.pages import docs, site
from api.http.pages.people import shown_by_link
from api.http.routes import (
    bases,
    comparisons,
    datasets,
    drafts,
    exports,
    imports,
    results,
    schedules,
    trial_routes,
    why_routes,
)
from api.http.routes import studies as study_routes
from api.http.routes.access import ApiService
from api.http.routes.living import (
    clients_in_plans,
    edited_schedules,
    follow_ups,
    negotiations,
    next_periods,
    pages_and_tours,
    plan_lives,
    progress_events,
    running_plans,
)
from api.http.routes.offered import health, offers
from api.http.sent.etags import ETags
from api.http.studies.study_work import StudyPlace
from api.planning import Planner, find_planner
from api.store.database import open_file, tune
from api.store.dataset_store import DatasetStore
from api.store.jobs import Jobs
from api.store.lives import Lives
from api.store.migrate import migrate
from api.store.person_links import PersonLinks
from api.store.schedule_drafts import Drafts

_PARTS = (
    datasets,
    imports,
    bases,
    schedules,
    progress_events,
    results,
    clients_in_plans,
    edited_schedules,
    exports,
    follow_ups,
    negotiations,
    pages_and_tours,
    next_periods,
    running_plans,
    why_routes,
    plan_lives,
    drafts,
    study_routes,
    comparisons,
    trial_routes,
    offers,
    health,
)
MOST_BYTES = 128 * 2**20
"""Of one request."""


def create_app(  # noqa: PLR0913 - each is something that a test replaces
    engine: Engine | None = None,
    pool: Executor | None = None,
    find: Callable[[], Planner] = find_planner,
    most_bytes: int = MOST_BYTES,
    key: str | None = None,
    studies: StudyPlace | None = None,
    *,
    plans_apart: bool = False,
) -> FastAPI:
    """Return the application, on its own database and worker unless given others.

    With a ``key`` it answers under any name, and only those who show the key; a browser
    cannot, so that there are no pages then. ``plans_apart``: in a process of its own
    instead of a thread, so that requests do not wait for the planner.
    """
    engine = tune(engine or open_file(Path("bemanna.sqlite")))
    migrate(engine)
    workplace = Workplace(engine.url, studies or StudyPlace(), find, uuid4().hex)
    service = _service(engine, workplace, pool, plans_apart=plans_apart)

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
        docs_url=None,
        redoc_url=None,
        routes=[route for part in _PARTS for route in part.router.routes],
    )
    app.state.service = service
    app.state.opened = OpenedSchedules()
    app.state.checked = CheckedDatasets()
    app.state.is_ending = lambda: False
    _install_pages(app, key)
    _guard(app, most_bytes, key)
    return app


def _install_pages(app: FastAPI, key: str | None) -> None:
    """Add what is not the API, and describe the API as it then is."""
    docs.install(app)
    problems.install(app)
    shown_by_link.install(app)
    if key is None:
        site.install(app)
    describe(app)


def _guard(app: FastAPI, most_bytes: int, key: str | None) -> None:
    """Wrap the application; what is added last sees a request first."""
    app.add_middleware(ETags)
    app.add_middleware(BodyCap, most=most_bytes)
    if key is not None:
        app.add_middleware(KeyHolders, key=key)
    app.add_middleware(OwnPages, names=LOOPBACK if key is None else None)
    app.add_middleware(Net, told=problems.respond if key is not None else site.refused)


def _service(
    engine: Engine, place: Workplace, pool: Executor | None, *, plans_apart: bool
) -> ApiService:
    jobs, datasets = Jobs(engine), DatasetStore(engine)
    background: Background = (
        PlanningProcess(jobs, place)
        if plans_apart
        else place.runner(jobs, datasets, pool)
    )
    return ApiService(
        jobs,
        datasets,
        background,
        Lives(engine),
        Drafts(engine),
        OpenDrafts(),
        PersonLinks(engine),
    )
