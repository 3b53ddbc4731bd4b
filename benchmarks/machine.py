"""What a figure depends on besides the code: versions and machine."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("ortools", "numba", "numpy", "pandas", "pydantic")


def versions() -> dict[str, str]:
    """Return the versions of Python and of what the hot paths are made of."""
    return {"python": platform.python_version()} | {p: version(p) for p in PACKAGES}


def machine() -> dict[str, str | int]:
    """Return what can be said about the processor."""
    return {
        "cores": os.cpu_count() or 1,
        "cpu": _cpu(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = (line.split(":", 1)[1] for line in lines if line.startswith("model name"))
    return next(models, "").strip() or platform.processor() or platform.machine()


def commit() -> str:
    """Return the commit that is measured; ``+`` after it where files differ."""
    head = _git("rev-parse", "--short=12", "HEAD")
    changed = _git("status", "--porcelain", "--untracked-files=no")
    return f"{head or 'unknown'}{'+' if changed else ''}"


def _git(*arguments: str) -> str:
    try:
        ran = subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return ran.stdout.strip() if ran.returncode == 0 else ""
