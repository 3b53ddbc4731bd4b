"""Parts of a large municipality, planned side by side, each in a process of its own."""
