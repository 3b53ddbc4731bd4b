"""What there is to order and to choose from, and how the service is."""
