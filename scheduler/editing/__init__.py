"""What a planner changes by hand, and what each change does."""
