"""What a cheap check found, as facts that can be put into words."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from scheduler.domain.values import Frozen
from scheduler.messages import say

Severity = Literal["error", "warning"]
"""An error: no plan can be whole. A warning: it will be hard or dear."""


class Finding(Frozen):
    """Something that stands in the way of a plan: where, how much, what would help."""

    check: str
    severity: Severity
    facts: Mapping[str, str | int] = {}
    employee: str | None = None
    client: str | None = None
    visit: str | None = None
    unit: str | None = None
    date: dt.date | None = None

    def message(self, language: str = "sv") -> str:
        """Return what is missing, how much and when, and what would help.

        A fact whose name ends in ``_sv`` or ``_en`` is told in that language only.
        """
        about = self.model_dump(exclude={"check", "severity", "facts"})
        told = {
            name.removesuffix(f"_{language}"): fact for name, fact in self.facts.items()
        }
        return say(f"feasibility.{self.check}", language, **about | told)
