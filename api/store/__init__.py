"""Datasets and jobs on disk; the only code that speaks SQL."""
