"""Follow-up: reports of what was performed and worked, and pages that show it."""
