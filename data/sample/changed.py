"""A problem with some of its parts replaced."""

from scheduler.domain.problem import Problem


def changed(problem: Problem, **parts: object) -> Problem:
    """Return a copy in which ``parts`` are new.

    Unlike ``model_copy`` it does not take over what the problem has indexed already.
    """
    old = {name: getattr(problem, name) for name in Problem.model_fields}
    return Problem.model_validate(old | parts)
