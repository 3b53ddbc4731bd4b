"""People in the browser: a planner's view, and a link that shows one person alone."""
