"""Rules that are broken whatever is planned, as findings."""

from scheduler.feasibility.finding import Finding
from scheduler.rules.rule import Breach, Rule


def broken_rule(check: str, rule: Rule, breach: Breach) -> Finding:
    """Return a hard breach as what a check found, in the rule's own words."""
    return Finding(
        check=check,
        severity="error",
        facts={
            "rule": rule.id,
            "said_sv": rule.explain(breach, "sv"),
            "said_en": rule.explain(breach, "en"),
        },
        employee=breach.employee,
        client=breach.client,
        visit=breach.visit,
        date=breach.date,
    )
