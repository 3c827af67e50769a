"""What resolved reports are to one another: statements, origins, answers, figures and namings."""

from sayso.comparison.assembly import compare_reports
from sayso.comparison.claim_check import Check, check_claim
from sayso.comparison.meaning import load_encoder

__all__ = ["Check", "check_claim", "compare_reports", "load_encoder"]
