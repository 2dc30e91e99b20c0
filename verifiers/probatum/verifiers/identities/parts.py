"""Conjugates, real and imaginary parts, moduli, arguments and signs of expressions.

The conjugate is moved inwards to variables, through functions with f(conj z) = conj f(z) (Schwarz reflection: real on
an interval of the real axis and single-valued); parts are half sums and differences. A modulus is multiplicative, and
its square is z conj(z).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from flint import fmpq

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.normal_form import Expander, Rule
from probatum.verifiers.identities.polynomials import Quotient
from probatum.verifiers.identities.rays import off_the_cut
from probatum.verifiers.identities.reflection import is_reflected
from probatum.verifiers.language.expr import Expr, apply, integer, symbol

__all__ = ["PARTS", "REFLECTED", "conjugate", "legible"]

REFLECTED: Final = frozenset(
    {"exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "sinc", "erf",
     "erfc", "erfi", "gamma", "rgamma", "digamma", "factorial", "!", "si", "shi", "airyai", "airybi", "expm1", "beta",
     "barnes_g", "hyp0f1", "hyp1f1", "hyp0f1_regularized", "hyp1f1_regularized", "dirichlet_eta", "fresnels",
     "fresnelc"}
)  # fmt: skip
"""Functions, meromorphic in all their arguments and real for real ones, without branch cuts."""


def conjugate(expander: Expander, expr: Expr) -> Expr:
    """The conjugate, moved inwards as far as this is seen."""
    facts = expander.facts
    head, args = expr.head, expr.args
    if facts.is_real(expr):
        return expr
    if expr.is_symbol("i") and not facts.is_declared("i"):
        return Expr("neg", (expr,))
    if head == "conjugate":
        return args[0]
    if head in ("+", "*", "/", "neg") or head in REFLECTED or (head == "zeta" and len(args) == 1):
        return Expr(head, tuple(conjugate(expander, arg) for arg in args))
    if head == "^" and facts.is_integer(args[1]):
        return Expr("^", (conjugate(expander, args[0]), args[1]))
    if head == "^" and facts.is_positive(args[0]):
        return Expr("^", (args[0], conjugate(expander, args[1])))
    if is_reflected(facts, expr):
        other = {"hankel1": "hankel2", "hankel2": "hankel1"}.get(head, head)
        return Expr(other, tuple(conjugate(expander, arg) for arg in args))
    return Expr("conjugate", (expr,))


def _conjugate(expander: Expander, args: tuple[Expr, ...]) -> Quotient | None:
    moved = conjugate(expander, args[0])
    return None if moved.head == "conjugate" else expander.expansion(moved)


def _part(sign: int) -> Rule:
    """(z + conj z)/2, or (z - conj z)/(2 i)."""

    def expand(expander: Expander, args: tuple[Expr, ...]) -> Quotient:
        z = args[0]
        if z.head == "log" and len(z.args) == 1:
            angle = apply("arg", z.args[0])
            return expander.expansion(
                angle if sign < 0 else Expr("+", (z, Expr("neg", (Expr("*", (symbol("i"), angle)),))))
            )
        other = expander.expansion(conjugate(expander, z))
        total = expander.plus(expander.expansion(z), (p.scaled(other[0], fmpq(sign)), other[1]))
        divisor = expander.number(2)
        if sign < 0:
            divisor = expander.times(divisor, expander.unit(Fraction(1, 2)))
        return expander.times(total, expander.inverse(divisor))

    return expand


def _abs(expander: Expander, args: tuple[Expr, ...]) -> Quotient:
    (z,) = args
    facts = expander.facts
    head = z.head
    if facts.is_nonnegative(z):
        return expander.expansion(z)
    if facts.is_nonnegative(Expr("neg", (z,))):
        return expander.expansion(Expr("neg", (z,)))
    if z.is_symbol("i") or (head == "sign" and facts.is_nonzero(z.args[0])):
        return expander.number(1)
    if head in ("neg", "conjugate"):
        return expander.expansion(apply("abs", z.args[0]))
    if head in ("*", "/"):
        return expander.expansion(Expr(head, tuple(apply("abs", arg) for arg in z.args)))
    if head == "^" and facts.is_integer(z.args[1]):
        return expander.expansion(Expr("^", (apply("abs", z.args[0]), z.args[1])))
    if head == "sqrt":
        return expander.expansion(apply("sqrt", apply("abs", z.args[0])))
    if head == "exp":
        return expander.expansion(apply("exp", apply("re", z.args[0])))
    if head == "^" and facts.is_positive(z.args[0]):
        return expander.expansion(Expr("^", (z.args[0], apply("re", z.args[1]))))
    return _modulus(expander, z)


def _modulus(expander: Expander, z: Expr) -> Quotient:
    """The indeterminate |z|, the same for z, -z and the conjugate, with its square."""
    expansion = expander.reduced(expander.expansion(z))
    if expansion[1] == p.ONE and len(expansion[0]) == 1:
        ((monomial, coefficient),) = expansion[0].items()
        if coefficient != 1:
            rest = apply("abs", expander.written(({monomial: fmpq(1)}, p.ONE)))
            return expander.times(expander.number(abs(coefficient)), expander.expansion(rest))
    other = expander.expansion(conjugate(expander, z))
    keys = [expander.key(value) for value in (expansion, other)]
    keys += [expander.key((p.scaled(value[0], fmpq(-1)), value[1])) for value in (expansion, other)]
    # Of the conjugate too: in the range of another index z need not be real where it is in this one.
    index = expander.shared.index(("abs", *sorted(set(keys), key=legible)), apply("abs", z))
    if index not in expander.shared.squares:
        expander.shared.squares[index] = expander.times(expansion, other)
    return {((index, 1),): fmpq(1)}, p.ONE


def legible(key: object) -> str:
    """A key as text that orders keys."""
    assert isinstance(key, tuple)
    return repr([sorted(part) for part in key])


def _sign(expander: Expander, args: tuple[Expr, ...]) -> Quotient | None:
    (z,) = args
    if expander.facts.is_positive(z):
        return expander.number(1)
    if expander.facts.is_positive(Expr("neg", (z,))):
        return expander.number(-1)
    if not expander.facts.is_nonzero(z):
        return None
    return expander.expansion(Expr("/", (z, apply("abs", z))))


def _arg(expander: Expander, args: tuple[Expr, ...]) -> Quotient | None:
    """arg(c*z) = arg(z) for c > 0."""
    (z,) = args
    facts = expander.facts
    if facts.is_nonnegative(z):
        return expander.number(0)
    if z.head == "*":
        rest = tuple(arg for arg in z.args if not facts.is_positive(arg))
        if 0 < len(rest) < len(z.args):
            return expander.expansion(apply("arg", rest[0] if len(rest) == 1 else Expr("*", rest)))
    if z.head == "conjugate" and off_the_cut(facts, z.args[0]):
        return expander.expansion(Expr("neg", (apply("arg", z.args[0]),)))
    if z.head == "sign":
        return expander.expansion(apply("arg", z.args[0]))
    if z.head == "sqrt":
        return expander.expansion(Expr("/", (apply("arg", z.args[0]), integer(2))))
    return None


def _atan2(expander: Expander, args: tuple[Expr, ...]) -> Quotient:
    y, x = args
    if literal_fraction(y) == 0:
        return expander.expansion(apply("arg", x))
    return expander.expansion(apply("arg", Expr("+", (x, Expr("*", (y, symbol("i")))))))


PARTS: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "conjugate": _conjugate,
        "re": _part(1),
        "im": _part(-1),
        "abs": _abs,
        "sign": _sign,
        "arg": _arg,
        "atan2": _atan2,
    }
)
"""The rows of the parts of a number."""
