"""The optimiser: knows what a rule is, knows no rule."""
