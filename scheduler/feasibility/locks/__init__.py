"""What locks of a plan leave impossible."""
