"""Exports: a ledger in forms that others read without us."""

from typing import TYPE_CHECKING

from sayso.loading import loaded_when_asked

if TYPE_CHECKING:
    from sayso.export.form import Form
    from sayso.export.forms import export_lines, export_to_folder
else:
    __getattr__ = loaded_when_asked(
        __name__,
        {
            "sayso.export.form": ("Form",),
            "sayso.export.forms": ("export_lines", "export_to_folder"),
        },
    )

__all__ = ["Form", "export_lines", "export_to_folder"]
