"""Derivations as they are taught: right ones, and the same kind with one slip at a known step."""

from __future__ import annotations

from typing import Final

RIGHT: Final = (
    # equations solved
    "derivation(x^2 - 5*x + 6 = 0 => (x - 2)*(x - 3) = 0 => x = 2 or x = 3) for x in RR",
    "derivation(2*x + 3 = 7 => 2*x = 4 => x = 2) for x in RR",
    "derivation(x^2 = 4 <=> (x - 2)*(x + 2) = 0 <=> x = 2 or x = -2) for x in CC",
    "derivation(x^2 = 2 => x = sqrt(2) or x = -sqrt(2)) for x in RR",
    "derivation(x^2 - 2*x - 1 = 0 => (x - 1)^2 = 2 => x = 1 + sqrt(2) or x = 1 - sqrt(2)) for x in RR",
    "derivation(x^3 = 8 => x = 2) for x in RR",
    "derivation(sqrt(x + 2) = x => x + 2 = x^2 => x = 2 or x = -1) for x in RR, x >= -2",
    "derivation(exp(2*x) = 5 => 2*x = log(5) => x = log(5)/2) for x in RR",
    "derivation(log(x) = 2 => x = exp(2)) for x in RR, x > 0",
    "derivation(x + y = 5 and x - y = 1 => 2*x = 6 and 2*y = 4 => x = 3 and y = 2) for x in RR, y in RR",
    "derivation(x + y = 5 and x*y = 6 => x*(5 - x) = 6 => x = 2 or x = 3) for x in RR, y in RR",
    "derivation(1/x = 2 => 1 = 2*x => x = 1/2) for x in RR, x != 0",
    "derivation(a*x = a*y => x = y) for a in RR, x in RR, y in RR, a != 0",
    "derivation(x^2 > 4 => x > 2 or x < -2) for x in RR",
    # terms rewritten and estimated
    "derivation((x + 1)^2 - 1 = x^2 + 2*x = x*(x + 2)) for x in RR",
    "derivation(sin(2*x) = 2*sin(x)*cos(x) <= 1) for x in [0, pi]",
    "derivation(sum(1/n^2, n, 1, oo) = pi^2/6 < 1.65 < 2)",
    "derivation(cos(x)^4 - sin(x)^4 = cos(x)^2 - sin(x)^2 = cos(2*x)) for x in RR",
    "derivation(log(2) = integral(1/x, x, 1, 2) < 7/10)",
    "derivation(sin(x) < x < tan(x)) for x in (0, 3/2)",
)
"""Twenty derivations without a fault; Stewart, Calculus, and Hardy, A Course of Pure Mathematics, have their like."""

SLIPS: Final = (
    # sign
    ("derivation((x - 1)^2 = x^2 - 2*x - 1 = x*(x - 2) - 1) for x in RR", 1),
    ("derivation(2*x - 3 = 7 => 2*x = 4 => x = 2) for x in RR", 1),
    ("derivation((a - b)^2 = a^2 - 2*a*b + b^2, a^2 - 2*a*b + b^2 = a*(a - b) + b*(a - b)) for a in RR, b in RR", 2),
    ("derivation(-2*x < 6 => x < -3) for x in RR", 1),
    # branch
    ("derivation(sqrt(x^2) = x, x = abs(x)) for x in RR", 1),
    ("derivation(sqrt(-1)*sqrt(-1) = sqrt((-1)*(-1)) = sqrt(1) = 1)", 1),
    ("derivation(log((-1)^2) = 2*log(-1) = 2*pi*i)", 1),
    ("derivation(exp(x) = 1 => x = 0) for x in CC", 1),
    ("derivation(sin(x) = 1/2 => x = pi/6) for x in RR", 1),
    # lost or gained roots
    ("derivation(x^2 = 4 => x = 2) for x in RR", 1),
    ("derivation(x^2 - 5*x + 6 = 0 => (x - 2)*(x - 3) = 0 => x = 2) for x in RR", 2),
    ("derivation(x = 2 => x^2 = 4 => x = 2) for x in RR", 2),
    ("derivation(sqrt(x + 2) = x <=> x + 2 = x^2 <=> x = 2 or x = -1) for x in RR, x >= -2", 1),
    ("derivation(x^2 = 2 => x = sqrt(2)) for x in RR", 1),
    # division by zero
    ("derivation(x*(x - 1) = x => x - 1 = 1 => x = 2) for x in RR", 1),
    ("derivation(a = b => a^2 = a*b => a^2 - b^2 = a*b - b^2 => (a - b)*(a + b) = b*(a - b) => a + b = b) "
     "for a in RR, b in RR", 4),
    ("derivation(a*x = a*y => x = y) for a in RR, x in RR, y in RR", 1),
    # wrong domain
    ("derivation(x^2 > 4 => x > 2) for x in RR", 1),
    ("derivation(sin(x) < x < tan(x)) for x in (0, 3)", 2),
    # limit and sum interchanged: each summand tends to 0, the sums are 1
    ("derivation(sum(1/1000, k, 1, 1000) = sum(0, k, 1, 1000) = 0)", 1),
)  # fmt: skip
"""Twenty derivations with one slip each, and the number of the step at which it stands."""
