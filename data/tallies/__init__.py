"""What is counted of one person's line of a plan."""
