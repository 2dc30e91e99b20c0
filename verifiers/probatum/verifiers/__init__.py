"""The mathematics of Probatum: pure functions, no network, no files, no clocks but the CPU's.

>>> from probatum.verifiers import judge
>>> judge("sqrt(2) + sqrt(3) = sqrt(5 + 2*sqrt(6))").status
<Status.PROVED: 'PROVED'>
"""

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.judge import judge
from probatum.verifiers.language import Claim, ClaimError, parse_claim
from probatum.verifiers.verdict import Options, Reason, Status, Verdict

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
