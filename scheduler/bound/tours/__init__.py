"""Whole tours of a date: what visits are worth when shifts cost so much."""
