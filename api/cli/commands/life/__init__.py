"""Commands that lead a plan to those who work it."""
