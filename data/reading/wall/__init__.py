"""A wall schedule that was edited, read back."""
