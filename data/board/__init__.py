"""The board's report: a schedule before and after, in four figures it asked for."""
