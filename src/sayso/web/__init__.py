"""What people look at: the report, one HTML file that opens offline, and the same as Markdown."""

from typing import TYPE_CHECKING

from sayso.loading import loaded_when_asked

if TYPE_CHECKING:
    from sayso.web.characters import visible, web_address
    from sayso.web.markdown import markdown_report
    from sayso.web.report import render_report
    from sayso.web.understood import render_reading
else:
    __getattr__ = loaded_when_asked(
        __name__,
        {
            "sayso.web.characters": ("visible", "web_address"),
            "sayso.web.markdown": ("markdown_report",),
            "sayso.web.report": ("render_report",),
            "sayso.web.understood": ("render_reading",),
        },
    )

__all__ = ["markdown_report", "render_reading", "render_report", "visible", "web_address"]
