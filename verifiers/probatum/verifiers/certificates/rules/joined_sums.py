"""Linear combinations of finite sums as one sum, up to terms at its ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from probatum.verifiers.certificates.proofs import CertificateError, Equation
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.expansions import difference, expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, substitute, symbol, walk

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["JoinedSums", "conclude_joined_sums"]

_MAX_TERMS: Final = 24


@dataclass(frozen=True, slots=True)
class JoinedSums:
    """`sum_j c_j sum(t_j(k), k, a_j, b_j) = sum(sum_j c_j t_j(k), k, low, high)` + the terms outside of this range.

    The ends of all ranges are integers; `low - a_j >= 0` and `b_j - high >= 0` are numbers, and `high >= low - 1`, so
    that the range in common is empty at least.
    """

    coefficients: tuple[Expr, ...]
    sums: tuple[Expr, ...]
    variable: str
    low: Expr
    high: Expr


def conclude_joined_sums(proof: JoinedSums, checking: DomainChecking) -> Equation:
    """The ranges are compared, and the terms outside written down."""
    facts, own = checking.facts, symbol(proof.variable)
    if not proof.sums or len(proof.sums) != len(proof.coefficients):
        raise CertificateError("a coefficient for each sum is wanted")
    if not all(facts.is_integer(end) and is_defined(end, facts) for end in (proof.low, proof.high)):
        raise CertificateError("the ends of a range are integers")
    if not facts.is_nonnegative(difference(Expr("+", (proof.high, integer(1))), proof.low)):
        raise CertificateError("the range in common may be shorter than empty")
    left: list[Expr] = [integer(0)]
    inside: list[Expr] = [integer(0)]
    outside: list[Expr] = []
    for coefficient, total in zip(proof.coefficients, proof.sums, strict=True):
        if not is_defined(coefficient, facts) or proof.variable in free_symbols(coefficient):
            raise CertificateError("a coefficient is not seen to have a value")
        if total.head != "sum" or not is_defined(total, facts):
            raise CertificateError("a sum with a value is wanted")
        body, index, low, high = total.args
        bound = {node.args[1].name for node in walk(body) if node.head in BINDERS}
        if facts.is_about(proof.variable) or bound or proof.variable in free_symbols(body) - {index.name}:
            raise CertificateError("a variable would be captured")
        left.append(Expr("*", (coefficient, total)))
        inside.append(Expr("*", (coefficient, substitute(body, {index.name: own}))))
        places = [Expr("+", (low, integer(i))) for i in range(_number(difference(proof.low, low), facts))]
        count = _number(difference(high, proof.high), facts)
        places += [Expr("+", (proof.high, integer(i + 1))) for i in range(count)]
        outside += [Expr("*", (coefficient, substitute(body, {index.name: place}))) for place in places]
    joined = Expr("sum", (Expr("+", tuple(inside)), own, proof.low, proof.high))
    return Equation(Expr("+", tuple(left)), Expr("+", (joined, integer(0), *outside)))


def _number(expr: Expr, facts: Facts) -> int:
    """A number of terms. Raises CertificateError when the expression is none."""
    own = expander(facts)
    number = literal_fraction(own.written(own.reduced(own.expansion(expr))))
    if number is None or number.denominator != 1 or not 0 <= number <= _MAX_TERMS:
        raise CertificateError("the ranges are to differ by few terms")
    return number.numerator
