"""The best whole plan so far, of each district by itself."""
