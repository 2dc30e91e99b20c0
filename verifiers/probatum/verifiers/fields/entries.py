"""Entries of matrices: expressions in axes and parameters as quotients of integer polynomials.

Nothing is reduced: every denominator that was written stays a factor of the denominator of the entry. The sizes are
bounded before the arithmetic: exponents, the bits of integers, the terms of polynomials.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from flint import fmpz, fmpz_mpoly, fmpz_mpoly_ctx

from probatum.verifiers.fields.errors import IllFormedFieldError, LargeFieldError
from probatum.verifiers.fields.rational_matrices import MAX_TERMS, RationalMatrix
from probatum.verifiers.language.expr import Expr

__all__ = ["MAX_EXPONENT", "matrix_expressions", "read_matrix", "read_quotient"]

MAX_EXPONENT: Final = 64
_MAX_BITS: Final = 1 << 17
_MAX_PRODUCT_TERMS: Final = 2_000_000

_Polynomial = fmpz | fmpz_mpoly
_Quotient = tuple[_Polynomial, _Polynomial | None]
"""A numerator and a denominator; None stands for 1."""


def matrix_expressions(expr: Expr) -> tuple[tuple[Expr, ...], ...]:
    """The entries of a square matrix, given as a list of lists. Raises IllFormedFieldError for anything else."""
    if expr.head != "list" or any(row.head != "list" for row in expr.args):
        raise IllFormedFieldError("a matrix is a list of its rows, such as [[1, x], [0, 1]]")
    rows = tuple(row.args for row in expr.args)
    if not rows or any(len(row) != len(rows) for row in rows):
        raise IllFormedFieldError("a matrix of a field has as many rows as columns, at least one")
    return rows


def read_quotient(expr: Expr, generators: Mapping[str, fmpz_mpoly]) -> _Quotient:
    """Numerator and denominator of a rational function over Q in the names of `generators`.

    Raises IllFormedFieldError when the expression is none, LargeFieldError when it is too large.
    """
    head, args = expr.head, expr.args
    if head == "int":
        return fmpz(expr.value), None  # type: ignore[arg-type]
    if head == "symbol":
        generator = generators.get(expr.name)
        if generator is None:
            raise IllFormedFieldError(f"{expr.name} is neither an axis nor a parameter of the field")
        return generator, None
    if head == "+":
        return _sum([read_quotient(arg, generators) for arg in args])
    if head == "neg":
        numerator, denominator = read_quotient(args[0], generators)
        return -numerator, denominator
    if head == "*":
        first, *rest = [read_quotient(arg, generators) for arg in args]
        for other in rest:
            first = _product(first[0], other[0]), _denominators(first[1], other[1])
        return first
    if head == "^":
        return _power(read_quotient(args[0], generators), args[1])
    if head == "/":
        (a, b), (c, d) = (read_quotient(arg, generators) for arg in args)
        if c == 0:
            raise IllFormedFieldError("an entry divides by zero")
        return (a if d is None else _product(a, d)), _denominators(b, c)
    if head == "decimal":
        assert isinstance(expr.value, Fraction)
        return fmpz(expr.value.numerator), fmpz(expr.value.denominator)
    raise IllFormedFieldError(f"{head} in an entry: the entries are rational functions over the rationals")


def _integral(expr: Expr, generators: Mapping[str, fmpz_mpoly]) -> _Polynomial | None:
    """The polynomial with integer coefficients as which `expr` is written, None where it divides: the frequent case."""
    head, args = expr.head, expr.args
    if head == "symbol":
        return generators.get(expr.name)
    if head == "int":
        return fmpz(expr.value)  # type: ignore[arg-type]
    if head == "^":
        exponent = args[1].value
        base = _integral(args[0], generators)
        if base is None or not isinstance(exponent, int) or exponent > MAX_EXPONENT:
            return None
        return base**exponent if args[0].head == "symbol" else _to_the(base, exponent)
    if head == "neg":
        value = _integral(args[0], generators)
        return None if value is None else -value
    if head not in ("+", "*"):
        return None
    total = _integral(args[0], generators)
    for arg in args[1:]:
        value = _integral(arg, generators)
        if total is None or value is None:
            return None
        total = total + value if head == "+" else _product(total, value)
    return total


def _denominators(left: _Polynomial | None, right: _Polynomial | None) -> _Polynomial | None:
    if left is None or right is None:
        return right if left is None else left
    return _product(left, right)


def _sum(terms: list[_Quotient]) -> _Quotient:
    total, denominator = terms[0]
    for numerator, other in terms[1:]:
        if other is denominator or (other is not None and denominator is not None and other == denominator):
            total = total + numerator
            continue
        ahead = total if other is None else _product(total, other)
        total = ahead + (numerator if denominator is None else _product(numerator, denominator))
        denominator = _denominators(denominator, other)
    return total, denominator


def _product(left: _Polynomial, right: _Polynomial) -> _Polynomial:
    if type(left) is fmpz_mpoly is type(right) and len(left) * len(right) > _MAX_PRODUCT_TERMS:
        raise LargeFieldError("a product of polynomials that are too long")
    return left * right


def _power(base: _Quotient, exponent: Expr) -> _Quotient:
    negative = exponent.head == "neg"
    literal = exponent.args[0] if negative else exponent
    if literal.head != "int":
        raise IllFormedFieldError("an exponent in a matrix of a field is an integer as a literal")
    order = literal.value
    assert isinstance(order, int)
    if order > MAX_EXPONENT:
        raise LargeFieldError(f"an exponent larger than {MAX_EXPONENT}")
    numerator, denominator = base
    if negative:
        if numerator == 0:
            raise IllFormedFieldError("an entry divides by zero")
        numerator, denominator = fmpz(1) if denominator is None else denominator, numerator
    return _to_the(numerator, order), None if denominator is None else _to_the(denominator, order)


def _to_the(base: _Polynomial, order: int) -> _Polynomial:
    """`base^order`, of bounded size: in terms, and in the bits of the coefficients."""
    if isinstance(base, fmpz):
        if base.bit_length() * order > _MAX_BITS:
            raise LargeFieldError("a power of a large integer")
        return base**order
    if order <= 1:
        return base**order
    length = len(base)
    if length > 1:
        # The terms of the power are at most the multisets of `order` terms of the base.
        count = 1
        for k in range(1, order + 1):
            count = count * (length + k - 1) // k
            if count > MAX_TERMS:
                raise LargeFieldError("a power of a long polynomial")
    if base.total_degree() * order > _MAX_BITS:
        raise LargeFieldError("a power of too high a degree")
    if (max(c.bit_length() for c in base.coeffs()) + length.bit_length()) * order > _MAX_BITS:
        raise LargeFieldError("a power of a polynomial with large coefficients")
    return base**order


def read_matrix(expr: Expr, context: fmpz_mpoly_ctx, generators: Mapping[str, fmpz_mpoly]) -> RationalMatrix:
    """The matrix written as a list of rows, over one common denominator; raises as `read_quotient`."""
    entries = [[_entry(entry, generators) for entry in row] for row in matrix_expressions(expr)]
    common: _Polynomial | None = None
    for row in entries:
        for _, denominator in row:
            if denominator is not None and denominator is not common:
                common = denominator if common is None else _common_multiple(common, denominator, context)
    constant = context.constant

    def scaled(quotient: _Quotient) -> fmpz_mpoly:
        numerator, denominator = quotient
        if common is not None:
            cofactor = common if denominator is None else _exact(common, denominator, context)
            numerator = _product(numerator, cofactor)
        return constant(numerator) if isinstance(numerator, fmpz) else numerator

    rows = tuple(tuple(map(scaled, row)) for row in entries)
    if common is None:
        return RationalMatrix(rows, constant(1))
    return RationalMatrix(rows, constant(common) if isinstance(common, fmpz) else common)


def _entry(expr: Expr, generators: Mapping[str, fmpz_mpoly]) -> _Quotient:
    polynomial = _integral(expr, generators)
    return read_quotient(expr, generators) if polynomial is None else (polynomial, None)


def _polynomial(value: _Polynomial, context: fmpz_mpoly_ctx) -> fmpz_mpoly:
    return context.constant(value) if isinstance(value, fmpz) else value


def _common_multiple(left: _Polynomial, right: _Polynomial, context: fmpz_mpoly_ctx) -> _Polynomial:
    if isinstance(left, fmpz) and isinstance(right, fmpz):
        return left * (right // left.gcd(right))
    a, b = _polynomial(left, context), _polynomial(right, context)
    return a if a == b else _product(a, _exact(b, a.gcd(b), context))


def _exact(dividend: _Polynomial, divisor: _Polynomial, context: fmpz_mpoly_ctx) -> _Polynomial:
    if isinstance(dividend, fmpz) and isinstance(divisor, fmpz):
        return dividend // divisor
    return _polynomial(dividend, context) // _polynomial(divisor, context)
