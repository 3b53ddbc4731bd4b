"""What each person's line would cost with another kind of shift on a day, or none."""

import numpy as np

from scheduler.compiled import kernel
from scheduler.lines.kernels.arrays import LineArrays, Longs
from scheduler.lines.kernels.fair_share import share_all, share_anew
from scheduler.lines.kernels.line import line_cost
from scheduler.lines.kernels.manning import OFF, Manning


@kernel
def price_choices(m: LineArrays, s: Manning, days: Longs, costs: Longs) -> int:
    """Fill [person, day of ``days``, 1 + kind] öre; place nought is for no shift.

    What colleagues are to bear alike is in it. Kinds that may not be worked stay as
    they were.
    """
    share_all(m, s)
    for e in range(s.works.shape[0]):
        for i in range(days.shape[0]):
            d = days[i]
            now, shared = s.works[e, d], np.int64(0)
            for k in range(OFF, m.may.shape[2]):
                if k != OFF and m.may[e, d, k] == 0:
                    continue
                s.works[e, d] = k
                shared += share_anew(m, s, e)
                costs[e, i, k + 1] = line_cost(m, s, e) + shared
            s.works[e, d] = now
            share_anew(m, s, e)
    return np.int64(0)
