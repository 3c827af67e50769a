"""What resolved reports are to one another: statements, origins, answers, figures and namings."""

from sayso.comparison.assembly import compare_reports

__all__ = ["compare_reports"]
