"""Pictures of the pages for the docs, taken of the real service."""
