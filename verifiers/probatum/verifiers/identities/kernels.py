"""How functions of the claim language are expanded: exponentials, parts of a number, gamma functions, sequences.

Each row expands a function value where it exists, at every point of the domain, or gives None: the value is then an
indeterminate. Sources: DLMF 4.14, 4.28 (exponentials), 1.9 (parts), 5.2, 5.5 (gamma), 26.3, 26.11 (binomials, Fibonacci
numbers), 18.5.1 and 18.5.2 (Chebyshev polynomials).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from flint import fmpq

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.factorials import FACTORIALS, gamma_quotient
from probatum.verifiers.identities.integer_parts import INTEGER_PARTS
from probatum.verifiers.identities.normal_form import Expander, Rule
from probatum.verifiers.identities.parts import PARTS, legible
from probatum.verifiers.identities.polynomials import Quotient
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol

__all__ = ["RULES"]

_Arguments = tuple[Expr, ...]
_PI, _I = symbol("pi"), symbol("i")


def _imaginary(expander: Expander, argument: Expr) -> Quotient:
    return expander.times(expander.unit(Fraction(1, 2)), expander.expansion(argument))


def _halves(expander: Expander, angle: Quotient, sign: int, divisor: Quotient) -> Quotient:
    """(exp(w) + sign*exp(-w))/divisor."""
    plus = expander.exponential(angle)
    minus = expander.exponential((p.scaled(angle[0], fmpq(-1)), angle[1]))
    total = expander.plus(plus, (p.scaled(minus[0], fmpq(sign)), minus[1]))
    return expander.times(total, expander.inverse(divisor))


def _sin(expander: Expander, args: _Arguments) -> Quotient:
    divisor = expander.times(expander.number(2), expander.unit(Fraction(1, 2)))
    return _halves(expander, _imaginary(expander, args[0]), -1, divisor)


def _cos(expander: Expander, args: _Arguments) -> Quotient:
    return _halves(expander, _imaginary(expander, args[0]), 1, expander.number(2))


def _sinh(expander: Expander, args: _Arguments) -> Quotient:
    return _halves(expander, expander.expansion(args[0]), -1, expander.number(2))


def _cosh(expander: Expander, args: _Arguments) -> Quotient:
    return _halves(expander, expander.expansion(args[0]), 1, expander.number(2))


def _sinc(expander: Expander, args: _Arguments) -> Quotient | None:
    if not expander.facts.is_nonzero(args[0]):
        return _even(expander, "sinc", args)
    return expander.times(_sin(expander, args), expander.inverse(expander.expansion(args[0])))


def _written_as(build: Callable[..., Expr]) -> Rule:
    """A function defined by an expression in others."""
    return lambda expander, args: expander.expansion(build(*args))


def _quotient(above: str, below: str) -> Rule:
    return _written_as(lambda z: Expr("/", (apply(above, z), apply(below, z))))


def _reciprocal(below: str) -> Rule:
    return _written_as(lambda z: Expr("/", (integer(1), apply(below, z))))


def _exp(expander: Expander, args: _Arguments) -> Quotient:
    return expander.exponential(expander.expansion(args[0]))


def _log(expander: Expander, args: _Arguments) -> Quotient:
    if len(args) == 2:
        return expander.times(expander.logarithm(args[0]), expander.inverse(expander.logarithm(args[1])))
    return expander.logarithm(args[0])


def _sqrt(expander: Expander, args: _Arguments) -> Quotient:
    return expander.principal_root(args[0], Fraction(1, 2))


# -- symmetries ----------------------------------------------------------------------------------------


def _is_negative(expander: Expander, argument: Expr) -> bool:
    """Whether the argument is to be written as -z: its leading coefficient is negative."""
    upper, _ = expander.reduced(expander.expansion(argument))
    return bool(upper) and upper[max(upper)] < 0


def _even(expander: Expander, head: str, args: _Arguments) -> Quotient | None:
    if not _is_negative(expander, args[-1]):
        return None
    return expander.function_value(head, (*args[:-1], Expr("neg", (args[-1],))))


def _odd(head: str) -> Rule:
    def expand(expander: Expander, args: _Arguments) -> Quotient | None:
        if not expander.expansion(args[-1])[0]:
            return expander.number(0)
        if not _is_negative(expander, args[-1]):
            return None
        upper, lower = expander.function_value(head, (*args[:-1], Expr("neg", (args[-1],))))
        return p.scaled(upper, fmpq(-1)), lower

    return expand


def _gegenbauer(expander: Expander, args: _Arguments) -> Quotient | None:
    n = _small(args[0])
    if n is None:
        return None
    a, x = (expander.expansion(arg) for arg in args[1:])
    before, current = expander.number(1), expander.times(expander.number(2), expander.times(a, x))
    for k in range(1, n + 1):
        # (k + 1) C_(k+1) = 2 (k + a) x C_k - (k + 2 a - 1) C_(k-1)
        first = expander.times(expander.plus(expander.number(2 * k), expander.times(expander.number(2), a)), x)
        second = expander.plus(expander.number(1 - k), expander.times(expander.number(-2), a))
        total = expander.plus(expander.times(first, current), expander.times(second, before))
        before, current = current, expander.times(total, expander.number(fmpq(1, k + 1)))
    return before


def _at_zero(value: Expr) -> Rule:
    """A function with a known value where its last argument is 0, and its other arguments are no poles."""

    def expand(expander: Expander, args: _Arguments) -> Quotient | None:
        return expander.expansion(value) if not expander.reduced(expander.expansion(args[-1]))[0] else None

    return expand


def _complete(rule: Rule) -> Rule:
    """A rule for the complete elliptic integral: the incomplete one has two arguments."""
    return lambda expander, args: rule(expander, args) if len(args) == 1 else None


def _symmetric(head: str, count: int) -> Rule:
    """A function whose first arguments may be exchanged."""

    def expand(expander: Expander, args: _Arguments) -> Quotient:
        free = sorted(args[:count], key=lambda arg: legible(expander.key(expander.expansion(arg))))
        return expander.function_value(head, (*free, *args[count:]))

    return expand


def _pfq(count: int) -> Rule:
    """A generalised hypergeometric series: 1 at 0, a polynomial for an upper parameter 0, -1, ..., and symmetric."""

    def expand(expander: Expander, args: _Arguments) -> Quotient | None:
        upper, lower, z = args[:count], args[count:-1], args[-1]
        if not expander.reduced(expander.expansion(z))[0]:
            return expander.number(1)
        degrees = [d for d in map(_small, map(_opposite, upper)) if d is not None]
        if not degrees:
            return _symmetric(f"hyp{count}f{count - 1}" if count > 1 else "hyp1f1", count)(expander, args)
        total = term = expander.number(1)
        for k in range(min(degrees)):
            for parameter in upper:
                term = expander.times(term, expander.expansion(_sum(parameter, integer(k))))
            for parameter in (*lower, integer(1)):
                term = expander.times(term, expander.inverse(expander.expansion(_sum(parameter, integer(k)))))
            term = expander.times(term, expander.expansion(z))
            total = expander.plus(total, term)
        return total

    return expand


def _opposite(parameter: Expr) -> Expr:
    number = literal_fraction(parameter)
    return parameter if number is None else rational(-number.numerator, number.denominator)


def _theta(expander: Expander, args: _Arguments) -> Quotient | None:
    """theta_1 is odd in z, the others are even; a derivative in z exchanges odd and even."""
    j, z = literal_fraction(args[0]), args[1]
    order = args[3] if len(args) == 4 else integer(0)
    is_even, is_odd = (expander.facts.is_even(_sum(order, integer(c))) for c in (0, 1))
    if j not in (1, 2, 3, 4) or not (is_even or is_odd):
        return None
    odd = (j == 1) != is_odd
    if not expander.reduced(expander.expansion(z))[0]:
        return expander.number(0) if odd else None
    if not _is_negative(expander, z):
        return None
    upper, lower = expander.function_value("jacobi_theta", (args[0], _minus(z), *args[2:]))
    return p.scaled(upper, fmpq(-1 if odd else 1)), lower


def _sum(*terms: Expr) -> Expr:
    return Expr("+", terms)


def _minus(expr: Expr) -> Expr:
    return Expr("neg", (expr,))


def _beta(expander: Expander, args: _Arguments) -> Quotient | None:
    a, b = args
    found = gamma_quotient(expander, [a, b], [_sum(a, b)])
    return found if found is not None else _symmetric("beta", 2)(expander, args)


def _small(expr: Expr) -> int | None:
    number = literal_fraction(expr)
    return int(number) if number is not None and number.denominator == 1 and 0 <= number <= 20 else None


# -- sequences -----------------------------------------------------------------------------------------


def _binet(sign: int, divided: bool) -> Rule:
    """Fibonacci and Lucas numbers at all integers, by the golden ratio g: g^n -/+ (-1/g)^n, over sqrt(5) or not."""

    def expand(expander: Expander, args: _Arguments) -> Quotient | None:
        if not expander.facts.is_integer(args[0]):
            return None
        golden = symbol("golden_ratio")
        first = Expr("^", (golden, args[0]))
        second = Expr("*", (Expr("^", (integer(-1), args[0])), Expr("^", (golden, _minus(args[0])))))
        total = _sum(first, second if sign > 0 else _minus(second))
        return expander.expansion(Expr("/", (total, apply("sqrt", integer(5)))) if divided else total)

    return expand


def _angle(expander: Expander, argument: Expr) -> Quotient | None:
    """An s with cos(s) = argument, when that is of the form (g + 1/g)/2 for an exponential g; acos of it otherwise."""
    upper, lower = expander.reduced(expander.expansion(argument))
    doubled = p.scaled(upper, fmpq(2))
    if lower != p.ONE or len(doubled) not in (1, 2):
        return None
    for monomial, coefficient in doubled.items():
        if abs(coefficient) != 1 or not monomial:
            continue
        logs = [expander.exponent_of(index, exponent) for index, exponent in monomial]
        total = expander.number(0)
        for log in logs:
            if log is None:
                break
            total = expander.plus(total, log)
        else:
            if coefficient < 0:
                total = expander.plus(total, expander.times(expander.unit(Fraction(1, 2)), expander.expansion(_PI)))
            inverse = expander.exponential((p.scaled(total[0], fmpq(-1)), total[1]))
            if expander.plus(expander.exponential(total), inverse)[0] == doubled:
                return expander.times(total, expander.inverse(expander.unit(Fraction(1, 2))))
    return None


def _chebyshev(second_kind: bool) -> Rule:
    def expand(expander: Expander, args: _Arguments) -> Quotient | None:
        n, x = args
        number = literal_fraction(n)
        if number is not None and number.denominator == 1 and abs(number) <= 30:
            return _chebyshev_polynomial(expander, int(number), x, second_kind)
        angle = _angle(expander, x) if expander.facts.is_integer(n) else None
        if angle is None:
            return None
        s = expander.written(angle)
        if not second_kind:
            return expander.expansion(apply("cos", Expr("*", (n, s))))
        if not expander.facts.is_nonzero(apply("sin", s)):
            return None
        above = apply("sin", Expr("*", (_sum(n, integer(1)), s)))
        return expander.expansion(Expr("/", (above, apply("sin", s))))

    return expand


def _chebyshev_polynomial(expander: Expander, n: int, x: Expr, second_kind: bool) -> Quotient:
    z = expander.expansion(x)
    doubled = expander.times(expander.number(2), z)
    if n < 0:
        # T_(-n) = T_n and U_(-n) = -U_(n-2)
        if not second_kind:
            return _chebyshev_polynomial(expander, -n, x, False)
        return (
            expander.number(0)
            if n == -1
            else expander.times(expander.number(-1), _chebyshev_polynomial(expander, -n - 2, x, True))
        )
    before, current = expander.number(1), doubled if second_kind else z
    for _ in range(n):
        following = expander.plus(expander.times(doubled, current), expander.times(expander.number(-1), before))
        before, current = current, following
    return before


def _legendre(expander: Expander, args: _Arguments) -> Quotient | None:
    n, z = _small(args[0]), args[1]
    if n is None:
        return None
    x = expander.expansion(z)
    before, current = expander.number(1), x
    for k in range(1, n + 1):
        first = expander.times(expander.number(fmpq(2 * k + 1, k + 1)), expander.times(x, current))
        before, current = current, expander.plus(first, expander.times(expander.number(fmpq(-k, k + 1)), before))
    return before


def _hermite(expander: Expander, args: _Arguments) -> Quotient | None:
    n, z = _small(args[0]), args[1]
    if n is None:
        return None
    doubled = expander.times(expander.number(2), expander.expansion(z))
    before, current = expander.number(1), doubled
    for k in range(1, n + 1):
        second = expander.times(expander.number(-2 * k), before)
        before, current = current, expander.plus(expander.times(doubled, current), second)
    return before


def _laguerre(expander: Expander, args: _Arguments) -> Quotient | None:
    n, z = _small(args[0]), args[-1]
    if n is None:
        plain = len(args) == 3 and not expander.reduced(expander.expansion(args[1]))[0]
        return expander.function_value("laguerre", (args[0], z)) if plain else None
    a = args[1] if len(args) == 3 else integer(0)
    before, current = expander.number(1), expander.expansion(_sum(a, integer(1), _minus(z)))
    for k in range(1, n + 1):
        factor = expander.expansion(_sum(integer(2 * k + 1), a, _minus(z)))
        first = expander.times(factor, current)
        second = expander.times(expander.expansion(_minus(_sum(a, integer(k)))), before)
        following = expander.times(expander.plus(first, second), expander.number(fmpq(1, k + 1)))
        before, current = current, following
    return before


_half = rational(1, 2)

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "exp": _exp,
        "expm1": _written_as(lambda z: _sum(apply("exp", z), integer(-1))),
        "log": _log,
        "log1p": _written_as(lambda z: apply("log", _sum(integer(1), z))),
        "sqrt": _sqrt,
        "sin": _sin,
        "cos": _cos,
        "tan": _quotient("sin", "cos"),
        "cot": _quotient("cos", "sin"),
        "sec": _reciprocal("cos"),
        "csc": _reciprocal("sin"),
        "sinh": _sinh,
        "cosh": _cosh,
        "tanh": _quotient("sinh", "cosh"),
        "coth": _quotient("cosh", "sinh"),
        "sech": _reciprocal("cosh"),
        "csch": _reciprocal("sinh"),
        "sinc": _sinc,
        "acos": _written_as(lambda z: _sum(Expr("/", (_PI, integer(2))), _minus(apply("asin", z)))),
        "jacobi_theta": _theta,
        **FACTORIALS,
        "beta": _beta,
        "fibonacci": _binet(-1, True),
        "lucas": _binet(1, False),
        "chebyt": _chebyshev(False),
        "chebyu": _chebyshev(True),
        "legendre": _legendre,
        "hermite": _hermite,
        "laguerre": _laguerre,
        "gegenbauer": _gegenbauer,
        "erfc": _written_as(lambda z: _sum(integer(1), _minus(apply("erf", z)))),
        "erfi": _written_as(lambda z: Expr("*", (_minus(_I), apply("erf", Expr("*", (_I, z)))))),
        "harmonic": lambda expander, args: (
            expander.expansion(_sum(apply("digamma", _sum(args[0], integer(1))), symbol("euler_gamma")))
            if len(args) == 1
            else None
        ),
        "hyp0f1": _at_zero(integer(1)),
        "hyp1f1": _pfq(1),
        "hyp2f1": _pfq(2),
        "hyp3f2": _pfq(3),
        "hyp2f1_regularized": _symmetric("hyp2f1_regularized", 2),
        "polylog": _at_zero(integer(0)),
        **{head: _complete(_at_zero(Expr("/", (_PI, integer(2))))) for head in ("elliptic_k", "elliptic_e")},
        **{head: _odd(head) for head in ("erf", "si", "shi", "asin", "atan", "asinh", "atanh", "fresnels", "fresnelc")},
        **{head: _symmetric(head, count) for head, count in (("gcd", 99), ("lcm", 99), ("max", 99), ("min", 99),
           ("agm", 2), ("carlson_rf", 3), ("carlson_rg", 3), ("carlson_rj", 3), ("carlson_rd", 2))},
        **PARTS,
        **INTEGER_PARTS,
    }
)  # fmt: skip
