"""A dataset's rules in the browser: what each means and costs, and another value."""
