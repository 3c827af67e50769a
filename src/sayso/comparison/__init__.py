"""What resolved reports are to one another: statements, origins, answers, figures and namings."""

from sayso.comparison.assembly import compare_reports
from sayso.comparison.meaning import load_encoder

__all__ = ["compare_reports", "load_encoder"]
