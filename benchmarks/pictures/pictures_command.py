"""``python -m benchmarks pictures``: take the pictures of pages for the docs."""

import argparse
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console

from benchmarks.machine import ROOT
from benchmarks.pictures.pages_shown import PICTURES, Picture
from benchmarks.pictures.shown_service import PATIENCE, ShownService
from benchmarks.service.running_service import RunningService


def main(arguments: Sequence[str]) -> int:
    """Take the pictures that are asked for."""
    asked = _asked(arguments)
    names = asked.only or list(PICTURES)
    loaded = ["--dataset", str(asked.dataset.resolve())]
    loaded += ["--plan", str(asked.plan.resolve())]
    console = Console(highlight=False)
    with (
        TemporaryDirectory(prefix="bemanna-pictures-") as room,
        RunningService(
            Path(room) / "pictures.sqlite", loaded, patience=PATIENCE
        ) as service,
        sync_playwright() as player,
    ):
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = player.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu"],
        )
        shown = ShownService(service.url)
        for name in names:
            file = asked.out / f"{name}.png"
            _take(browser, shown, PICTURES[name], file)
            console.print(f"{file} {file.stat().st_size // 1000} kB", soft_wrap=True)
        browser.close()
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks pictures")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--only", nargs="*", choices=PICTURES, help="these alone")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    return parser.parse_args(arguments)


def _take(browser: Browser, shown: ShownService, picture: Picture, file: Path) -> None:
    """Show a page to somebody new who reads Swedish, and keep what is seen of it."""
    with browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        locale="sv-SE",
        base_url=shown.url,
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.set_default_timeout(1000 * PATIENCE)
        picture.show(page, shown)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=file)
