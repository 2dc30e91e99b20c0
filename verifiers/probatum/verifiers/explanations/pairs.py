"""What the rule about Wilf-Zeilberger pairs says about its instances."""

from __future__ import annotations

from probatum.verifiers.certificates.rules.wz_pair import PlanePolynomial, WZPair
from probatum.verifiers.explanations.prose import Prose
from probatum.verifiers.explanations.recurrences import plane_polynomial
from probatum.verifiers.language import Expr, integer, symbol
from probatum.verifiers.language.expr import apply

__all__ = ["wz_pair"]

_N, _K = symbol("n"), symbol("k")
_ONE = integer(1)


def wz_pair(proof: WZPair) -> Prose:
    """The companion identity of a Wilf-Zeilberger pair."""
    after_n, after_k = (Expr("+", (index, _ONE)) for index in (_N, _K))
    function = apply("F", _N, _K)
    step_n = Expr("=", (Expr("/", (apply("F", after_n, _K), function)), _plane(proof.step_n)))
    step_k = Expr("=", (Expr("/", (apply("F", _N, after_k), function)), _plane(proof.step_k)))
    companion = Expr("=", (apply("G", _N, _K), Expr("*", (_plane(proof.companion), function))))
    pair = Expr("=", (_difference("F", (after_n, _K), (_N, _K)), _difference("G", (_N, after_k), (_N, _K))))
    n_0, k_0 = map(str, proof.start)
    return [
        "Let ", step_n, ", ", step_k, ", ", Expr("=", (apply("F", integer(0), integer(0)), _ONE)), " and ", companion,
        ". Then ", pair, ", an identity of rational functions without poles at non-negative integers. Summed over both "
        "indices it equates ", proof.along_k, " and ", proof.along_n, " up to factors, because F tends to 0 with n "
        f"dominated from n = {n_0}, k = {k_0} on, and G tends to 0 with k (Wilf and Zeilberger 1990).",
    ]  # fmt: skip


def _difference(name: str, first: tuple[Expr, Expr], second: tuple[Expr, Expr]) -> Expr:
    return Expr("+", (apply(name, *first), Expr("neg", (apply(name, *second),))))


def _plane(function: tuple[PlanePolynomial, PlanePolynomial]) -> Expr:
    above, below = map(plane_polynomial, function)
    return above if below == _ONE else Expr("/", (above, below))
