"""Hand in a dataset, see how large it is and what stands in the way of a plan."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from api.http.problems import Refusal
from api.http.routes.access import DatasetDep, ServiceDep, refusals
from api.http.upload import Upload, received, upload_of
from api.http.views import DatasetView, FeasibilityView, FindingView
from scheduler.feasibility import feasibility

router = APIRouter(prefix="/datasets", tags=["datasets"])

_FILE = {"schema": {"type": "string", "format": "binary"}}
_BODIES = {
    "requestBody": {
        "required": True,
        "description": "A JSON document, or the dataset's folder as a zip.",
        "content": {
            "application/json": {"schema": {"type": "object"}},
            "application/zip": _FILE,
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": _FILE["schema"]},
                }
            },
        },
    }
}

UploadDep = Annotated[Upload, Depends(upload_of)]


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    openapi_extra=_BODIES,
    responses={
        200: {"model": DatasetView, "description": "It was here already."},
        **refusals(400, 413, 415, 422),
    },
)
def add_dataset(
    upload: UploadDep, service: ServiceDep, response: Response
) -> DatasetView:
    """Take a dataset, or tell everything that is wrong with it.

    The same content gets the same id.
    """
    inputs, rules = received(upload)
    dataset, is_new = service.datasets.put(inputs, rules)
    if not is_new:
        response.status_code = status.HTTP_200_OK
    response.headers["Location"] = f"/v1/datasets/{dataset.id}"
    return DatasetView.of(dataset, inputs.problem)


@router.get("/{dataset_id}", responses=refusals(404))
def read_dataset(dataset: DatasetDep, service: ServiceDep) -> DatasetView:
    """Say how large a dataset is."""
    return DatasetView.of(dataset, service.datasets.read(dataset.id).problem)


@router.get("/{dataset_id}/feasibility", responses=refusals(404))
def read_feasibility(dataset: DatasetDep, service: ServiceDep) -> FeasibilityView:
    """Look for what no plan of the dataset can do."""
    problem, rules = service.datasets.read(dataset.id)
    findings = [FindingView.of(f) for f in feasibility(problem, rules)]
    return FeasibilityView(dataset=dataset.id, findings=findings)


@router.delete(
    "/{dataset_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=refusals(404, 409),
)
def delete_dataset(dataset: DatasetDep, service: ServiceDep) -> None:
    """Forget a dataset that no schedule refers to."""
    if not service.datasets.remove(dataset.id):
        raise Refusal(409, "dataset_in_use")
