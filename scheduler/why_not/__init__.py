"""Why no plan can do what is asked: the smallest clash, and what would mend it."""
