"""Random sick calls on a plan: what becomes of it, how fast, with how many changes."""
