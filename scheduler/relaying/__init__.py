"""Lay dates anew, by name: other shifts, other people and other tours at once."""
