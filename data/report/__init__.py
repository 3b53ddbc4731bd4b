"""A plan as one page that works offline, prints well and reads in two languages."""

from data.report.life_line import with_life
from data.report.page import report_html

__all__ = ["report_html", "with_life"]
