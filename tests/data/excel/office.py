"""A real spreadsheet program, which opens workbooks and saves them again."""

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
MOST_SECONDS = 120
SEPARATORS = {",": 44, ";": 59}
_SWEDISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop>
</item>
</oor:items>
"""
"""Decimal commas, and dates and times as Swedes write them."""


def saved_again(path: Path, folder: Path) -> Path:
    """Let LibreOffice open a workbook and save it again."""
    return _converted(path, folder, "xlsx") / path.name


def saved_as_csv(path: Path, folder: Path, separator: str) -> dict[str, str]:
    """Return each sheet as it is saved in Windows letters, as shown, by its title."""
    form = f"{SEPARATORS[separator]},34,1,1,,0,false,true,false,false,false,-1"
    out = _converted(path, folder, f"csv:Text - txt - csv (StarCalc):{form}")
    return {
        file.stem.removeprefix(f"{path.stem}-"): file.read_text("cp1252")
        for file in out.glob("*.csv")
    }


def _converted(path: Path, folder: Path, form: str) -> Path:
    """Return the folder that LibreOffice saved to; skip the test where there is none.

    Each call has a profile of its own, so that one that is open stands in no way.
    """
    if PROGRAM is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile, out = folder / "profile", folder / "saved"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SWEDISH)
    words = ["--headless", "--convert-to", form, "--outdir", str(out), str(path)]
    subprocess.run(
        [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", *words],
        capture_output=True,
        check=True,
        timeout=MOST_SECONDS,
    )
    return out
