"""Tables as pandas frames: made here, and from here to CSV, workbooks and notebooks.

>>> from data.tables import read_plans
>>> plans = read_plans(["plan", "plan.1"])  # doctest: +SKIP
>>> plans.costs.groupby(["plan", "item"])["amount"].sum()  # doctest: +SKIP
"""

from data.tables.saved_plans import PlanTables, read_plan, read_plans

__all__ = ["PlanTables", "read_plan", "read_plans"]
