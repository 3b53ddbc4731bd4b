"""What was planned, beside what was performed and worked."""
