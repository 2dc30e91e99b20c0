"""Polynomials over Q in named constants, with rational exponents: coefficients that cancel exactly.

An *atom* is a closed expression with a finite value different from 0, such as `pi` or `log(2)`; a form is a sum of
rational multiples of products of powers of atoms. Fractional exponents belong to atoms with positive values only, so
that powers obey their laws. Two forms that are written alike are equal; two that are not may be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, exact
from probatum.verifiers.language.expr import Expr, apply, integer, symbol
from probatum.verifiers.language.numbers import rational_number

__all__ = ["ONE", "ZERO", "ConstantForm", "atom", "constant", "form_expression", "form_value", "logarithm_of_rational"]

Monomial = tuple[tuple[Expr, fmpq], ...]
"""Atoms with their exponents, none 0, in the order of their text."""

_MAX_TERMS: Final = 60
_MAX_FACTORED_BITS: Final = 128
_MAX_POWER_BITS: Final = 1 << 16
_I: Final = symbol("i")


@dataclass(frozen=True, slots=True)
class ConstantForm:
    """The sum of the monomials times their rational coefficients, none of which is 0."""

    terms: Mapping[Monomial, fmpq]

    def __add__(self, other: ConstantForm) -> ConstantForm:
        if not (self.terms and other.terms):
            return self if self.terms else other
        left, right = self.rational(), other.rational()
        if left is not None and right is not None:
            return _number(left + right)
        total = dict(self.terms)
        for monomial, coefficient in other.terms.items():
            total[monomial] = total.get(monomial, fmpq(0)) + coefficient
        return _form(total)

    def __mul__(self, other: ConstantForm) -> ConstantForm:
        number, factor = self.rational(), other.rational()
        if number is not None:
            return _number(number * factor) if factor is not None else other.scaled(number)
        if factor is not None:
            return self.scaled(factor)
        if len(self.terms) * len(other.terms) > _MAX_TERMS**2 // 4:
            raise ValueError("a constant of too many terms")
        total: dict[Monomial, fmpq] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                sign, monomial = _product(left, right)
                total[monomial] = total.get(monomial, fmpq(0)) + sign * a * b
        return _form(total)

    def scaled(self, factor: fmpq | int) -> ConstantForm:
        """The multiple by a rational number."""
        if factor == 0:
            return ZERO
        return ConstantForm({monomial: coefficient * factor for monomial, coefficient in self.terms.items()})

    def is_zero(self) -> bool:
        """Whether nothing is left of the form; one that is written otherwise may still have the value 0."""
        return not self.terms

    def rational(self) -> fmpq | None:
        """The rational number that the form is, None when it has atoms."""
        if not self.terms:
            return fmpq(0)
        return self.terms.get(()) if len(self.terms) == 1 else None

    def power(self, exponent: fmpq) -> ConstantForm | None:
        """The power of a form of one term; None when the laws of powers do not give it.

        A fractional exponent needs a positive coefficient; whether the atoms are positive is known to who asks.
        """
        if len(self.terms) != 1:
            return None
        ((monomial, coefficient),) = self.terms.items()
        if abs(exponent) * max(fmpz(coefficient.p).bit_length(), fmpz(coefficient.q).bit_length()) > _MAX_POWER_BITS:
            raise ValueError("a power of too many digits")
        if exponent.q != 1 and (coefficient <= 0 or any(name == _I for name, _ in monomial)):
            return None
        sign, powers = _product(tuple((name, e * exponent) for name, e in monomial), ())
        raised = _form({powers: fmpq(sign)})
        if exponent.q == 1:
            order = int(exponent.p)
            return raised.scaled(coefficient**order if order >= 0 else fmpq(1) / coefficient**-order)
        primes = _factored(coefficient)
        if primes is None:
            return None
        for prime, e in primes:
            whole, part = _split(exponent * e)
            raised = raised.scaled(fmpq(prime) ** whole)
            if part != 0:
                raised = raised * ConstantForm({((integer(prime), part),): fmpq(1)})
        return raised


def _split(exponent: fmpq) -> tuple[int, fmpq]:
    """The floor of a rational number, and what it exceeds it by."""
    whole = int(exponent.p // exponent.q)
    return whole, exponent - whole


def _product(left: Monomial, right: Monomial) -> tuple[int, Monomial]:
    """The product of two monomials, up to the sign that powers of i and the integral powers of primes leave."""
    exponents = dict(left)
    for name, e in right:
        exponents[name] = exponents.get(name, fmpq(0)) + e
    sign = 1
    if _I in exponents:
        order = int(exponents[_I].p) % 4
        sign, exponents[_I] = (1 if order < 2 else -1), fmpq(order % 2)
    kept = [(name, e) for name, e in exponents.items() if e != 0]
    return sign, tuple(sorted(kept, key=lambda pair: repr(pair[0])))


def _form(terms: dict[Monomial, fmpq]) -> ConstantForm:
    kept = {monomial: coefficient for monomial, coefficient in terms.items() if coefficient != 0}
    reduced: dict[Monomial, fmpq] = {}
    for monomial, coefficient in kept.items():
        scale, rest = _integral_primes(monomial)
        reduced[rest] = reduced.get(rest, fmpq(0)) + coefficient * scale
    if len(reduced) > _MAX_TERMS:
        raise ValueError("a constant of too many terms")
    return ConstantForm({monomial: coefficient for monomial, coefficient in reduced.items() if coefficient != 0})


def _integral_primes(monomial: Monomial) -> tuple[fmpq, Monomial]:
    """The integral parts of the exponents of prime atoms, multiplied out."""
    scale, rest = fmpq(1), []
    for name, e in monomial:
        if name.head == "int":
            whole, e = _split(e)
            scale *= fmpq(name.value) ** whole  # type: ignore[arg-type]
        if e != 0:
            rest.append((name, e))
    return scale, tuple(rest)


def _factored(number: fmpq) -> list[tuple[int, int]] | None:
    """The primes of a positive rational number with their exponents; None for one that is too large to factor."""
    if max(fmpz(number.p).bit_length(), fmpz(number.q).bit_length()) > _MAX_FACTORED_BITS:
        return None
    above = [(int(p), int(e)) for p, e in fmpz(number.p).factor()]
    return above + [(int(p), -int(e)) for p, e in fmpz(number.q).factor()]


def _number(number: fmpq) -> ConstantForm:
    return ConstantForm({(): number}) if number != 0 else ZERO


def constant(number: fmpq | fmpz | int) -> ConstantForm:
    """A rational number."""
    return _number(fmpq(number))


def atom(expr: Expr) -> ConstantForm:
    """A closed expression with a value that is not 0, by itself."""
    return ConstantForm({((expr, fmpq(1)),): fmpq(1)})


def logarithm_of_rational(number: fmpq) -> ConstantForm | None:
    """`log(number)` for a positive rational number as a combination of logarithms of primes."""
    primes = _factored(number)
    if primes is None:
        return None
    total = ZERO
    for prime, e in primes:
        total += atom(apply("log", integer(prime))).scaled(e)
    return total


ZERO: Final = ConstantForm({})
ONE: Final = constant(1)


def form_value(form: ConstantForm, value: Callable[[Expr], Value]) -> Value:
    """The value of a form at the working precision, exact for a rational one, from those of its atoms."""
    known = form.rational()
    if known is not None:
        return exact(known)
    total: arb | acb = arb(0)
    for monomial, coefficient in form.terms.items():
        term: arb | acb = arb(coefficient)
        for name, e in monomial:
            base = value(name)
            if e.q == 1:
                term = term * (base if isinstance(base, (arb, acb)) else arb(base)) ** int(e.p)
            else:
                if not (not isinstance(base, acb) and base > 0):
                    raise ValueError("a fractional power of a number that is not positive")
                term = term * arb(base) ** arb(e)
        total = total + term
    return total if isinstance(total, arb) else complex_(total)


def form_expression(form: ConstantForm) -> Expr:
    """The form as an expression."""
    terms = [_term_expression(monomial, coefficient) for monomial, coefficient in form.terms.items()]
    if not terms:
        return integer(0)
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms))


def _term_expression(monomial: Monomial, coefficient: fmpq) -> Expr:
    factors = [] if coefficient == 1 and monomial else [rational_number(coefficient)]
    factors += [name if e == 1 else Expr("^", (name, rational_number(e))) for name, e in monomial]
    return factors[0] if len(factors) == 1 else Expr("*", tuple(factors))
