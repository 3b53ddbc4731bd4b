"""Datasets as they are sent: a JSON document, the folder as a zip, or a workbook."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.http.json_bodies import parsed
from api.http.middleware import JsonMeter
from api.http.problems import Refusal
from api.http.workbook_body import check_workbook, is_workbook
from api.inputs import Inputs, read_document_inputs, read_inputs
from data.faults import BadInput, Fault
from data.reading.checks.own_agreements import AGREEMENTS
from data.reading.checks.zipped_folder import SMALL, unpacked
from data.reading.dataset import RULES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOOK = "dataset.xlsx"
_ZIPS = ("application/zip", "application/x-zip-compressed", XLSX)

MOST_FIELDS = 500
"""Of a form: cells that are mended, mostly."""
LONGEST_NAME = 150
"""Bytes of the name of a file."""
NO_JSON = Fault(code="json_syntax", file="", pointer="")


class Upload(NamedTuple):
    """The bytes of a body, and whether they are a zip; a workbook is one, too."""

    content: bytes
    is_zip: bool
    name: str = BOOK
    """What faults call a workbook: the name that somebody gave it."""
    fields: Mapping[str, str] = {}
    """What was filled in beside it in a form."""


class Received(NamedTuple):
    """A dataset that was found right, with its rules as they were sent."""

    inputs: Inputs
    rules: Any | None


async def upload_of(request: Request) -> Upload:
    """Return the dataset in a request: the body itself, or the file of a form.

    Raises
    ------
    Refusal
        The body is something else.
    """
    header = request.headers.get("content-type", "")
    media_type = header.partition(";")[0].strip().lower()
    if media_type == "multipart/form-data":
        content, name, fields = await _form_file(request)
        is_zip = content.startswith(b"PK")
        if not is_zip:
            JsonMeter().pour(content)
        return Upload(content, is_zip, name, fields)
    if media_type == "application/json":
        return Upload(await request.body(), is_zip=False)
    if media_type in _ZIPS:
        return Upload(await request.body(), is_zip=True)
    raise Refusal(415, "unsupported_media_type")


async def _form_file(request: Request) -> tuple[bytes, str, Mapping[str, str]]:
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
        fields = {k: v for k, v in form.items() if isinstance(v, str)}
        for value in form.values():
            if isinstance(value, UploadFile):
                name = _book_name(value.filename or "")
                return await value.read(), name, fields
    raise Refusal(422, "no_form_file", pointer="/file")


def _book_name(sent: str) -> str:
    """Return the name of a workbook, where it may be that of a file here, too."""
    name = PurePath(sent).name
    plain = name.isprintable() and len(name.encode()) <= LONGEST_NAME
    return name if plain and name.lower().endswith(".xlsx") else BOOK


def received(upload: Upload) -> Received:
    """Return the dataset that was sent.

    Raises
    ------
    BadInput
        With everything that is wrong with it.
    """
    if upload.is_zip:
        is_book = is_workbook(upload.content)
        return _opened(upload) if is_book else _unzipped(upload.content)
    document = read_json(upload.content)
    rules = None
    if isinstance(document, dict):
        rules = document.get("rules")
        _check_agreements(document.get(AGREEMENTS))
    return Received(read_document_inputs(document, judges=True), rules)


def _check_agreements(given: object) -> None:
    """Refuse what is no agreement by its length, before it is parsed as TOML."""
    texts = given.values() if isinstance(given, dict) else ()
    if sum(len(text) for text in texts if isinstance(text, str)) > SMALL:
        raise HTTPException(413)


def read_json(content: bytes) -> Any:
    """Return a JSON body; one that is not JSON, or not Unicode, is bad input."""
    try:
        document = parsed(content)
    except (ValueError, RecursionError) as error:
        raise BadInput([NO_JSON]) from error
    if not is_plain(document):
        raise BadInput([NO_JSON])
    return document


def is_plain(document: Any) -> bool:
    """Whether a parsed document can be written down again.

    Not so with NaN, with half a surrogate pair, or nested beyond reason.
    """
    try:
        json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return False
    return True


def _opened(upload: Upload) -> Received:
    check_workbook(upload.content)
    with TemporaryDirectory(prefix="bemanna-") as place:
        book = Path(place) / upload.name
        book.write_bytes(upload.content)
        return Received(read_inputs(book, judges=True), None)


def _unzipped(content: bytes) -> Received:
    files = unpacked(content)
    with TemporaryDirectory(prefix="bemanna-") as place:
        for name, data in files.items():
            (Path(place) / name).parent.mkdir(exist_ok=True)
            (Path(place) / name).write_bytes(data)
        inputs = read_inputs(Path(place), judges=True)
    return Received(inputs, read_json(files[RULES]) if RULES in files else None)
