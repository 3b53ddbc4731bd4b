"""What a person's line of duties must keep and what it costs. Rules put it here."""

from scheduler.domain.values import Frozen


class LineLimits(Frozen):
    """Limits and prices (öre) of one line; what is 0 or ``None`` does not count."""

    weekly_rest: int = 0
    """Minutes of rest in a row that every seven days contain."""
    weeks_from_monday: bool = True
    """Whether those seven days begin on Mondays, not on the plan's weekday."""
    carry: int | None = None
    """Minutes that the balance of a contract may end away from zero ..."""
    balance_minute: int = 0
    """... and the price of each minute away."""
    work_most: int | None = None
    """Minutes of work, history included, that ..."""
    work_days: int = 112
    """... so many days in a row may hold."""
    days_preferred: int = 99
    extra_day: int = 0
    """Each day of a row after the preferred number."""
    days_most: int = 99
    day_beyond: int | None = 0
    """Each day of a row after the most, besides; ``None``: it may not be."""
    nights_preferred: int = 99
    extra_night: int = 0
    nights_most: int = 99
    night_beyond: int | None = 0
    free_after_nights: int = 0
    missing_day: int = 0
    half_weekend: int = 0
    weekend_beyond: int | None = 0
    """Each weekend above a person's pattern, per window of it that ends in the plan."""
    split_days: int = 28
    """In each so many days ..."""
    splits_most: int = 99
    """... so many split shifts are free."""
    split_beyond: int | None = 0
