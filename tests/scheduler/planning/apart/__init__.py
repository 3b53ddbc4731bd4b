"""Parts of a municipality, planned by themselves."""
