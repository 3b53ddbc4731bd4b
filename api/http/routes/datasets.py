"""Hand in a dataset, see how large it is and what stands in the way of a plan."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request, Response, status
from pydantic import ConfigDict, Field

from api.http.dataset_body import dataset_schema
from api.http.opened.checked_datasets import CheckedDep
from api.http.problems import Refusal, language_of
from api.http.routes.access import DatasetDep, ServiceDep, dataset_of, refusals
from api.http.routes.attached import attached
from api.http.routes.drafts import PLAIN
from api.http.routes.paging import NEXT, Limit, link_next
from api.http.routes.versioned import versioned
from api.http.sent.etags import etag_of, matches
from api.http.upload import XLSX, Upload, received, upload_of
from api.http.views import (
    DatasetLine,
    DatasetPage,
    DatasetView,
    FeasibilityView,
)
from api.inputs import Inputs
from api.store.dataset_store import DatasetStore, Place
from api.store.schema import Dataset
from api.what_if.part_of_dataset import PartWanted, part_name, part_of
from data.excel.dataset_workbook import dataset_xlsx
from scheduler.domain.described import Described
from scheduler.domain.iso_day import IsoDay

router = versioned("/datasets", "datasets")

_FILE = {"schema": {"type": "string", "format": "binary"}}
_BOOK: dict[str, Any] = {"description": "The workbook.", "content": {XLSX: _FILE}}
_BODIES = {
    "requestBody": {
        "required": True,
        "description": "A JSON document, the dataset's folder as a zip, or a workbook.",
        "content": {
            "application/json": {"schema": dataset_schema()},
            "application/zip": _FILE,
            XLSX: _FILE,
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

Cursor = Annotated[
    str | None,
    Query(pattern="^[0-9a-f]{1,13}-[0-9a-f]{32}$", description=NEXT),
]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
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
    dataset, is_new = service.datasets.put_as_read(inputs, rules)
    if not is_new:
        response.status_code = status.HTTP_200_OK
    response.headers["Location"] = f"/v1/datasets/{dataset.id}"
    return DatasetView.of(dataset, dataset_sha256=inputs.problem.sha256)


@router.get("", responses=refusals(422))
def list_datasets(
    service: ServiceDep, response: Response, cursor: Cursor = None, limit: Limit = 20
) -> DatasetPage:
    """List datasets, the latest first."""
    after = None if cursor is None else _place(cursor)
    found = service.datasets.page(after, limit + 1)
    following = _cursor(found[limit - 1]) if len(found) > limit else None
    link_next(response, "/v1/datasets", following, limit)
    items = [DatasetLine.of(dataset) for dataset in found[:limit]]
    return DatasetPage(items=items, next=following)


def _cursor(dataset: Dataset) -> str:
    """Return the place of a dataset; one that is deleted leaves its place."""
    microseconds = (dataset.created_at - EPOCH) // MICROSECOND
    return f"{microseconds:x}-{dataset.id}"


def _place(cursor: str) -> Place:
    microseconds, _, id_ = cursor.partition("-")
    return Place(EPOCH + int(microseconds, 16) * MICROSECOND, id_)


@router.get("/template", response_class=Response, responses={200: _BOOK})
def read_template(request: Request) -> Response:
    """Return an empty workbook to fill in and send back as a dataset."""
    content = dataset_xlsx(language=language_of(request))
    return attached(content, "template.xlsx", XLSX)


@router.get("/{dataset_id}", responses=refusals(404))
def read_dataset(
    dataset: DatasetDep, service: ServiceDep, response: Response
) -> DatasetView:
    """Say how large a dataset is."""
    sha256 = service.datasets.read(dataset.id).problem.sha256
    response.headers["ETag"] = _etag(dataset)
    return DatasetView.of(dataset, dataset_sha256=sha256)


class PartBody(Described):
    """Which part of a dataset is wanted."""

    model_config = ConfigDict(extra="forbid")

    units: Annotated[list[str], Field(max_length=1000, examples=[["yttre"]])] = Field(
        default=[]
    )
    """Ids of units; all if left out."""
    first: Annotated[IsoDay, Field(examples=["2026-12-21"])]
    """First day; what was before it is unknown to the part."""
    last: Annotated[IsoDay, Field(examples=["2026-12-27"])]
    """Last day."""


@router.post(
    "/{dataset_id}/part",
    status_code=status.HTTP_201_CREATED,
    responses=refusals(400, 404, 413, 422),
)
def take_part(
    wanted: PartBody, dataset: DatasetDep, service: ServiceDep, response: Response
) -> DatasetView:
    """Make a dataset of some units and days of another, to be planned by itself.

    People, clients and visits of other units are not in it, nor what lies on other
    days. The same part has the same id. What people were told of the whole holds in the
    part; what they are told of the part later is not known to plans of the whole.
    """
    part = PartWanted(tuple(wanted.units), wanted.first, wanted.last)
    made, inputs = kept_part(dataset, part, service.datasets)
    response.headers["Location"] = f"/v1/datasets/{made.id}"
    return DatasetView.of(made, dataset_sha256=inputs.problem.sha256)


def kept_part(
    dataset: Dataset, wanted: PartWanted, datasets: DatasetStore
) -> tuple[Dataset, Inputs]:
    """Keep a part of a dataset as one of its own; raises ``BadInput``."""
    rules = datasets.rules(dataset.id)
    made = part_of(datasets.read(dataset.id), rules, wanted)
    kept, is_new = datasets.put(made, rules, told_from=dataset.id)
    if is_new:
        name = part_name(dataset.name, made.problem, wanted)
        datasets.rename(kept, name)
        kept = datasets.get(kept.id) or kept
    return kept, made


class DatasetNamed(Described):
    """What can be changed of a dataset: its content cannot."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=200, pattern=PLAIN)] = Field(
        examples=["December, as granted"]
    )
    """To know it by; no names of people, please."""


