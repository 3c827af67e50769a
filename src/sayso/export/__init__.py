"""Exports: a ledger in forms that others read without us."""

from sayso.export.forms import Form, export_lines, export_to_folder

__all__ = ["Form", "export_lines", "export_to_folder"]
