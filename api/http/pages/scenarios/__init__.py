"""What if, in the browser: what could be otherwise, and what came of it."""
