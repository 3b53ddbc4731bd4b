"""Ready-made what-ifs."""
