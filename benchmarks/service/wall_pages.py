"""How long the wall schedule takes, in the service and until it is seen."""

import os
import shutil
from time import perf_counter
from typing import Any

import httpx
from playwright.sync_api import Browser, sync_playwright

ROUNDS = 10
_PAGE = {"Accept": "text/html"}


def wall_times(url: str, schedule: str) -> dict[str, Any]:
    """Return bytes, ms in the service (median of some) and ms until it is drawn."""
    served = []
    for _ in range(ROUNDS + 1):
        begun = perf_counter()
        page = httpx.get(f"{url}/schedules/{schedule}", headers=_PAGE, timeout=120)
        page.raise_for_status()
        served.append(1000 * (perf_counter() - begun))
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        shown = [_shown(browser, f"{url}/schedules/{schedule}") for _ in range(ROUNDS)]
        browser.close()
    return {
        "kilobytes": round(len(page.content) / 1000, 1),
        "first_ms": round(served[0]),
        "served_ms": round(sorted(served[1:])[ROUNDS // 2]),
        "shown_ms": round(sorted(shown)[ROUNDS // 2]),
        "shown_longest_ms": round(max(shown)),
    }


def _shown(browser: Browser, address: str) -> float:
    """Return how long a page takes from being asked for to its last cell drawn, ms."""
    page = browser.new_page(viewport={"width": 1400, "height": 900}, locale="sv-SE")
    begun = perf_counter()
    page.goto(address, wait_until="load")
    page.locator("#wall tr[data-who]").last.wait_for(state="attached")
    page.evaluate("new Promise((f) => requestAnimationFrame(() => setTimeout(f)))")
    took = 1000 * (perf_counter() - begun)
    page.close()
    return took
