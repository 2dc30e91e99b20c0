"""The mathematics of Probatum: pure functions, no network, no files, no clocks but the CPU's.

>>> from probatum.verifiers import judge
>>> judge("sqrt(2) + sqrt(3) = sqrt(5 + 2*sqrt(6))").status
<Status.PROVED: 'PROVED'>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.judge import judge
from probatum.verifiers.language import Claim, ClaimError
from probatum.verifiers.verdict import Options, Reason, Status, Verdict

if TYPE_CHECKING:
    from probatum.verifiers.language.parser import parse_claim

__all__ = [
    "CertificateError",
    "Claim",
    "ClaimError",
    "Options",
    "Reason",
    "Status",
    "Verdict",
    "check",
    "judge",
    "parse_claim",
]


def __getattr__(name: str) -> object:
    if name == "parse_claim":  # the checker of certificates passes through here, and needs no parser
        from probatum.verifiers.language import parser

        return parser.parse_claim
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
