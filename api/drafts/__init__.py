"""A schedule that planners change by hand, together, one change at a time."""
