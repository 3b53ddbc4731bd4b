"""What a finished plan hands on to the period after it."""
