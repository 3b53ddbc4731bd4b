"""Whether what a study says of two worlds is right, as often as it claims."""
