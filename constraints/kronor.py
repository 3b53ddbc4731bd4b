"""From the kronor of rules.json to the whole öre of the objective."""


def ore(kronor: float) -> int:
    """Return a price as öre."""
    return round(kronor * 100)


def ore_a_minute(kronor_an_hour: float) -> int:
    """Return a price per hour as whole öre per minute."""
    return round(kronor_an_hour * 100 / 60)
