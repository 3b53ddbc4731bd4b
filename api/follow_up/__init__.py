"""A plan beside what became of it: read, set side by side, told and written."""
