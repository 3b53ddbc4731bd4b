"""Answers that are files, to keep rather than to look at."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from fastapi import Response

_BINARY = {"schema": {"type": "string", "format": "binary"}}


def attached(content: bytes, name: str, media_type: str) -> Response:
    """Return a file under the name that it is saved as."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def file_of(
    media_type: str, refused: Mapping[int | str, dict[str, Any]]
) -> dict[int | str, dict[str, Any]]:
    """Describe a route that answers with a file, or refuses."""
    found = {"description": "The file.", "content": {media_type: _BINARY}}
    return {200: found, **refused}


def zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    """Return files, all in one folder, as an archive."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(f"{folder}/{name}", content)
    return memory.getvalue()
