"""The table of rewriters that the closing of equations between constants draws on, in the order they are tried."""

from __future__ import annotations

from typing import Final

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.provers.bessel_fractions import prove_bessel_fraction
from probatum.verifiers.provers.elementary import complex_part, exponential, finite_sum, logarithm, power
from probatum.verifiers.provers.integral_values import integral_value
from probatum.verifiers.provers.known_values import as_series, known_value, multiplied
from probatum.verifiers.provers.lambert_values import lambert_value
from probatum.verifiers.provers.limits_and_products import infinite_product, limit_value
from probatum.verifiers.provers.modular_values import nome_series
from probatum.verifiers.provers.polylogarithm_values import polylogarithm_at_root_of_unity
from probatum.verifiers.provers.rational_integrals import prove_rational_integral
from probatum.verifiers.provers.search import Rewriter
from probatum.verifiers.provers.series_values import fraction_as_series, fraction_value, series_value
from probatum.verifiers.provers.singular_values import base_value, eta_value, singular_value
from probatum.verifiers.provers.trajectories import prove_trajectory
from probatum.verifiers.provers.trajectory_limits import limit_as_fraction
from probatum.verifiers.provers.well_poised import prove_well_poised

__all__ = ["LATER_REWRITERS", "REWRITERS"]

REWRITERS: Final[tuple[Rewriter, ...]] = (
    Rewriter("limits", frozenset({"limit"}), limit_value),
    Rewriter("infinite products", frozenset({"prod"}), infinite_product),
    Rewriter("trajectories", frozenset({"limit_along"}), limit_as_fraction),
    Rewriter("Euler's continued fractions", frozenset({"pcf"}), fraction_value),
    Rewriter("well-poised series", frozenset({"pcf"}), prove_well_poised),
    Rewriter("Euler integrals", frozenset({"pcf"}), prove_trajectory),
    Rewriter("Bessel's continued fractions", frozenset({"pcf"}), prove_bessel_fraction),
    Rewriter("continued fractions as series", frozenset({"pcf"}), fraction_as_series),
    Rewriter("rational integrals", frozenset({"integral"}), prove_rational_integral),
    Rewriter("series of theta functions", frozenset({"sum", "prod"}), nome_series),
    Rewriter("tabulated integrals and sums", frozenset({"integral", "sum"}), integral_value),
    Rewriter("infinite sums", frozenset({"sum"}), series_value),
    Rewriter("finite sums", frozenset({"sum", "prod"}), finite_sum),
    Rewriter("complex parts", frozenset({"re", "im", "conjugate", "abs"}), complex_part),
    Rewriter("exponentials of logarithms", frozenset({"exp"}), exponential),
    Rewriter("logarithms of products", frozenset({"log"}), logarithm),
    Rewriter("powers of products", frozenset({"^", "sqrt"}), power),
    Rewriter("complex multiplication", frozenset({"dedekind_eta"}), eta_value),
    Rewriter("singular values", frozenset({"elliptic_k", "elliptic_e"}), singular_value),
    Rewriter("values of W", frozenset({"lambertw"}), lambert_value),
    Rewriter("roots of unity", frozenset({"polylog"}), polylogarithm_at_root_of_unity),
    Rewriter("theorems", frozenset(FUNCTIONS) | {"^", "!"}, known_value),
)

LATER_REWRITERS: Final[tuple[Rewriter, ...]] = (
    Rewriter("formula of Chowla and Selberg", frozenset({"dedekind_eta"}), base_value),
    Rewriter("multiplication formulas", frozenset({"gamma"}), multiplied),
    Rewriter("hypergeometric series", frozenset({"hyp1f1", "hyp2f1", "hyp3f2"}), as_series),
)
"""Rewriters that are added one after the other when those before do not close an equation."""
