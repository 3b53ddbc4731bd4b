"""Who meets whom: different people per client in sliding windows, always priced."""

from scheduler.compiled import inner
from scheduler.tours.kernels.model import Model, State


@inner
def people_price(model: Model, people: int) -> int:
    """Return what one window with so many different people costs."""
    above = max(0, people - model.p[0].target)
    return people * model.p[0].person_each + above * model.p[0].person_above


@inner
def _shift_windows(
    model: Model, state: State, client: int, crew: int, day: int, by: int
) -> int:
    """Change the windows in which ``day`` is the only meeting; return the price."""
    days = state.people.shape[1]
    first = day - model.p[0].plan_from
    last = min(first + model.p[0].window - 1, days - 1)
    first = max(first, 0)
    meets = state.meets
    # A window that ends on plan day t covers days t+from-window+1 .. t+from.
    # Windows that hold another meeting of the two know the crew already.
    for other in range(day - 1, max(-1, day - model.p[0].window), -1):
        if meets[client, crew, other] > 0:
            first = max(first, other + model.p[0].window - model.p[0].plan_from)
            break
    for other in range(day + 1, min(meets.shape[2], day + model.p[0].window)):
        if meets[client, crew, other] > 0:
            last = min(last, other - 1 - model.p[0].plan_from)
            break
    price = 0
    for t in range(first, last + 1):
        now = state.people[client, t]
        price += people_price(model, now + by) - people_price(model, now)
        state.people[client, t] = now + by
    return price


@inner
def _contact_change(model: Model, state: State, client: int, by: int) -> int:
    wanted, got = state.contacts[client].wanted, state.contacts[client].got
    state.contacts[client].got = got + by
    before = max(0, wanted - got)
    return (max(0, wanted - got - by) - before) * model.p[0].contact_price


@inner
def meet(model: Model, state: State, task: int, crew: int) -> int:
    """Record that ``crew`` takes ``task``; return the change of price."""
    price = 0
    named = model.tasks[task].named
    if named >= 0 and model.can[model.p[0].tasks + named, crew]:
        price += _contact_change(model, state, named, 1)
    client = model.tasks[task].client
    if client >= 0:
        day = model.tasks[task].day
        state.meets[client, crew, day] += 1
        if state.meets[client, crew, day] == 1:
            price += _shift_windows(model, state, client, crew, day, 1)
    return price


@inner
def part(model: Model, state: State, task: int, crew: int) -> int:
    """Record that ``crew`` no longer takes ``task``; return the change of price."""
    price = 0
    named = model.tasks[task].named
    if named >= 0 and model.can[model.p[0].tasks + named, crew]:
        price += _contact_change(model, state, named, -1)
    client = model.tasks[task].client
    if client >= 0:
        day = model.tasks[task].day
        state.meets[client, crew, day] -= 1
        if state.meets[client, crew, day] == 0:
            price += _shift_windows(model, state, client, crew, day, -1)
    return price
