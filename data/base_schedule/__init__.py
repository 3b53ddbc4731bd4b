"""Base schedules as folders: written to be read, edited and read again."""
