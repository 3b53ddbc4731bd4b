"""The life of a plan: who made it, who said what of it, and when people were told."""
