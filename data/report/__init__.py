"""A plan as one page that works offline, prints well and reads in two languages."""

from data.report.page import report_html

__all__ = ["report_html"]
