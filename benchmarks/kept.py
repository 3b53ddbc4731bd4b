"""Records of what was measured: under which conditions, and whole on disk or not."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.machine import ROOT, commit, machine, versions

RESULTS = ROOT / "benchmarks" / "results"


Record = dict[str, Any]


def conditions(now: datetime, load: float, measured: str | None = None) -> Record:
    """Return what a figure depends on; ``measured`` is the commit if known already.

    ``load`` is how busy the machine was before: above 0.3 or so, others were at work.
    """
    return {
        "measured": now.isoformat(timespec="seconds"),
        "commit": measured or commit(),
        "machine": machine() | {"load_before": round(load, 2)},
        "versions": versions(),
    }


def file_of(kind: str, now: datetime, measured: str, folder: Path = RESULTS) -> Path:
    """Return where a record is kept if nothing else is said; ``kind`` ends in ``-``."""
    return folder / f"{kind}{now:%Y-%m-%d}-{measured.rstrip('+')}.json"


def write(record: Record, file: Path) -> Path:
    """Write a record, whole or not at all; return its file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    replace(file, json.dumps(record, indent=2, ensure_ascii=False) + "\n")
    return file


def replace(file: Path, text: str) -> None:
    """Replace a file in one stroke: whoever looks sees the old or the new one."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
