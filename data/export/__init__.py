"""A plan for other systems: payroll, ledger and people's own calendars."""
