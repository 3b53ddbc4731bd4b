"""What the bound computes in machine code."""
