"""Month after month: each plan begins where the one before it ends."""
