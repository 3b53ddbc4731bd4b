"""The codes that PAXml 2.0 knows."""


def _numbered(*groups: str) -> tuple[str, ...]:
    """Return the codes of groups such as ``OB5``: ``OB1`` to ``OB5``."""
    return tuple(f"{g[:-1]}{n}" for g in groups for n in range(1, int(g[-1]) + 1))


ABSENCE_CODES = (
    *("SJK", "SJK_KAR", "SJK_LÖN", "SJK_ERS", "SJK_PEN", "ASK", "HAV", "FPE", "VAB"),
    *("SMB", "UTB", "MIL", "SVE", "NÄR", "TJL", "SEM", "SEM_BET", "SEM_SPA"),
    *("SEM_OBE", "SEM_FÖR", "KOM", "PEM", "PER", "FAC", "ATK", "KON", "PAP", "ATF"),
    *("FLX", *_numbered("FR9", "TS9")),
)
"""*Tidkoder* of time away."""

PRESENCE_CODES = (
    *("TID", "ARB", "MER", "HLG", "SKI"),
    *_numbered("ÖT5", "ÖK5", "OB5", "OS5", "JR3", "JS3", "BE3", "BS3", "RE3"),
    *_numbered("LT9", "NV9"),
)
"""*Tidkoder* of time worked."""

PAY_CODES = (
    *("TID", "ARB", "MER", "HLG", "SKI", "MÅNLÖN", "TIMLÖN", "BONUS"),
    *_numbered("ÖT5", "ÖK5", "OB5", "JR3", "BE3", "RE3", "LT9", "NV9"),
)
"""The *lönkoder* of pay; any other code is an employer's own *löneart*."""
