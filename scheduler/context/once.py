"""What is worked out once for each planning context, and forgotten with it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from scheduler.context.planning_context import PlanningContext

T = TypeVar("T")


def once(make: Callable[[PlanningContext], T]) -> Callable[[PlanningContext], T]:
    """Return the function so that it does its work once for each context."""
    known: WeakKeyDictionary[PlanningContext, T] = WeakKeyDictionary()

    @wraps(make)
    def found(context: PlanningContext) -> T:
        if context not in known:
            known[context] = make(context)
        return known[context]

    return found
