"""The optimiser: knows what a rule is, knows no rule."""

import logging

# Notes for those who maintain it reach nobody who has not asked for them.
logging.getLogger(__name__).addHandler(logging.NullHandler())
