"""What people look at: the report, one HTML file that opens offline."""

from sayso.web.report import render_report
from sayso.web.understood import render_reading

__all__ = ["render_reading", "render_report"]
