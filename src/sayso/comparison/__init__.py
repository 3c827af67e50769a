"""What resolved reports are to one another: statements, origins, answers, figures and namings."""

from typing import TYPE_CHECKING

from sayso.loading import loaded_when_asked

if TYPE_CHECKING:
    from sayso.comparison.assembly import compare_reports
    from sayso.comparison.claim_check import Check, check_claim
    from sayso.comparison.meaning import Encoder, ShippedEncoder, encoder_fingerprint, load_encoder
    from sayso.comparison.sides import Side, make_sides
    from sayso.comparison.verdicts import compare
else:
    __getattr__ = loaded_when_asked(
        __name__,
        {
            "sayso.comparison.assembly": ("compare_reports",),
            "sayso.comparison.claim_check": ("Check", "check_claim"),
            "sayso.comparison.meaning": ("Encoder", "ShippedEncoder", "encoder_fingerprint", "load_encoder"),
            "sayso.comparison.sides": ("Side", "make_sides"),
            "sayso.comparison.verdicts": ("compare",),
        },
    )

__all__ = [
    "Check",
    "Encoder",
    "ShippedEncoder",
    "Side",
    "check_claim",
    "compare",
    "compare_reports",
    "encoder_fingerprint",
    "load_encoder",
    "make_sides",
]
