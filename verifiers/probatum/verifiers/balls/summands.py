"""Terms of sums as analytic functions of their index: the sign `(-1)^n` apart, finite sums by polygamma functions."""

from __future__ import annotations

from typing import Final

from flint import fmpq_poly, fmpz

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.balls.scope import Scope
from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.functions.lift import fraction
from probatum.verifiers.language.expr import Expr, apply, free_symbols, integer, substitute
from probatum.verifiers.language.numbers import rational_number

__all__ = ["LEAST_INDEX", "analytic_form", "period_sum", "without_character", "without_sign"]

LEAST_INDEX: Final = 24
"""The index from which analytic forms are used."""

_MAX_MODULUS: Final = 41
_MAX_ORDER: Final = 12


def without_sign(body: Expr, variable: str, scope: Scope) -> tuple[Expr, bool] | None:
    """`(f, odd)` with `body = (-1)^n f(n)`, or its opposite when `odd`, at all integers n; None without a sign."""
    head, args = body.head, body.args
    if head == "^":
        parity = _parity(args[0], args[1], variable, scope)
        return None if parity is None else (integer(1), parity)
    if head == "neg":
        inner = without_sign(args[0], variable, scope)
        return None if inner is None else (Expr("neg", (inner[0],)), inner[1])
    if head not in ("*", "/"):
        return None
    found = [(i, part) for i, arg in enumerate(args) if (part := without_sign(arg, variable, scope)) is not None]
    if len(found) != 1:
        return None
    ((index, (rest, odd)),) = found
    return Expr(head, (*args[:index], rest, *args[index + 1 :])), odd


def _parity(base: Expr, exponent: Expr, variable: str, scope: Scope) -> bool | None:
    """Whether `(-1)^(a n + b)`, a an odd and b any integer, is `-(-1)^n`; None for other powers."""
    if base.head != "neg" or base.args[0] != integer(1):
        return None
    linear = exact_polynomial(exponent, variable, scope)
    if linear is None or linear.degree() != 1:
        return None
    slope, shift = fraction(linear[1]), fraction(linear[0])
    if slope.q != 1 or shift.q != 1 or slope.p % 2 == 0:
        return None
    return bool(shift.p % 2)


def without_character(body: Expr, variable: str) -> tuple[Expr, int] | None:
    """`(f, q)` with `body = jacobi_symbol(n, q) f(n)` for a literal odd q; None without such a factor, or with two."""
    head, args = body.head, body.args
    if head == "jacobi_symbol" and args[0].is_symbol(variable) and args[1].head == "int":
        q = int(args[1].value)  # type: ignore[arg-type]
        return (integer(1), q) if q % 2 and 1 < q <= _MAX_MODULUS else None
    if head not in ("*", "/", "neg"):
        return None
    places = args if head != "/" else args[:1]
    found = [(i, part) for i, arg in enumerate(places) if (part := without_character(arg, variable)) is not None]
    if len(found) != 1:
        return None
    ((index, (rest, q)),) = found
    return Expr(head, (*args[:index], rest, *args[index + 1 :])), q


def period_sum(term: Expr, variable: str, modulus: int) -> Expr:
    """`sum_r (r/q) f(q n + r)` over 0 < r < q, as a function of n."""
    parts = []
    for r in range(1, modulus):
        sign = int(FUNCTIONS["jacobi_symbol"].ball(fmpz(r), fmpz(modulus)))  # type: ignore[arg-type]
        if sign:
            index = Expr("+", (Expr("*", (integer(modulus), Expr("symbol", (), variable))), integer(r)))
            moved = substitute(term, {variable: index})
            parts.append(moved if sign > 0 else Expr("neg", (moved,)))
    return Expr("+", tuple(parts))


def analytic_form(body: Expr, variable: str, scope: Scope) -> Expr:
    """An expression with the same values at the integers from LEAST_INDEX on: no sums with an end that varies.

    `sum(1/(k + c)^s, k, l, n + m) = harmonic(n + m + c, s) - harmonic(l + c - 1, s)` for integers with `l + c >= 1` and
    `n + m >= l - 1`, and generalised harmonic numbers are polygamma functions.
    """
    if variable not in free_symbols(body):
        return body
    if body.head == "sum":
        return _harmonic(body, variable, scope) or body
    if body.head in ("prod", "integral", "limit", "pcf"):
        return body
    args = tuple(analytic_form(arg, variable, scope) for arg in body.args)
    if body.head == "harmonic" and len(args) == 2:
        return _as_polygamma(*args) or Expr(body.head, args)
    return Expr(body.head, args, body.value)


def _as_polygamma(argument: Expr, order: Expr) -> Expr | None:
    """`zeta(r) - (-1)^r polygamma(r - 1, x + 1)/(r - 1)!` for a literal order."""
    if order.head != "int" or not 1 <= int(order.value) <= _MAX_ORDER:  # type: ignore[arg-type]
        return None
    r = int(order.value)  # type: ignore[arg-type]
    if r == 1:
        return apply("harmonic", argument)
    tail = apply("polygamma", integer(r - 1), Expr("+", (argument, integer(1))))
    scaled = Expr("/", (tail, apply("factorial", integer(r - 1))))
    return Expr("+", (apply("zeta", order), scaled if r % 2 else Expr("neg", (scaled,))))


def _harmonic(body: Expr, variable: str, scope: Scope) -> Expr | None:
    """A finite sum of a power of a linear function from an integer up to an end that varies."""
    term, bound, low, high = body.args
    upper, lower = exact_polynomial(high, variable, scope), exact_polynomial(low, variable, scope)
    if upper is None or lower is None:
        return None
    end, start = fmpq_poly(upper), fmpq_poly(lower)
    if end.degree() != 1 or end[1] != 1 or start.degree() > 0:
        return None
    if LEAST_INDEX + end[0] < start[0] - 1 or end[0].q != 1 or start[0].q != 1:
        return None
    if bound.name == variable or term.head != "/":
        return None
    above, below = term.args
    outer, inner_factors = [above], []
    for factor in below.args if below.head == "*" else (below,):
        if bound.name in free_symbols(factor):
            inner_factors.append(factor)
        else:
            outer.append(Expr("^", (factor, Expr("neg", (integer(1),)))))
    below = inner_factors[0] if len(inner_factors) == 1 else Expr("*", (*inner_factors, integer(1), integer(1)))
    if bound.name in free_symbols(above) or variable in free_symbols(below):
        return None
    inner = {name: value for name, value in scope.items() if name != bound.name}
    polynomial = exact_polynomial(below, bound.name, inner)
    if polynomial is None or not 1 <= polynomial.degree() <= _MAX_ORDER:
        return None
    order, monic = polynomial.degree(), fmpq_poly(polynomial) / polynomial[polynomial.degree()]
    shift = fraction(monic[order - 1]) / order
    if monic != fmpq_poly([shift, 1]) ** order or shift.q != 1:
        return None
    first, last = start[0] + shift, end[0] + shift
    if first < 1:
        return None

    def number(index: Expr) -> Expr:
        return _as_polygamma(index, integer(order)) or apply("harmonic", index)

    total = Expr(
        "+",
        (
            number(Expr("+", (Expr("symbol", (), variable), rational_number(last)))),
            Expr("neg", (apply("harmonic", rational_number(first - 1), integer(order)),)),
        ),
    )
    return Expr("/", (Expr("*", (*outer, total)), rational_number(fraction(polynomial[order]))))
