"""Continued fractions as Möbius images of series, found from hypergeometric solutions of their recurrences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flint import fmpq_poly

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.certificates.rules.euler_fraction import EulerFraction
from probatum.verifiers.exact.term_ratios import Ratio, grows_without_bound, regular_from
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.sums import coefficients_of
from probatum.verifiers.provers.term_bodies import series_with_ratio
from probatum.verifiers.sequences.hypergeometric_solutions import hypergeometric_solutions

__all__ = ["euler_fractions"]

_MAX_DEGREE: Final = 40
_MAX_START: Final = 200


def euler_fractions(fraction: Expr) -> Iterator[EulerFraction]:
    """Proofs that `fraction` is rational or a Möbius image of a series, one for each hypergeometric solution."""
    variable = fraction.args[2].name
    a, b = (exact_polynomial(part, variable, {}) for part in fraction.args[:2])
    if a is None or b is None or max(a.degree(), b.degree()) > _MAX_DEGREE:
        return
    a, b = fmpq_poly(a), fmpq_poly(b)
    if a.degree() < 0 or b.degree() < 0 or regular_from(b, 1) != 1:
        return
    for rho in hypergeometric_solutions(a, b):
        start = regular_from(rho.above * rho.below, 0)
        if start > _MAX_START:
            continue
        ratio = Ratio.of(-b, fmpq_poly([1])).next() / (rho * rho.next())
        series = None
        if not grows_without_bound(ratio, start + 1):
            series = series_with_ratio(ratio, start + 1)
            if series is None:
                continue
        yield EulerFraction(fraction, coefficients_of(rho), start, series)
