"""Following up in the browser: what was planned, what came of it, and the periods."""
