"""What planners see in their browser: made here, nothing fetched from elsewhere."""