@router.patch("/{dataset_id}", responses=refusals(400, 404, 412, 413, 422))
def rename_dataset(
    body: DatasetNamed,
    dataset: DatasetDep,
    service: ServiceDep,
    response: Response,
    known: Annotated[
        str | None,
        Header(alias="If-Match", description="The `ETag` that the caller has seen."),
    ] = None,
) -> DatasetView:
    """Give a dataset another name; with `If-Match` only if nobody else has (412)."""
    if known is not None and not matches(known, _etag(dataset)):
        raise Refusal(412, "changed_meanwhile")
    if not service.datasets.rename(dataset, body.name):
        raise Refusal(412, "changed_meanwhile")
    return read_dataset(dataset_of(dataset.id, service), service, response)


def _etag(dataset: Dataset) -> str:
    return etag_of(f"{dataset.id} {dataset.name}".encode())


@router.get(
    "/{dataset_id}/workbook",
    response_class=Response,
    responses={200: _BOOK, **refusals(404, 422)},
)
def read_dataset_workbook(
    dataset: DatasetDep, service: ServiceDep, request: Request
) -> Response:
    """Return a dataset as a workbook, which can be changed and sent back.

    Rules do not come along; a dataset with agreements of its own has no workbook.
    """
    problem = service.datasets.read(dataset.id).problem
    content = dataset_xlsx(problem, language_of(request))
    return attached(content, "dataset.xlsx", XLSX)


@router.get("/{dataset_id}/feasibility", responses=refusals(404))
def read_feasibility(
    dataset: DatasetDep, service: ServiceDep, checked: CheckedDep
) -> FeasibilityView:
    """Look for what no plan of the dataset can do."""
    findings = checked.of(dataset.id, service.datasets.read(dataset.id))
    return FeasibilityView(dataset=dataset.id, findings=list(findings))


@router.delete(
    "/{dataset_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=refusals(404, 409),
)
def delete_dataset(dataset: DatasetDep, service: ServiceDep) -> None:
    """Forget a dataset that no schedule refers to."""
    if not service.datasets.remove(dataset.id):
        raise Refusal(409, "dataset_in_use")
