"""What stands in the way of single people."""
