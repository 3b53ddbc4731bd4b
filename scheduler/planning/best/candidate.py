"""A candidate: a whole plan of a run, and what is known of it."""

from dataclasses import dataclass

from scheduler.audit.audit import Audit
from scheduler.domain.plan import Plan
from scheduler.tours.draft import Draft


@dataclass(frozen=True)
class Candidate:
    """A whole plan, what the audit says of it (no figures), and its draft."""

    plan: Plan
    audit: Audit
    draft: Draft
