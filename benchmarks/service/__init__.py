"""How fast the service answers, and what becomes of it when it is killed."""
