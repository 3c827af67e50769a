"""What resolved reports are to one another: statements, origins, answers, figures and namings."""

from sayso.comparison.assembly import compare_reports
from sayso.comparison.claim_check import Check, check_claim
from sayso.comparison.meaning import Encoder, encoder_fingerprint, load_encoder
from sayso.comparison.sides import Side, make_sides
from sayso.comparison.verdicts import compare

__all__ = [
    "Check",
    "Encoder",
    "Side",
    "check_claim",
    "compare",
    "compare_reports",
    "encoder_fingerprint",
    "load_encoder",
    "make_sides",
]
