"""Claims about irrationality, read from their trees.

`irrational(x)`; `mu(x)`, that x is irrational with a measure for which a finite bound is derived; `mu(x) <= m`,
`mu(x) < m`, `mu(x) = m`, that x is irrational with such a measure. Each may name what it is derived from:
`mu(x) <= m using source`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import ctx

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, is_exact, is_real
from probatum.verifiers.irrationality.terms import enclosed
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import Expr, integer

__all__ = ["Statement", "is_statement", "least_measure", "moebius", "raised", "read_statement", "within"]

COMPARISONS: Final = frozenset({"<=", "<", "="})


@dataclass(frozen=True, slots=True)
class Statement:
    """That `number` is irrational, with `mu(number) comparison bound` if that is claimed, derived from `source`."""

    number: Expr
    comparison: str = ""
    bound: Expr | None = None
    source: Expr | None = None


def is_statement(proposition: Expr) -> bool:
    """Whether the proposition is of one of the forms at the head of this module."""
    inner = proposition.args[0] if proposition.head == "using" else proposition
    return inner.head in ("irrational", "mu") or (inner.head in COMPARISONS and inner.args[0].head == "mu")


def read_statement(claim: Claim) -> Statement:
    """The statement of a claim without conditions; raises ValueError for any other claim."""
    if claim.conditions or not is_statement(claim.proposition):
        raise ValueError("the claim is not one about the irrationality of a number")
    inner, *source = claim.proposition.args if claim.proposition.head == "using" else (claim.proposition,)
    derived = source[0] if source else None
    if inner.head in ("irrational", "mu"):
        return Statement(inner.args[0], source=derived)
    return Statement(inner.args[0].args[0], inner.head, inner.args[1], derived)


def moebius(image: tuple[int, int, int, int], constant: Expr) -> Expr:
    """`(p c + q)/(r c + s)` as it is written for `image = (p, q, r, s)`."""

    def linear(factor: int, offset: int) -> Expr:
        scaled = constant if factor == 1 else Expr("*", (integer(factor), constant))
        return integer(offset) if factor == 0 else scaled if offset == 0 else Expr("+", (scaled, integer(offset)))

    above, below = linear(*image[:2]), linear(*image[2:])
    return above if below == integer(1) else Expr("/", (above, below))


def raised(number: Expr, power: int) -> Expr:
    """`number^power` as it is written; raises ValueError for a power below 1."""
    if power < 1:
        raise ValueError("a positive power is wanted")
    return number if power == 1 else Expr("^", (number, integer(power)))


def least_measure(statement: Statement, measure: Expr) -> tuple[Value, Value]:
    """The bound that was derived, and the one claimed; the derived one twice when none was."""
    ball = enclosed(measure)
    return ball, ball if statement.bound is None else _bound(statement.bound)


def _bound(bound: Expr) -> Value:
    with ctx.workprec(128):
        return evaluate(bound, {})


def within(statement: Statement, measure: Expr) -> bool:
    """Whether `mu <= measure` proves what is claimed of mu; that it is 2 is proved by the bound 2.

    The measure of an irrational number is at least 2 (Dirichlet).
    """
    if statement.bound is None:
        return True
    claimed = _bound(statement.bound)
    if statement.comparison == "=":
        return is_exact(claimed) and claimed == 2 and measure == integer(2)
    if statement.comparison == "<=" and statement.bound == measure:
        return True
    if not is_real(claimed):
        return False
    derived = _bound(measure)
    if is_exact(claimed) and is_exact(derived):
        return bool(derived < claimed or (statement.comparison == "<=" and derived == claimed))
    return bool(enclosed(measure) < complex_(claimed).real)
