"""A plan that is being worked, and what changes in it: as little as possible."""
