"""Which code page from before UTF-8 a Swedish text is in, told by its letters."""

import re

CODE_PAGES = {
    "cp1252": "Windows-1252",
    "cp850": "DOS (850)",
    "mac_roman": "Mac OS Roman",
}
"""By what Python calls them."""
_LETTERS = {page: "åäö".encode(page) for page in CODE_PAGES}
"""No byte is one of them in two code pages."""
_UTF_8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def code_page_of(content: bytes) -> str | None:
    """Return the code page in which most bytes are Swedish letters; none: nothing."""
    content = _UTF_8.sub(b"", content)
    counts = {
        page: sum(map(content.count, letters)) for page, letters in _LETTERS.items()
    }
    page = max(counts, key=counts.__getitem__)
    return page if counts[page] else None
