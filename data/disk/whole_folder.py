"""Folders that appear whole or not at all, and replace only what may go."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from data.disk.durable import sync_folder, write_durably
from data.disk.exchange import put_in_place
from data.disk.kept_folders import keep
from data.disk.leftovers import journal_in, new_in, old_in, settle, workplace
from data.disk.manifest import FILE as MANIFEST
from data.disk.manifest import manifest_bytes
from data.disk.not_written import not_written
from data.disk.own_folder import OwnFolder, check_target


class Written(NamedTuple):
    """Where a folder is now, and where that is which it replaced."""

    folder: Path
    replaced: Path | None = None


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    own: OwnFolder,
    *,
    force: bool = False,
) -> Written:
    """Write files into a new folder and move it into place; keep what was there.

    Whatever fails on the way, the target is as it was and nothing is left beside it.

    Raises
    ------
    BadInput
        What is there must stay (``check_target``), the disk is full, or the folder
        cannot be written for another reason.
    """
    target = folder.resolve()
    try:
        with workplace(target) as work:
            check_target(folder, own, force=force)
            whole = with_manifest(files, own)
            _make(new_in(work), whole)
            write_durably(journal_in(work), whole[MANIFEST])
            sync_folder(work)
            put_in_place(new_in(work), target, old_in(work))
            return Written(folder, settle(target))
    except OSError as error:
        raise not_written(folder, error) from error


def write_beside(folder: Path, files: Mapping[str, bytes], own: OwnFolder) -> Written:
    """Write a new folder where the latest that was replaced would be kept.

    Raises
    ------
    BadInput
        It cannot be written.
    """
    target = folder.resolve()
    try:
        with workplace(target) as work:
            _make(new_in(work), with_manifest(files, own))
            kept = keep(target, new_in(work), work / "gone")
            sync_folder(target.parent)
            return Written(kept)
    except OSError as error:
        raise not_written(folder, error) from error


def with_manifest(files: Mapping[str, bytes], own: OwnFolder) -> dict[str, bytes]:
    """Return the files with the manifest that tells of them."""
    return {**files, MANIFEST: manifest_bytes(own.kind, files)}


def _make(fresh: Path, files: Mapping[str, bytes]) -> None:
    fresh.mkdir()
    for name, content in files.items():
        (fresh / name).parent.mkdir(exist_ok=True)
        write_durably(fresh / name, content)
    for folder in {(fresh / name).parent for name in files} | {fresh}:
        sync_folder(folder)
