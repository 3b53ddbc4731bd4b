"""Nothing in the repository knows on which machine, or from which host, it was made."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOMES = ("home", "root", "Users", "work", "mnt", "workspace")
MACHINE_PATH = re.compile(
    rf"""(?:^|[\s"'`(=:])/(?:{"|".join(HOMES)})/\w""", re.MULTILINE
)
LINK = re.compile(r"https?://[^\s)>\"'`]+")
SAYS_WHERE = ("--index-url", "--extra-index-url", "--find-links", "--trusted-host")


def tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("git does not answer")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path != Path(__file__)]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in tracked()
        for match in MACHINE_PATH.finditer(text_of(path))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /home/eva/plan", True),
        ('"/root/x"', True),
        ("cd /mnt/disk", True),
        ("GET /v1/work/3", False),
        ("care/home/visit", False),
        ("/tmp/plan", False),
    ],
)
def test_a_path_of_one_machine_is_known_when_seen(text: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is found


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", "Makefile"])
def test_set_up_names_no_host_to_install_from(name: str) -> None:
    text = text_of(ROOT / name)
    assert LINK.findall(text) == []
    assert [word for word in SAYS_WHERE if word in text] == []


def test_everything_that_is_installed_is_pinned_by_content() -> None:
    text = text_of(ROOT / "requirements.lock")
    entries = re.split(r"\n(?=[a-zA-Z0-9])", text.strip())
    assert len(entries) > 20
    loose = [e for e in entries if "==" not in e or "--hash=sha256:" not in e]
    assert loose == []
