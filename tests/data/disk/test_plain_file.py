"""A file is read to its end; what has none is refused."""

import os
from pathlib import Path

import pytest

from data.board.outcome_file import read_outcomes
from data.disk.manifest import FILE as MANIFEST
from data.disk.manifest import read_manifest
from data.disk.plain_file import plain_bytes
from data.export.code_tables import read_own
from data.faults import BadInput
from data.importing.pseudonyms import read_key
from data.life.life_file import FILE as LIFE
from data.life.life_file import read_life
from data.result_document import FILE as RESULT
from data.result_document import read_result
from data.scenario.patch_reading import read_patch


def test_a_file_is_read_also_by_way_of_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"all of it")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert plain_bytes(tmp_path / "b") == b"all of it"


@pytest.mark.parametrize("path", ["/dev/zero", "/tmp"])
def test_a_device_and_a_folder_are_no_files(path: str) -> None:
    with pytest.raises(OSError, match=r"Invalid argument|Is a directory"):
        plain_bytes(Path(path))


@pytest.mark.parametrize("read", [read_outcomes, read_own, read_key, read_patch])
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path, read: object) -> None:
    assert callable(read)
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(BadInput) as refused:
        read(tmp_path / "pipe.toml")
    assert [fault.code for fault in refused.value.faults] == ["unreadable_file"]


@pytest.mark.parametrize(("name", "read"), [(LIFE, read_life), (RESULT, read_result)])
def test_a_pipe_in_a_plans_folder_is_refused_too(
    tmp_path: Path, name: str, read: object
) -> None:
    assert callable(read)
    os.mkfifo(tmp_path / name)
    with pytest.raises(BadInput) as refused:
        read(tmp_path)
    assert [fault.code for fault in refused.value.faults] == ["unreadable_file"]


def test_a_pipe_is_no_manifest(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / MANIFEST)
    assert read_manifest(tmp_path) is None
