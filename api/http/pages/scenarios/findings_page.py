"""A study in the browser: how far it is, then what each world does."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.comparison_files import PAGE
from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import page
from api.http.pages.scenarios.drawn_frontiers import drawn_frontier
from api.http.pages.scenarios.named_worlds import world_names
from api.http.pages.scenarios.world_rows import world_chapters
from api.http.routes.access import ServiceDep, StudyDep
from api.http.studies.study_views import StudyFindings, StudyView
from api.store.schema import Job

router = APIRouter(include_in_schema=False)


@router.get("/studies/{study_id}")
def study_page(request: Request, job: StudyDep, service: ServiceDep) -> Response:
    """Show how far a study is, or what it found."""
    whole = service.jobs.get(job.id, Job.result)
    if not job.is_over or whole is None or whole.result is None:
        view = StudyView.of(job)
        return page(request, "scenarios/study.html.j2", job=job, view=view)
    found = StudyFindings.of(whole.result, service.lives.told_on(job.dataset_id))
    names = world_names(found)
    return page(
        request,
        "scenarios/findings.html.j2",
        job=job,
        found=found,
        names=names,
        has_files=service.jobs.file(job.id, PAGE) is not None,
        chapters=world_chapters(found),
        frontiers=[drawn_frontier(each, names) for each in found.frontiers],
    )


@router.get("/studies/{study_id}/progress")
def progress_part(request: Request, job: StudyDep) -> Response:
    """Return how far a study is, for the page that shows it."""
    view = StudyView.of(job)
    answer = page(request, "scenarios/study_progress.html.j2", job=job, view=view)
    if job.is_over:
        answer.headers["HX-Redirect"] = f"/studies/{job.id}"
    return answer


@router.post("/studies/{study_id}/stop")
def stop_study(job: StudyDep, service: ServiceDep) -> Response:
    """End a study; the runs that are finished are compared."""
    service.runner.stop(job.id)
    return RedirectResponse(f"/studies/{job.id}", SEE_OTHER)
