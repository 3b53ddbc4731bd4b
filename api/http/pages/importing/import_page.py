"""Files of other systems in the browser: look, change how they are read, keep."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from api.http.pages.data import SEE_OTHER
from api.http.pages.importing.chosen_reading import (
    SentFiles,
    chosen_kinds,
    chosen_mapping,
    mended_cells,
    sent_files,
)
from api.http.pages.importing.shown_tables import KINDS, shown_notes, shown_tables
from api.http.pages.looks import page, spoken_to, words
from api.http.problems import error_of
from api.http.routes.access import ServiceDep
from api.http.routes.imports import (
    MOST_FILES,
    Base,
    Days,
    Key,
    Start,
    WriteRed,
    base_of,
    keep_dataset,
    stored,
)
from api.import_answer import ImportAnswer
from api.inputs import Inputs
from data.faults import BadInput, Fault
from data.importing.import_files import ImportAsked, Imported, import_files
from data.importing.mapping_file import write_mapping
from data.importing.pseudonyms import Pseudonyms

router = APIRouter(include_in_schema=False)

SentDep = Annotated[SentFiles, Depends(sent_files)]


@dataclass(frozen=True)
class FilledIn:
    """What is said of a dataset beside its files."""

    name: Annotated[str, Form(max_length=200)] = ""
    key: Key = None
    base: Base = None
    start: Start = None
    days: Days = None
    write_red_rows: WriteRed = False
    make: Annotated[bool, Form()] = False
    """Whether to keep a dataset; otherwise the files are only looked at."""


FilledDep = Annotated[FilledIn, Depends()]


@router.get("/datasets/import")
def import_page(request: Request, service: ServiceDep) -> Response:
    """Take files of other systems."""
    return page(request, "importing/import.html.j2", **_nothing(service))


@router.post("/datasets/import")
def look(
    request: Request, sent: SentDep, filled: FilledDep, service: ServiceDep
) -> Response:
    """Show how files are read, or keep the dataset of them."""
    try:
        base = base_of(filled.base, service.datasets)
        imported = _imported(request, sent, filled, base)
    except BadInput as bad:
        return _answer(request, service, 422, faults=_told(request, bad.faults))
    problem = imported.problem
    if filled.make and problem and (filled.write_red_rows or not imported.red):
        kept = keep_dataset(problem, base, service.datasets)
        return _kept(request, f"/datasets/{kept.id}")
    tables = shown_tables(imported)
    return _answer(
        request,
        service,
        200,
        imported=imported,
        tables=tables,
        red=shown_notes(imported.refused, tables),
        yellow=shown_notes(imported.guessed, tables),
        assumed=ImportAnswer.of(imported).assumed,
        mended=_mended(sent),
        mapping=quote(write_mapping(imported, spoken_to(request))),
    )


def _imported(
    request: Request, sent: SentFiles, filled: FilledIn, base: Inputs | None
) -> Imported:
    if not 0 < len(sent.files) <= MOST_FILES:
        raise BadInput(
            [Fault(code="import_no_files", file="", facts={"most": MOST_FILES})]
        )
    secret = filled.key.encode("utf-8", "replace") if filled.key else None
    asked = ImportAsked(
        chosen_mapping(sent).with_days(filled.start, filled.days),
        Pseudonyms(secret),
        base and base.problem,
        filled.name.strip() or words(request, "pages.import.unnamed"),
        chosen_kinds(sent),
        mended_cells(sent),
    )
    with stored(sent.files) as paths:
        return import_files(paths, asked)


def _mended(sent: SentFiles) -> dict[str, str]:
    """Return the words and cells that were filled in, by their fields."""
    return {
        name: value
        for name, value in sent.fields.items()
        if name.startswith(("word.", "cell.")) and value.strip()
    }


def _kept(request: Request, at: str) -> Response:
    if "HX-Request" in request.headers:
        return Response(headers={"HX-Redirect": at})
    return RedirectResponse(at, SEE_OTHER)


def _told(request: Request, faults: tuple[Fault, ...]) -> list[object]:
    return [error_of(fault, spoken_to(request)) for fault in faults]


def _nothing(service: ServiceDep) -> dict[str, object]:
    """Return what the page shows before anything was sent."""
    return {
        "datasets": service.datasets.page(None, 100),
        "imported": None,
        "kinds": KINDS,
        "faults": [],
    }


def _answer(
    request: Request, service: ServiceDep, status: int, **facts: object
) -> Response:
    """Return the whole page, or to a script the part below the form."""
    part = "HX-Request" in request.headers
    template = "importing/looked.html.j2" if part else "importing/import.html.j2"
    answer = page(request, template, **_nothing(service) | facts)
    answer.status_code = status
    return answer
