"""What axe-core finds wrong on a page that is open in the browser."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[3] / "vendored" / "axe.min.js"
SERIOUS = ("serious", "critical")
_RUN = """() => axe.run({resultTypes: ["violations"], preload: false, iframes: false})
  .then(found => found.violations)"""
_VIEWS = ((1400, "light"), (390, "dark"))
ENGLISH_VIEWS = ((1400, "dark"), (390, "light"))
"""Rules that depend on one of width and colours depend on the other hardly ever. Of
the four dresses (light and dark, Swedish and English) each is looked at at one width.
"""


def faults(page: Page, views: Sequence[tuple[int, str]] = _VIEWS) -> list[str]:
    """Return what shuts people out, wide and narrow, in light and dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text("utf-8"))
    found: dict[str, None] = {}
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        told = _told(page)
        found |= {f"{width} px, {scheme}: {fault}": None for fault in told}
    return list(found)


def _told(page: Page) -> Iterator[str]:
    """Yield each element that is at fault, with the rule and what is wrong."""
    for rule in page.evaluate(_RUN):
        for node in rule["nodes"]:
            if (node["impact"] or rule["impact"]) in SERIOUS:
                where = " ".join(map(str, node["target"]))
                why = " ".join(node["failureSummary"].split())
                yield f"{rule['id']} at {where}: {why}"
