"""Answers as they go out: with a tag, from memory, and small where they are long."""
