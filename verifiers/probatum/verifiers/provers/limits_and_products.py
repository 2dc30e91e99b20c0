"""Limits and infinite products of rational functions, whose values the checker computes."""

from __future__ import annotations

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.infinite_product import InfiniteProduct
from probatum.verifiers.certificates.rules.limit_value import LimitValue
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.search import Search

__all__ = ["infinite_product", "limit_value"]


def limit_value(constant: Expr, search: Search) -> Proof | None:
    """The constant term of the expansion."""
    search.spend(20)
    return _checked(LimitValue(constant), search, "limits: no expansion with named coefficients")


def infinite_product(constant: Expr, search: Search) -> Proof | None:
    """The product of a rational function by gamma functions."""
    search.spend(2)
    if not constant.args[3].is_symbol("oo"):
        return None
    return _checked(InfiniteProduct(constant), search, "products: no rational function with quadratic zeros and poles")


def _checked(proof: Proof, search: Search, note: str) -> Proof | None:
    if conclusion(proof) is None:
        search.note(note)
        return None
    return proof
