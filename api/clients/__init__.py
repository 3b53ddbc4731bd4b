"""One client of a plan: who comes, what is granted, what is left open and why."""
