"""Plans on their way to people: proposed, commented, published, changed."""
