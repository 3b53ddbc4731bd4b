"""Which files of a folder the program wrote: a digest of each, kept beside them."""

import json
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from data.disk.plain_file import plain_bytes
from scheduler.domain.values import Frozen

FILE = ".manifest.json"
"""Hidden: planners need not see it, and readers of any version pass over it."""

SYSTEM_FILES = frozenset((".DS_Store", ".directory", "Thumbs.db", "desktop.ini"))
"""What file managers leave in every folder; nobody's work."""

FolderKind = Literal["plan", "dataset", "base", "pages", "study"]


class Manifest(Frozen):
    """What was written: the kind of folder, and SHA-256 in hex by file name."""

    format: Literal[1] = 1
    kind: FolderKind
    files: Mapping[str, str]
    before: Mapping[str, str] | None = None
    """What stood there until these came, where not all files change at once."""


def manifest_bytes(kind: FolderKind, files: Mapping[str, bytes]) -> bytes:
    """Return the manifest of a folder that is to hold these files."""
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    return manifest_text(Manifest(kind=kind, files=digests))


def manifest_text(manifest: Manifest) -> bytes:
    """Return what a manifest is on disk."""
    document = manifest.model_dump(exclude_none=True)
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(folder: Path) -> Manifest | None:
    """Return a folder's manifest; ``None`` where none can be read."""
    try:
        return Manifest.model_validate_json(plain_bytes(folder / FILE))
    except (OSError, ValidationError):
        return None


def entries(folder: Path) -> list[Path]:
    """Return what is in a folder beside the manifest and the system's own files.

    For a folder in it that the manifest knows, what is in that.
    """
    passed_over = {FILE, *SYSTEM_FILES}
    found = sorted(path for path in folder.iterdir() if path.name not in passed_over)
    manifest = read_manifest(folder)
    names = () if manifest is None else manifest.files
    inner = {name.partition("/")[0] for name in names if "/" in name}
    return [
        path
        for outer in found
        for path in (entries(outer) if _is_own(outer, inner) else [outer])
    ]


def _is_own(path: Path, inner: Collection[str]) -> bool:
    return path.name in inner and path.is_dir() and not path.is_symlink()


def name_in(folder: Path, path: Path) -> str:
    """Return what the manifest of a folder calls a file in it."""
    return path.relative_to(folder).as_posix()


def is_plain_file(path: Path) -> bool:
    """Whether this is a file itself: folders, links and devices are never written."""
    return path.is_file() and not path.is_symlink()


def is_as_written(path: Path, name: str, manifest: Manifest) -> bool:
    """Whether a file still holds what the program wrote under its name."""
    known = {manifest.files.get(name), (manifest.before or {}).get(name)} - {None}
    return bool(known) and is_plain_file(path) and digest_of(path) in known


def digest_of(path: Path) -> str:
    """Return the digest of a file."""
    return sha256(path.read_bytes()).hexdigest()


def is_untouched(folder: Path) -> bool:
    """Whether a folder holds nothing but what the program wrote into it."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    manifest = read_manifest(folder)
    if manifest is None:
        return False
    return all(is_as_written(p, name_in(folder, p), manifest) for p in entries(folder))
