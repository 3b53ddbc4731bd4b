"""What is written on colours can be read (WCAG 2.2, 1.4.3)."""

import pytest

from data.palette import SHIFTS, VISITS, Colour

LEAST = 4.5


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [*SHIFTS.values(), *VISITS.values()])
def test_words_stand_out_from_their_ground(colour: Colour) -> None:
    darker, lighter = sorted(map(luminance, colour))
    assert (lighter + 0.05) / (darker + 0.05) >= LEAST
