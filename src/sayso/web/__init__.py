"""What people look at: the report, one HTML file that opens offline, and the same as Markdown."""

from sayso.web.characters import visible, web_address
from sayso.web.markdown import markdown_report
from sayso.web.report import render_report
from sayso.web.understood import render_reading

__all__ = ["markdown_report", "render_reading", "render_report", "visible", "web_address"]
