"""Base schedules (*grundscheman*): rows that each repeat their own weeks for ever."""
