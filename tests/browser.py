"""The browser that tests look at pages with; it asks nobody for anything by itself."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
NEEDS_CHROMIUM = pytest.mark.skipif(
    not CHROMIUM, reason="no chromium: install it, or name it in CHROMIUM"
)
PATIENCE = 20_000
"""Milliseconds that a page may take on a busy machine, instead of five seconds."""
expect.set_options(timeout=PATIENCE)
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Begin a browser, which takes two seconds of processor time, and end it.

    As long as it is open no other test may run an event loop in the main thread.
    """
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(_SWITCHES))
        yield browser
        browser.close()
