"""What if: a base dataset and a patch of it."""
