"""Travel times from real roads: of a map extract, or of a table service."""
