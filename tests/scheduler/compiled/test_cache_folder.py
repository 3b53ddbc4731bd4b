"""Where machine code is kept, and for how long it is good."""

from pathlib import Path

import pytest

import scheduler
from scheduler.compiled.cache_folder import cache_folder, digest_of

HERE = Path(scheduler.__file__).parent


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a folder with two kernels, what compiles them, and plain Python."""
    for name in (
        "compiled/source.py",
        "lines/kernels/line.py",
        "tours/kernels/decode.py",
        "tours/engine.py",
        "planning/improve.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("compiled/source.py", True),
        ("lines/kernels/line.py", True),
        ("tours/kernels/decode.py", True),
        ("tours/engine.py", False),
        ("planning/improve.py", False),
    ],
)
def test_an_edit_of_kernels_alone_makes_old_machine_code_void(
    sources: Path, name: str, matters: bool
) -> None:
    before = digest_of(sources)
    (sources / name).write_text("x = 2\n")
    assert (digest_of(sources) != before) is matters


def test_every_file_that_compiles_something_is_looked_at() -> None:
    marks = ("@kernel", "@inner", "@inlined", "@table")
    for file in HERE.rglob("*.py"):
        lines = file.read_text(encoding="utf-8").splitlines()
        if any(line.startswith(marks) for line in lines):
            assert file.parent.name == "kernels", file


def test_the_folder_is_the_users_own_and_closed_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache_folder("abc")
    assert folder == tmp_path / "bemanna" / "kernels-abc"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert cache_folder("abc") == folder


@pytest.mark.parametrize("open_one", ["kernels-abc", "."])
def test_a_folder_that_others_can_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_one: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache_folder("abc")
    (tmp_path / "bemanna" / open_one).chmod(0o777)
    other = cache_folder("abc")
    assert tmp_path not in other.parents
    assert other.stat().st_mode & 0o777 == 0o700
    other.rmdir()


def test_where_there_is_no_room_of_ones_own_a_fresh_folder_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folder = cache_folder("abc")
    assert folder.is_dir()
    assert tmp_path not in folder.parents
    folder.rmdir()
