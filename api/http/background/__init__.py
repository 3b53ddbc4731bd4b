"""Planning beside the service, in a process of its own."""
