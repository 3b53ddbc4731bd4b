"""Base schedules: how near their bound in how long."""
