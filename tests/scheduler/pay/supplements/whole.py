"""Agreements that say everything but one kind of rows."""

from importlib.resources import files


def whole_without(kind: str) -> str:
    """Return the text of AB without the rows of one kind."""
    shipped = files("scheduler.pay") / "agreements" / "ab.toml"
    parts = shipped.read_text(encoding="utf-8").split("\n[")
    return "\n[".join(part for part in parts if not part.startswith(f"[{kind}]"))
