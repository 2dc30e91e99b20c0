"""How gamma functions, factorials and binomial coefficients are expanded: their arguments shifted to the least ones.

Where an argument may be a pole of gamma, 1/gamma is taken, which is entire: `binomial(n, k)` is 0 for k > n >= 0.
Sources: DLMF 5.2, 5.4, 5.5 (gamma, digamma, double factorials), 26.3, 26.5 (binomial coefficients, Catalan numbers).
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
from probatum.verifiers.identities.parts import legible
from probatum.verifiers.identities.polynomials import Quotient
from probatum.verifiers.language.expr import Expr, apply, integer, symbol

__all__ = ["FACTORIALS", "gamma_quotient"]

_WINDOW: Final = 8
"""How far arguments of gamma functions are shifted."""

_ABOVE: Final = 3
"""To where the arguments of reciprocal gamma functions that may be poles are shifted."""

_MAX_SMALL: Final = 20
_Arguments = tuple[Expr, ...]


def _sum(*terms: Expr) -> Expr:
    return Expr("+", terms)


def _minus(expr: Expr) -> Expr:
    return Expr("neg", (expr,))


def _small(expr: Expr) -> int | None:
    number = literal_fraction(expr)
    return int(number) if number is not None and number.denominator == 1 and 0 <= number <= _MAX_SMALL else None


def _base(expander: Expander, argument: Expr) -> tuple[Expr, int] | None:
    """`(w, c)` with argument = w + c for an integer c, the same w for all arguments that differ by integers."""
    upper, lower = expander.reduced(expander.expansion(argument))
    constant = upper.get((), fmpq(0))
    whole = int(constant.p // constant.q)
    if lower != p.ONE:
        return None
    return expander.written((p.added(upper, p.constant(fmpq(-whole))), p.ONE)), whole


def _least_argument(expander: Expander, argument: Expr) -> tuple[Expr, int] | None:
    """`(w, d)` with argument = w + d: the least w, of all that differ by integers, with no pole at w, w+1, ..."""
    found = _base(expander, argument)
    if found is None:
        return None
    base, whole = found
    facts = expander.facts
    if facts.is_no_integer(base):
        return (base, whole) if abs(whole) <= _WINDOW else None
    for shift in range(-_WINDOW, _WINDOW + 1):
        least = _sum(base, integer(shift)) if shift else base
        if facts.is_no_pole(least):
            return (least, whole - shift) if abs(whole - shift) <= 2 * _WINDOW else None
    return None


def _product(expander: Expander, start: Expr, count: int) -> Quotient:
    """(w)_d for d >= 0."""
    total = expander.number(1)
    for j in range(count):
        total = expander.times(total, expander.expansion(_sum(start, integer(j))))
    return total


def _rising_product(expander: Expander, start: Expr, count: int) -> Quotient:
    """(w)_d, for negative d the reciprocal of (w + d)_(-d)."""
    if count >= 0:
        return _product(expander, start, count)
    return expander.inverse(_product(expander, _sum(start, integer(count)), -count))


def _gamma(expander: Expander, args: _Arguments) -> Quotient | None:
    number = literal_fraction(args[0])
    if number is not None and number.denominator == 1 and 0 < number <= _MAX_SMALL:
        return _product(expander, integer(1), number.numerator - 1)
    found = _least_argument(expander, args[0])
    if found is None or (found[1] < 0 and not expander.facts.is_no_integer(found[0])):
        return None
    start, count = found
    return expander.times(_rising_product(expander, start, count), _gamma_of_least(expander, start))


def _gamma_of_least(expander: Expander, start: Expr) -> Quotient:
    if literal_fraction(start) == Fraction(1):
        return expander.number(1)
    if literal_fraction(start) == Fraction(1, 2):
        return expander.expansion(apply("sqrt", symbol("pi")))
    return expander.function_value("gamma", (start,))


def _rgamma(expander: Expander, args: _Arguments) -> Quotient | None:
    """1/gamma(w + d) = (w + d)_(-d)/gamma(w) for d <= 0, whether w + d is a pole or not."""
    found = _least_argument(expander, args[0])
    if found is not None:
        start, count = found
        value = expander.inverse(_gamma_of_least(expander, start))
        if count <= 0:
            return expander.times(_product(expander, _sum(start, integer(count)), -count), value)
        return expander.times(expander.inverse(_product(expander, start, count)), value)
    number = literal_fraction(args[0])
    if number is not None and number.denominator == 1 and number <= 0:
        return expander.number(0)
    shifted = _base(expander, args[0])
    if shifted is None or not 0 <= _ABOVE - shifted[1] <= 2 * _WINDOW:
        return None
    above = _sum(shifted[0], integer(_ABOVE))
    product = _product(expander, args[0], _ABOVE - shifted[1])
    return expander.times(product, expander.function_value("rgamma", (above,)))


def _digamma(expander: Expander, args: _Arguments) -> Quotient | None:
    found = _least_argument(expander, args[0])
    if found is None or (found[1] < 0 and not expander.facts.is_no_integer(found[0])):
        return None
    start, count = found
    total = expander.function_value("digamma", (start,))
    for j in range(min(count, 0), max(count, 0)):
        term = expander.inverse(expander.expansion(_sum(start, integer(j))))
        total = expander.plus(total, (p.scaled(term[0], fmpq(1 if count > 0 else -1)), term[1]))
    return total


def gamma_quotient(expander: Expander, above: list[Expr], below: list[Expr]) -> Quotient | None:
    """A quotient of gamma functions, where none of those above has a pole."""
    if not all(expander.facts.is_no_pole(z) for z in above):
        return None
    total = expander.number(1)
    for head, arguments in (("gamma", above), ("rgamma", below)):
        for z in arguments:
            total = expander.times(total, expander.expansion(apply(head, z)))
    return total


def _factorial(expander: Expander, args: _Arguments) -> Quotient | None:
    return expander.expansion(apply("gamma", _sum(args[0], integer(1))))


def _binomial(expander: Expander, args: _Arguments) -> Quotient | None:
    n, k = args
    one, facts = integer(1), expander.facts
    small = _small(k)
    if small is not None:
        product = _product(expander, _sum(n, integer(1 - small)), small)
        return expander.times(product, expander.inverse(_product(expander, one, small)))
    if facts.is_integer(k):
        if facts.is_positive(_minus(k)):
            return expander.number(0)
        over = _sum(k, _minus(n))
        if facts.is_integer(n) and facts.is_nonnegative(n) and facts.is_positive(over):
            return expander.number(0)
    found = gamma_quotient(expander, [_sum(n, one)], [_sum(k, one), _sum(n, _minus(k), one)])
    if found is None and facts.is_integer(k) and facts.is_nonnegative(k):
        rising = expander.expansion(apply("rising", _sum(n, _minus(k), one), k))
        return expander.times(rising, expander.expansion(apply("rgamma", _sum(k, one))))
    return found


def _rising(expander: Expander, args: _Arguments) -> Quotient | None:
    """(z)_k by gamma functions; else (z)_(k + c) = (z)_k (z + k)_c, and the smaller of (z)_k and (1 - z - k)_k."""
    z, k = args
    small, facts = _small(k), expander.facts
    if small is not None:
        return _product(expander, z, small)
    if facts.is_no_pole(z) and facts.is_no_pole(_sum(z, k)):
        return gamma_quotient(expander, [_sum(z, k)], [z])
    shifted = _base(expander, k)
    if not facts.is_integer(k) or shifted is None:
        return None
    base, whole = shifted
    for shift in range(-_WINDOW, min(whole, _WINDOW) + 1):
        least = _sum(base, integer(shift)) if shift else base
        if facts.is_nonnegative(least):
            product = _product(expander, _sum(z, least), whole - shift)
            return expander.times(product, _reflected(expander, z, least))
    return None


def _reflected(expander: Expander, z: Expr, k: Expr) -> Quotient:
    """(z)_k = (-1)^k (1 - z - k)_k for an integer k >= 0: the one with the argument that comes first in an order."""
    other = _sum(integer(1), _minus(z), _minus(k))
    sign = expander.expansion(Expr("^", (integer(-1), k)))
    if expander.facts.is_no_pole(other) and expander.facts.is_no_pole(_sum(other, k)):
        quotient = gamma_quotient(expander, [_sum(other, k)], [other])
        if quotient is not None:
            return expander.times(sign, quotient)
    keys = [legible(expander.key(expander.expansion(each))) for each in (z, other)]
    if keys[0] <= keys[1]:
        return expander.function_value("rising", (z, k))
    return expander.times(sign, expander.function_value("rising", (other, k)))


def _falling(expander: Expander, args: _Arguments) -> Quotient | None:
    z, k = args
    facts = expander.facts
    if _small(k) is not None or (facts.is_integer(k) and facts.is_nonnegative(k)):
        return expander.expansion(apply("rising", _sum(z, _minus(k), integer(1)), k))
    one = integer(1)
    if not facts.is_no_pole(_sum(z, _minus(k), one)):
        return None
    return gamma_quotient(expander, [_sum(z, one)], [_sum(z, _minus(k), one)])


def _catalan(expander: Expander, args: _Arguments) -> Quotient | None:
    (n,) = args
    if not (expander.facts.is_integer(n) and expander.facts.is_nonnegative(n)):
        return None
    above = _sum(Expr("*", (integer(2), n)), integer(1))
    return gamma_quotient(expander, [above], [_sum(n, integer(1)), _sum(n, integer(2))])


def _double_factorial(expander: Expander, args: _Arguments) -> Quotient | None:
    """(2m)!! = 2^m m!, (2m - 1)!! = 2^m (1/2)_m, and n!! (n - 1)!! = n! for n >= 1 of either parity."""
    (n,) = args
    facts, half = expander.facts, Expr("/", (n, integer(2)))
    if not facts.is_integer(n) or not facts.is_nonnegative(_sum(n, integer(1))):
        return None
    if facts.is_even(n):
        power = expander.expansion(Expr("^", (integer(2), half)))
        return expander.times(power, expander.expansion(apply("gamma", _sum(half, integer(1)))))
    if facts.is_even(_sum(n, integer(1))):
        above = Expr("/", (_sum(n, integer(1)), integer(2)))
        power = expander.expansion(Expr("^", (integer(2), above)))
        gamma = gamma_quotient(expander, [_sum(half, integer(1))], [Expr("/", (integer(1), integer(2)))])
        return None if gamma is None else expander.times(power, gamma)
    shifted = _base(expander, n)
    if shifted is None:
        return None
    base, whole = shifted
    for shift in range(-_WINDOW, min(whole, _WINDOW) + 1):
        if facts.is_nonnegative(_sum(base, integer(shift))):
            break
    else:
        return None
    total = expander.function_value("factorial2", (_sum(base, integer(shift)),))
    for step in range(shift + 1, whole + 1):
        factorial = expander.expansion(apply("gamma", _sum(base, integer(step + 1))))
        total = expander.times(factorial, expander.inverse(total))
    return total


FACTORIALS: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "gamma": _gamma,
        "rgamma": _rgamma,
        "digamma": _digamma,
        "factorial": _factorial,
        "!": _factorial,
        "binomial": _binomial,
        "rising": _rising,
        "falling": _falling,
        "catalan_number": _catalan,
        "factorial2": _double_factorial,
    }
)
