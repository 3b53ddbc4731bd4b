"""Made-up people: common first names and a random initial, never a real register."""

from random import Random

_WOMEN = (
    "Anna Maria Eva Karin Sara Lena Kristina Emma Ingrid Malin Jenny Linda Marie "
    "Ulrika Elin Ida Josefin Amina Fatima Hanna Sofia Helena Camilla Johanna Therese "
    "Åsa Pia Monika Birgitta Susanne"
)
_MEN = (
    "Lars Mikael Anders Johan Erik Per Peter Daniel Ali Omar Fredrik Andreas Jonas "
    "Mattias Henrik David"
)
_FIRST = {"f": _WOMEN.split(), "m": _MEN.split()}
_INITIALS = "ABCDEFGHIJKLMNOPRSTVWÅÄÖ"


def made_up_name(rng: Random, gender: str) -> str:
    """Return a first name of ``gender`` with an initial, such as ``Karin L``."""
    return f"{rng.choice(_FIRST[gender])} {rng.choice(_INITIALS)}"
