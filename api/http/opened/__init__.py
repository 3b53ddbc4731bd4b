"""Schedules and drafts that are looked at: read once, shown many times."""
