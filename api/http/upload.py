"""Datasets as they are sent: a JSON document, or the folder as a zip."""

import json
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from fastapi import Request
from starlette.datastructures import UploadFile

from api.http.problems import Refusal
from api.inputs import Inputs, read_document_inputs, read_inputs
from data.faults import BadInput, Fault
from data.reading.dataset import RULES

MOST_FILES = 64
MOST_UNPACKED = 512 * 2**20
"""Bytes that a zip may hold, as unpacked."""
_ZIPS = ("application/zip", "application/x-zip-compressed")
_IGNORED = ("__MACOSX", ".DS_Store")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


NO_JSON = Fault(code="json_syntax", file="", pointer="")


class Upload(NamedTuple):
    """The bytes of a body, and whether they are a zip."""

    content: bytes
    is_zip: bool


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
        content = await _form_file(request)
        return Upload(content, content.startswith(b"PK"))
    if media_type == "application/json":
        return Upload(await request.body(), is_zip=False)
    if media_type in _ZIPS:
        return Upload(await request.body(), is_zip=True)
    raise Refusal(415, "unsupported_media_type")


async def _form_file(request: Request) -> bytes:
    async with request.form(max_files=1, max_fields=8) as form:
        for value in form.values():
            if isinstance(value, UploadFile):
                return await value.read()
    raise Refusal(422, "no_form_file", pointer="/file")


def received(upload: Upload) -> Received:
    """Return the dataset that was sent.

    Raises
    ------
    BadInput
        With everything that is wrong with it.
    """
    if upload.is_zip:
        return _unzipped(upload.content)
    document = read_json(upload.content)
    rules = document.get("rules") if isinstance(document, dict) else None
    return Received(read_document_inputs(document), rules)


def read_json(content: bytes) -> Any:
    """Return a JSON body; one that is not JSON, or not Unicode, is bad input."""
    try:
        document = json.loads(content)
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


def _unzipped(content: bytes) -> Received:
    files = unpacked(content)
    with TemporaryDirectory(prefix="bemanna-") as place:
        for name, data in files.items():
            (Path(place) / name).write_bytes(data)
        inputs = read_inputs(Path(place))
    return Received(inputs, read_json(files[RULES]) if RULES in files else None)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of a zipped folder by name, whether it was zipped inside one.

    Raises
    ------
    BadInput
        It is no zip, unpacks to too much, or has paths that lead elsewhere.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [i for i in archive.infolist() if not _is_ignored(i)]
            _check(entries)
            return {_name(i, entries): _read(archive, i) for i in entries}
    except _BROKEN as error:
        raise BadInput([Fault(code="zip_broken", file="zip")]) from error


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


def _is_ignored(entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename).parts
    return entry.is_dir() or any(part in _IGNORED for part in parts)


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse archives that are too large, cannot be read, or lead elsewhere."""
    faults = [Fault(code="zip_path", file=i.filename) for i in entries if _strays(i)]
    faults += [
        Fault(code="zip_packed", file=i.filename)
        for i in entries
        if i.compress_type not in _METHODS or i.flag_bits & 1
    ]
    size = sum(i.file_size for i in entries)
    if len(entries) > MOST_FILES or size > MOST_UNPACKED:
        faults.append(Fault(code="zip_too_large", file="zip"))
    if len({_name(i, entries) for i in entries}) < len(entries):
        faults.append(Fault(code="zip_twice", file="zip"))
    if faults:
        raise BadInput(faults)


def _strays(entry: zipfile.ZipInfo) -> bool:
    """Whether a path leads out of the folder, or deeper than files of a dataset lie."""
    name = entry.filename
    parts = PurePosixPath(name).parts
    odd = any(letter in name for letter in "\\:\0")
    return odd or name.startswith("/") or ".." in parts or len(parts) > 2


def _name(entry: zipfile.ZipInfo, entries: list[zipfile.ZipInfo]) -> str:
    """Return the name of a file, without the folder that all of them are in."""
    folders = {str(PurePosixPath(i.filename).parent) for i in entries}
    return PurePosixPath(entry.filename).name if len(folders) == 1 else entry.filename


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        return file.read(entry.file_size + 1)
