"""What a planner sees of a draft: its wall, its days, and who could step in."""
