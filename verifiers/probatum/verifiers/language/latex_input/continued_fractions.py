r"""Continued fractions: `a_0 + K(b/a)`, and those of which some levels are written and the others left to dots.

Of the written levels the partial quotients and numerators are compared, and the polynomials of least degree through
them taken, level by level of what was written: in `1^2, 3^2, 5^2` it is the bases that follow a polynomial. A fit with
as many coefficients as there are levels says nothing: it is proposed, and not taken without a confirmation.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from probatum.verifiers.language.expr import Expr, free_symbols, integer, rational, walk
from probatum.verifiers.language.latex_input.operators import K_HEAD
from probatum.verifiers.language.reading import value_at_zero
from probatum.verifiers.language.text import expression_text

if TYPE_CHECKING:
    from probatum.verifiers.language.latex_input.terms import TermReader

__all__ = ["Fit", "resolved", "with_leading_terms", "without_bare_fractions"]

_LEAST_LEVELS: Final = 3
_MOST_EXCEPTIONS: Final = 2
_MOST_LEVELS: Final = 60
_MOST_BITS: Final = 512
ELLIPSIS: Final = "ellipsis"
INDEX_NAMES: Final = ("n", "k", "m", "j", "l", "nu")


# -- K(b/a) with the term before it
def with_leading_terms(reader: TermReader, terms: list[Expr]) -> list[Expr]:
    """The terms of a sum, where `a(0) + K(b/a)` at its beginning is the continued fraction of a and b."""
    place = next((place for place, term in enumerate(terms) if term.head == K_HEAD), 0)
    if place:
        a, _, variable = terms[place].args
        start = value_at_zero(a, variable.name)
        leading = None if start is None else rational(start.numerator, start.denominator)
        if leading is None and variable.name not in free_symbols(a):
            leading = a
        first = terms[0] if place == 1 else Expr("+", tuple(terms[:place]))
        if first == leading and first != integer(0):
            terms = [reader.node("pcf", terms[place].args), *terms[place + 1 :]]
    return [without_bare_fractions(reader, term) for term in terms]


def without_bare_fractions(reader: TermReader, term: Expr) -> Expr:
    """The term with `K(b/a)` in it written as a continued fraction less its first partial quotient."""
    if term.head == K_HEAD:
        a, _, variable = term.args
        start = value_at_zero(a, variable.name)
        pcf = reader.node("pcf", term.args)
        if start == 0:
            return pcf
        if start is not None:
            leading = rational(start.numerator, start.denominator)
        elif variable.name not in free_symbols(a):
            leading = a
        else:
            raise reader.refusal("the partial denominators of K(b/a) are no polynomial, and a(0) is not known")
        negated = leading.args[0] if leading.head == "neg" else reader.node("neg", (leading,))
        return reader.node("+", (pcf, negated))
    if any(node.head == K_HEAD for node in walk(term)):
        args = tuple(without_bare_fractions(reader, arg) for arg in term.args)
        return reader.node(term.head, args, term.value)
    return term


# -- levels and dots
@dataclass(frozen=True, slots=True)
class Fit:
    """An expression in the index through given values; `confirmed` when there are more values than unknowns."""

    expr: Expr
    confirmed: bool


@dataclass(frozen=True, slots=True)
class _Levels:
    """What is written of a continued fraction: a(0), a(1), ... and b(1), b(2), ..."""

    quotients: list[Expr]
    numerators: list[Expr]


def resolved(reader: TermReader, expr: Expr) -> tuple[Expr, bool, list[str]]:
    """The expression with dots replaced by continued fractions, whether every fit is confirmed, and what was fitted.

    Raises ClaimSyntaxError for dots that no continued fraction has, too few levels, and levels without a polynomial.
    """
    if all(node.head != ELLIPSIS for node in walk(expr)):
        return expr, True, []
    levels = _levels(reader, expr)
    if levels is not None:
        return _fitted(reader, levels)
    if expr.head == ELLIPSIS or expr.head not in ("+", "*", "neg", "/", "^", "sqrt", "log", "exp", "atan"):
        raise reader.refusal(
            "dots are understood in continued fractions only: write a sum or a product with its sign",
            reader.dots,
        )
    args, confirmed, notes = [], True, list[str]()
    for arg in expr.args:
        value, certain, said = resolved(reader, arg)
        args.append(value)
        confirmed = confirmed and certain
        notes += said
    return reader.node(expr.head, tuple(args), expr.value), confirmed, notes


def _has_dots(expr: Expr) -> bool:
    return any(node.head == ELLIPSIS for node in walk(expr))


def _levels(reader: TermReader, expr: Expr) -> _Levels | None:
    """The levels when the expression is a continued fraction that ends in dots; None when it is none."""
    quotients: list[Expr] = []
    numerators: list[Expr] = []
    while True:
        if len(numerators) > _MOST_LEVELS:
            raise reader.refusal(f"a continued fraction with more than {_MOST_LEVELS} levels", reader.dots)
        if expr.head == ELLIPSIS:
            return _Levels(quotients, numerators) if numerators else None
        terms = list(expr.args) if expr.head == "+" else [expr]
        last = terms.pop()
        rest = terms[0] if len(terms) == 1 else (reader.node("+", tuple(terms)) if terms else integer(0))
        if _has_dots(rest):
            return None
        if last.head == ELLIPSIS or (last.head == "neg" and last.args[0].head == ELLIPSIS):
            quotients.append(rest)
            return _Levels(quotients, numerators) if numerators else None
        negative = last.head == "neg"
        quotient = last.args[0] if negative else last
        if quotient.head != "/" or _has_dots(quotient.args[0]):
            return None
        quotients.append(rest)
        above = quotient.args[0]
        numerators.append(reader.node("neg", (above,)) if negative else above)
        expr = quotient.args[1]


def _fitted(reader: TermReader, levels: _Levels) -> tuple[Expr, bool, list[str]]:
    a, b = levels.quotients, levels.numerators
    if len(b) < _LEAST_LEVELS:
        message = (
            f"dots after {len(b)} levels of a continued fraction: at least {_LEAST_LEVELS} are needed to see its law"
        )
        raise reader.refusal(message, reader.dots)
    used = {name for expr in (*a, *b) for name in free_symbols(expr)} | set(reader.bound) | set(reader.declared or ())
    index = next(name for name in (*INDEX_NAMES, *(f"n{place}" for place in range(100))) if name not in used)
    begin_a, begin_b = _beginning(a, index), _beginning(b, index)
    shift = max(begin_a, begin_b)
    fit_a = fitted(a[begin_a:], begin_a - shift, index)
    fit_b = fitted(b[begin_b:], begin_b + 1 - shift, index)
    if fit_a is None or fit_b is None:
        raise reader.refusal(
            r"no polynomials follow the levels of this continued fraction: write it as K_{n=1}^{\infty} \frac{b}{a}",
            reader.dots,
        )
    value = reader.node("pcf", (fit_a.expr, fit_b.expr, Expr("symbol", (), index)))
    for place in range(shift - 1, -1, -1):
        quotient = reader.node("/", (b[place], value))
        value = quotient if a[place] == integer(0) else reader.node("+", (a[place], quotient))
    note = f"partial quotients {expression_text(fit_a.expr)} and numerators {expression_text(fit_b.expr)}"
    return value, fit_a.confirmed and fit_b.confirmed, [note]


def _beginning(values: list[Expr], index: str) -> int:
    """From which level on a law is certain: the first ones may be exceptions to it; 0 when none is certain."""
    for begin in range(min(_MOST_EXCEPTIONS, len(values) - 1) + 1):
        fit = fitted(values[begin:], 0, index)
        if fit is not None and fit.confirmed:
            return begin
    return 0


# -- polynomials through what is written
def fitted(values: list[Expr], start: int, index: str) -> Fit | None:
    """An expression in the index that has these values at `start`, `start + 1`, ...; None when none is found.

    Parts of the same form are compared part by part, so that the form is kept; else the values themselves.
    """
    first = values[0]
    if all(value == first for value in values):
        return Fit(first, confirmed=len(values) >= _LEAST_LEVELS)
    if all(value.head == first.head and len(value.args) == len(first.args) for value in values) and first.args:
        parts = [fitted([value.args[place] for value in values], start, index) for place in range(len(first.args))]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and all(part.confirmed for part in known):
            return Fit(Expr(first.head, tuple(part.expr for part in known), first.value), confirmed=True)
    numbers = [_rational(value) for value in values]
    if any(number is None for number in numbers):
        return None
    return _interpolated([number for number in numbers if number is not None], start, index)


def _rational(expr: Expr) -> Fraction | None:
    """The value of an expression of small rational numbers, else None."""
    if expr.head in ("int", "decimal"):
        value = Fraction(expr.value)  # type: ignore[arg-type]
    elif expr.head in ("+", "*", "neg", "/", "^"):
        parts = [_rational(arg) for arg in expr.args]
        if any(part is None for part in parts):
            return None
        value_or_none = _combined(expr.head, [part for part in parts if part is not None])
        if value_or_none is None:
            return None
        value = value_or_none
    else:
        return None
    return value if max(value.numerator.bit_length(), value.denominator.bit_length()) <= _MOST_BITS else None


def _combined(head: str, parts: list[Fraction]) -> Fraction | None:
    if head == "+":
        return sum(parts, Fraction(0))
    if head == "neg":
        return -parts[0]
    if head == "/":
        return parts[0] / parts[1] if parts[1] else None
    if head == "^":
        base, exponent = parts
        return base ** int(exponent) if exponent.denominator == 1 and 0 <= exponent <= 60 else None
    product = Fraction(1)
    for part in parts:
        product *= part
        if product.numerator.bit_length() > 8 * _MOST_BITS:
            return None
    return product


def _interpolated(values: list[Fraction], start: int, index: str) -> Fit | None:
    """The polynomial of least degree through the values (Newton), confirmed when there are more than it needs."""
    differences, row = [values[0]], values
    while len(row) > 1:
        row = [after - before for before, after in pairwise(row)]
        differences.append(row[0])
    degree = max((order for order, difference in enumerate(differences) if difference), default=0)
    coefficients = [Fraction(0)]
    basis = [Fraction(1)]
    for order in range(degree + 1):
        coefficients = [
            (coefficients[place] if place < len(coefficients) else Fraction(0))
            + (differences[order] * basis[place] if place < len(basis) else 0)
            for place in range(max(len(coefficients), len(basis)))
        ]
        # The next element of the basis: times (x - start - order)/(order + 1).
        shifted = [Fraction(0), *basis]
        basis = [
            (shifted[place] - (start + order) * (basis[place] if place < len(basis) else 0)) / (order + 1)
            for place in range(len(shifted))
        ]
    return Fit(polynomial(coefficients, index), confirmed=len(values) >= max(degree + 2, _LEAST_LEVELS))


def polynomial(coefficients: list[Fraction], index: str) -> Expr:
    """The polynomial with these coefficients, the constant one first, as it is usually written."""
    terms: list[Expr] = []
    variable = Expr("symbol", (), index)
    for power in range(len(coefficients) - 1, -1, -1):
        coefficient = coefficients[power]
        if not coefficient:
            continue
        size = abs(coefficient)
        parts: list[Expr] = []
        if size != 1 or power == 0:
            parts.append(rational(size.numerator, size.denominator))
        if power:
            parts.append(variable if power == 1 else Expr("^", (variable, integer(power))))
        if coefficient > 0:
            terms.append(parts[0] if len(parts) == 1 else Expr("*", tuple(parts)))
        elif terms:
            terms.append(Expr("neg", (parts[0] if len(parts) == 1 else Expr("*", tuple(parts)),)))
        else:
            first = Expr("neg", (parts[0],))
            terms.append(first if len(parts) == 1 else Expr("*", (first, *parts[1:])))
    if not terms:
        return integer(0)
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms))
