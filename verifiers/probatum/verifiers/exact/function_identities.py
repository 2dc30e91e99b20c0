"""Identities between functions of one variable that hold by arithmetic alone.

Functions of the variable that are not rational operations stand for indeterminates, each by its name and its arguments
in expanded form. A difference that expands to 0 is 0 wherever both sides have a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from flint import fmpq, fmpz

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.constants_ring import is_formally_zero
from probatum.verifiers.exact.rational_functions import Expansion, expand
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, rational, symbol
from probatum.verifiers.language.numbers import rational_number

__all__ = ["vanishes_identically"]


_MAX_BITS: Final = 64

_QUOTIENTS: Final[Mapping[str, tuple[str | None, str | None]]] = MappingProxyType(
    {
        "tan": ("sin", "cos"),
        "cot": ("cos", "sin"),
        "sec": (None, "cos"),
        "csc": (None, "sin"),
        "tanh": ("sinh", "cosh"),
        "coth": ("cosh", "sinh"),
        "sech": (None, "cosh"),
        "csch": (None, "sinh"),
        "sinc": ("sin", None),
    }
)
"""Functions that are quotients of others of the same argument; without one 1 stands above, the argument below."""


def vanishes_identically(expr: Expr, variable: str) -> bool:
    """Whether `expr`, a function of one variable, is seen to be 0 wherever it has a value.

    Raises NotRationalError when its expansion is too large, UndefinedValueError when a denominator is identically 0.
    """
    reading = _Reading(variable)
    expansion = expand(reading.abstracted(expr), frozenset(reading.names.values()))
    names = [atom.head == "symbol" and atom.name in reading.names.values() for atom in expansion.atoms]
    coefficients: dict[tuple[int, ...], list[Expr]] = {}
    for exponents, coefficient in expansion.numerator.terms():
        own = tuple(map(int, exponents))[: len(names)]
        key = tuple(e if named else 0 for e, named in zip(own, names, strict=True))
        rest = tuple(e - k for e, k in zip(own, key, strict=True))
        coefficients.setdefault(key, []).append(_term(coefficient, rest, expansion))
    return all(is_formally_zero(Expr("+", (*terms, integer(0)))) for terms in coefficients.values())


def _term(coefficient: fmpq, exponents: tuple[int, ...], expansion: Expansion) -> Expr:
    scalar = rational_number(coefficient)
    powers = [Expr("^", (atom, integer(e))) for atom, e in zip(expansion.atoms, exponents, strict=True) if e]
    return Expr("*", (scalar, *powers)) if powers else scalar


class _Reading:
    """One indeterminate for each function of the variable, by its head and expanded arguments."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        self.names: dict[object, str] = {variable: "v0"}

    def abstracted(self, expr: Expr) -> Expr:
        """The expression with indeterminates v0 (the variable), v1, ... for what depends on the variable."""
        if self.variable not in free_symbols(expr):
            return expr
        head, args = expr.head, expr.args
        if head == "symbol":
            return symbol(self.names[self.variable])
        if head in BINDERS:
            return self._indeterminate(expr)
        if head in ("+", "*", "/", "neg"):
            return Expr(head, tuple(map(self.abstracted, args)))
        if head in _QUOTIENTS:
            above, below = _QUOTIENTS[head]
            divisor = args[0] if below is None else Expr(below, args)
            return self.abstracted(Expr("/", (integer(1) if above is None else Expr(above, args), divisor)))
        if head == "sqrt":
            head, args = "^", (args[0], rational(1, 2))
        if head == "^" and args[0].is_symbol("e") and self.variable != "e":
            head, args = "exp", (args[1],)
        if head == "exp":
            return self._exponential(None, args[0])
        if head in ("sinh", "cosh"):
            forward = self._exponential(None, args[0])
            backward = Expr("/", (integer(1), forward))
            total = Expr("+", (forward, backward if head == "cosh" else Expr("neg", (backward,))))
            return Expr("/", (total, integer(2)))
        if head == "^" and self.variable not in free_symbols(args[0]):
            base = _exact(args[0])
            primes = None if base is None or base == 0 else _prime_powers(base)
            if primes is not None:
                powers = [self._exponential(p, Expr("*", (integer(e), args[1]))) for p, e in primes]
                return powers[0] if len(powers) == 1 else Expr("*", (*powers, integer(1)))
        closed = head == "^" and self.variable not in free_symbols(args[1])
        exponent = _exact(args[1]) if closed else None
        if exponent is not None:
            order = exponent.denominator
            root = self._indeterminate((self._expanded(args[0]), order)) if order > 1 else self.abstracted(args[0])
            return Expr("^", (root, integer(exponent.numerator)))
        return self._indeterminate((head, tuple(map(self._expanded, args))))

    def _exponential(self, base: int | None, exponent: Expr) -> Expr:
        """`base^exponent`, None for e: a product of powers of indeterminates, one for each term of the exponent.

        `b^(m u + v) = (b^u)^m b^v` for an integer m and real or complex u, v, when the power is `exp(y log b)`.
        """
        expansion = expand(self.abstracted(exponent), frozenset(self.names.values()))
        if expansion.denominator.total_degree() > 0:
            return self._indeterminate(("^", base, self._expanded(exponent)))
        scale = expansion.denominator.leading_coefficient()
        factors: list[Expr] = [integer(1), integer(1)]
        for exponents, coefficient in expansion.numerator.terms():
            number = fmpq(coefficient) / fmpq(scale)
            if not any(map(int, exponents)):  # a constant: b^v itself
                written = rational_number(number)
                closed = Expr("exp", (written,)) if base is None else Expr("^", (integer(base), written))
                factors.append(closed)
                continue
            root = self._indeterminate(("^", base, tuple(map(int, exponents)), expansion.atoms, int(number.q)))
            factors.append(Expr("^", (root, integer(int(number.p)))))
        return Expr("*", tuple(factors))

    def _indeterminate(self, key: object) -> Expr:
        return symbol(self.names.setdefault(key, f"v{len(self.names)}"))

    def _expanded(self, arg: Expr) -> object:
        """A form of an argument that equal polynomials in the same indeterminates share."""
        if self.variable not in free_symbols(arg):
            exact = _exact(arg)
            return arg if exact is None else exact
        expansion = expand(self.abstracted(arg), frozenset(self.names.values()))
        common = expansion.numerator.gcd(expansion.denominator)
        above, below = expansion.numerator / common, expansion.denominator / common
        scale = below.leading_coefficient()
        parts = (above / scale, below / scale)
        return expansion.atoms, tuple(tuple(sorted(part.to_dict().items())) for part in parts)


def _prime_powers(base: Fraction) -> list[tuple[int, int]] | None:
    """-1 and primes with exponents, None for 1 and for numbers of more than 64 bits."""
    if max(abs(base.numerator), base.denominator).bit_length() > _MAX_BITS or base == 1:
        return None
    found = [(-1, 1)] if base < 0 else []
    found += [(int(p), int(e)) for p, e in fmpz(abs(base.numerator)).factor()]
    return found + [(int(p), -int(e)) for p, e in fmpz(base.denominator).factor()]


def _exact(expr: Expr) -> Fraction | None:
    """The value of a closed expression that is an exact rational, as written or as computed."""
    try:
        value = evaluate(expr, {})
    except NO_VALUE:
        return None
    return Fraction(int(fraction(value).p), int(fraction(value).q)) if is_exact(value) else None
