"""Where a plan stands between a draft and what people were told, in its report.

A report is written when its plan is made, and people are told later. What it says of
the plan's state has a place of its own, which is filled anew when something happens.
"""

import re

from data.life.life_words import life_words
from data.life.plan_life import PlanLife
from data.report.text import mark

_PLACE = re.compile(rb"<!--state-->.*?<!--/state-->", re.DOTALL)


def with_life(report: bytes, life: PlanLife) -> bytes:
    """Return a report that says where its plan stands.

    One of an older version has no place for it, and stays as it is.
    """
    text = f"<!--state--><p>{mark(life_words(life))}</p><!--/state-->".encode()
    return _PLACE.sub(lambda _: text, report, count=1)
