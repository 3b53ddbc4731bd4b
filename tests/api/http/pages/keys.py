"""Somebody who has no mouse: Tab leads to what is there, keys do the rest."""

from playwright.sync_api import FilePayload, Locator, Page

_MOST = 250
"""Presses of Tab after which something counts as out of reach."""
_LOST = "window.wasFocused === true && document.activeElement === document.body"
"""Where Tab would begin anew from the top of the page."""


class Keys:
    """Walks a page by its keyboard, and by nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # Listened to from the start: a key is faster than the browser is told to.
        page.on("filechooser", lambda _: None)
        page.add_init_script("addEventListener('focusin', () => (wasFocused = true))")

    def to(self, aim: Locator) -> None:
        """Press Tab until something has the focus, which was nowhere lost before."""
        aim.first.wait_for(state="attached")
        assert not self.page.evaluate(_LOST), "what had the focus was replaced"
        for _ in range(_MOST):
            if aim.first.evaluate("found => found === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {aim}")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def enter(self, aim: Locator) -> None:
        """Go to something, and press Enter."""
        self.to(aim)
        self.press("Enter")

    def write(self, aim: Locator, text: str) -> None:
        """Go to a field, and write in it instead of what stands there."""
        self.to(aim)
        self.press("Control+a")
        self.page.keyboard.type(text)

    def hand_in(self, aim: Locator, *files: FilePayload) -> None:
        """Go to a field for files, and choose some as the system offers them."""
        self.to(aim)
        with self.page.expect_file_chooser() as chosen:
            self.press("Enter")
        chosen.value.set_files(list(files))

    def link(self, name: str) -> None:
        """Follow a link."""
        self.enter(self.page.get_by_role("link", name=name, exact=True))

    def button(self, name: str) -> None:
        """Press a button."""
        self.enter(self.page.get_by_role("button", name=name, exact=True))
