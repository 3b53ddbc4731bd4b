"""A plan that is being worked: who instead, who is ill, what changes."""
