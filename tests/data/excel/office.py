"""A real spreadsheet program, which opens workbooks and saves them again."""

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
MOST_SECONDS = 120


def saved_again(path: Path, folder: Path) -> Path:
    """Let LibreOffice open a workbook and save it; skip the test where there is none.

    Each call has a profile of its own, so that one that is open stands in no way.
    """
    if PROGRAM is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile, out = folder / "profile", folder / "saved"
    words = ["--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(
        [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", *words],
        capture_output=True,
        check=True,
        timeout=MOST_SECONDS,
    )
    return out / path.name
