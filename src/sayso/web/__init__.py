"""What people look at: the report, one HTML file that opens offline."""

from sayso.web.report import render_report

__all__ = ["render_report"]
