"""Rational functions in the variables of a claim, expanded exactly.

Subexpressions that are not rational operations (a constant such as `pi`, an entire function such as `sin(x)`) stand for
independent indeterminates: an identity that holds for indeterminates holds for their values. `i` is reduced by
`i^2 = -1`. Every denominator met is kept, because the identity is only claimed where none of them vanishes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.functions.lift import complex_, fraction, is_exact
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["Expansion", "NotRationalError", "expand", "is_singular_quotient"]

_MAX_EXPONENT: Final = 64
_MAX_MONOMIAL_EXPONENT: Final = 4_096
_MAX_TERMS: Final = 20_000

ENTIRE: Final = frozenset({"sin", "cos", "exp", "sinh", "cosh", "abs", "conjugate", "re", "im", "erf", "sinc"})
"""Functions of one argument with a finite value everywhere."""


class NotRationalError(Exception):
    """The expression is not a rational function of indeterminates that always have a value."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """`numerator/denominator` with the denominators met on the way; `atoms` names the generators."""

    numerator: fmpq_mpoly
    denominator: fmpq_mpoly
    denominators: tuple[fmpq_mpoly, ...]
    atoms: tuple[Expr, ...]


def _largest_exponent(variables: frozenset[str]) -> int:
    return _MAX_EXPONENT if variables else _MAX_MONOMIAL_EXPONENT


def is_singular_quotient(expr: Expr) -> bool:
    """Whether this is `Delta(tau)/Delta(tau')`: an algebraic number at quadratic points, and kept in one piece."""
    return expr.head == "/" and expr.args[0].head == expr.args[1].head == "modular_delta"


def _atoms(expr: Expr, variables: frozenset[str], found: dict[Expr, None]) -> None:
    head, args = expr.head, expr.args
    if head in ("int", "decimal"):
        return
    if head in ("+", "*", "/", "neg") and not is_singular_quotient(expr):
        for arg in args:
            _atoms(arg, variables, found)
        return
    if head == "^" and _integer_exponent(args[1], _largest_exponent(variables)) is not None:
        _atoms(args[0], variables, found)
        return
    is_constant = not free_symbols(expr) & variables
    if not is_constant and head != "symbol" and not (head in ENTIRE and _is_polynomial(args[0], variables)):
        raise NotRationalError(f"{head} of a variable")
    found[expr] = None


def _require_value(expr: Expr) -> None:
    """A constant subexpression must have a finite value."""
    try:
        if is_exact(value := evaluate(expr, {})) or complex_(value).is_finite():
            return
    except NO_VALUE as error:
        raise NotRationalError(str(error)) from error
    raise NotRationalError(f"{expr.head} has no finite value")


def _is_polynomial(expr: Expr, variables: frozenset[str]) -> bool:
    """Whether `expr` always has a value: a polynomial in variables and constants, or an entire function of one."""
    head, args = expr.head, expr.args
    if head in ("int", "decimal") or (head == "symbol" and expr.name in variables):
        return True
    if head in ("+", "*", "neg") or head in ENTIRE:
        return all(_is_polynomial(arg, variables) for arg in args)
    if head == "^":
        exponent = _integer_exponent(args[1])
        return exponent is not None and exponent >= 0 and _is_polynomial(args[0], variables)
    if not free_symbols(expr) & variables:
        try:
            _require_value(expr)
        except NotRationalError:
            return False
        return True
    return head == "/" and not free_symbols(args[1]) & variables and _is_polynomial(args[0], variables)


def _integer_exponent(expr: Expr, largest: int = _MAX_EXPONENT) -> int | None:
    """The value of an exponent that is a literal integer, within bounds."""
    negative = expr.head == "neg"
    literal = expr.args[0] if negative else expr
    if literal.head != "int":
        return None
    value = int(literal.value)  # type: ignore[arg-type]
    if value > largest:
        raise NotRationalError(f"an exponent larger than {largest}")
    return -value if negative else value


class _Expander:
    def __init__(self, atoms: tuple[Expr, ...]) -> None:
        self.atoms = atoms
        self.context = fmpq_mpoly_ctx.get([f"x{index}" for index in range(max(len(atoms), 1))], Ordering.degrevlex)
        self.generators = dict(zip(atoms, self.context.gens(), strict=False))
        self.one = self.context.constant(1)
        self.denominators: list[fmpq_mpoly] = []

    def bounded(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        if len(polynomial) > _MAX_TERMS:
            raise NotRationalError(f"an expansion of more than {_MAX_TERMS} terms")
        return polynomial

    def fraction(self, expr: Expr) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        head, args = expr.head, expr.args
        if head == "int":
            return self.context.constant(fmpq(expr.value)), self.one  # type: ignore[arg-type]
        if head == "decimal":
            return self.context.constant(fraction(evaluate(expr, {}))), self.one
        if expr in self.generators:
            return self.generators[expr], self.one
        if head == "neg":
            numerator, denominator = self.fraction(args[0])
            return -numerator, denominator
        if head == "^":
            return self.power(args[0], _integer_exponent(args[1], _MAX_MONOMIAL_EXPONENT) or 0)
        first, *rest = [self.fraction(arg) for arg in args]
        for other in rest:
            first = self.combine(head, first, other)
        return first

    def combine(
        self, head: str, left: tuple[fmpq_mpoly, fmpq_mpoly], right: tuple[fmpq_mpoly, fmpq_mpoly]
    ) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        (a, b), (c, d) = left, right
        if head == "+":
            return self.bounded(a * d + c * b) if b != d else self.bounded(a + c), b * d if b != d else b
        if head == "*":
            return self.bounded(a * c), self.bounded(b * d)
        self.divide_by(c)
        return self.bounded(a * d), self.bounded(b * c)

    def divide_by(self, divisor: fmpq_mpoly) -> None:
        if self.reduce_i(divisor).is_zero():
            raise UndefinedValueError("division by zero")
        self.denominators.append(divisor)

    def power(self, base: Expr, exponent: int) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        numerator, denominator = self.fraction(base)
        if exponent < 0:
            self.divide_by(numerator)
            numerator, denominator = denominator, numerator
        order = abs(exponent)
        if order > _MAX_EXPONENT and (len(numerator) > 1 or len(denominator) > 1):
            raise NotRationalError(f"an exponent larger than {_MAX_EXPONENT}")
        if len(numerator) ** min(order, 8) > _MAX_TERMS * 50 or len(denominator) ** min(order, 8) > _MAX_TERMS * 50:
            raise NotRationalError("a power of a long polynomial")
        return self.bounded(numerator**order), self.bounded(denominator**order)

    def reduce_i(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """The remainder modulo `i^2 + 1` when i is a generator."""
        for atom, generator in self.generators.items():
            if atom.is_symbol("i"):
                return divmod(polynomial, generator**2 + 1)[1]
        return polynomial


def expand(expr: Expr, variables: frozenset[str], values_known: bool = False) -> Expansion:
    """`expr` as a quotient of polynomials in its atoms.

    `values_known` says that all constants in it are known to have values. Raises NotRationalError when it is
    not one (or too large), UndefinedValueError when a denominator is identically 0.
    """
    if "i" in variables:
        raise NotRationalError("a variable called i")
    found: dict[Expr, None] = {}
    _atoms(expr, variables, found)
    if not values_known:
        for atom in found:
            if not free_symbols(atom) & variables:
                _require_value(atom)
    expander = _Expander(tuple(found))
    numerator, denominator = expander.fraction(expr)
    return Expansion(
        expander.reduce_i(numerator),
        denominator,
        tuple(map(expander.reduce_i, expander.denominators)),
        expander.atoms,
    )
