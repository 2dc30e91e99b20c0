"""Dedekind's eta and complete elliptic integrals at imaginary quadratic points, by gamma at rationals.

With `tau0 = sqrt(d)*i` for the field of square roots of -d, `eta(tau) = u*eta(tau0)*(Delta(tau)/Delta(tau0))^(1/24)`
where u is a root of unity and the power is an algebraic number with a zero bound; the formula of Chowla and Selberg
then gives `eta(tau0)`.
"""

from __future__ import annotations

from flint import acb, arb, ctx, fmpq

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Equation, Proof
from probatum.verifiers.certificates.rules.chowla_selberg import ChowlaSelberg
from probatum.verifiers.certificates.rules.combination import Combination, Congruence, replaced
from probatum.verifiers.certificates.rules.roots import Roots
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.complex_multiplication import (
    QuadraticPoint,
    point_expression,
    primitive_point,
    square_part,
)
from probatum.verifiers.exact.rational_guess import guessed_rational
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.linear_forms import product_of
from probatum.verifiers.provers.search import Search

__all__ = ["base_value", "eta_value", "singular_value"]

_BITS = 320


def eta_value(constant: Expr, search: Search) -> Proof | None:
    """`dedekind_eta` at an imaginary quadratic point by its value at the base point of the field.

    Points more than 1/2 away from the imaginary axis are left to the period of eta.
    """
    point = primitive_point(constant.args[0])
    if point is None:
        return None
    base = QuadraticPoint(1, 0, square_part(-point.discriminant)[1])
    canonical = point_expression(base)
    if abs(point.b) > point.a:
        return None
    if point != base:
        search.spend(20)
        return _by_base(constant, base)
    if constant.args[0] == canonical:
        return None
    return Combination(constant, apply("dedekind_eta", canonical), (Combination(constant.args[0], canonical),))


def base_value(constant: Expr, search: Search) -> Proof | None:
    """`dedekind_eta` at the base point of an imaginary quadratic field, by gamma at rationals."""
    point = primitive_point(constant.args[0])
    if point is None or (point.a, point.b) != (1, 0) or constant.args[0] != point_expression(point):
        return None
    square, d = square_part(point.c)
    if square != 1:
        return None
    search.spend(50)
    return _base_value(constant, d)


def _by_base(constant: Expr, base: QuadraticPoint) -> Roots | None:
    """`eta(tau) = u*eta(tau0)*(Delta(tau)/Delta(tau0))^(1/24)` as equal 24th powers.

    The quotient is written as powers of primes where it is rational, and taken negative left of the imaginary axis.
    """
    (tau,), tau0 = constant.args, point_expression(base)
    quotient = Expr("/", (apply("modular_delta", tau), apply("modular_delta", tau0)))
    if zero_bound(quotient) is None:
        return None
    with ctx.workprec(_BITS):
        value = complex_(evaluate(quotient, {}))
    rational_value = guessed_rational(value.real) if value.imag.contains(0) else None
    if rational_value is None:
        radicand = Expr("neg", (quotient,)) if value.real < 0 else quotient
        roots = [Expr("^", (radicand, rational(1, 24)))]
    else:
        roots = _prime_powers(rational_value)
    turn = _turn(constant, product_of([apply("dedekind_eta", tau0), *roots]))
    if turn is None:
        return None
    right = product_of([*turn, apply("dedekind_eta", tau0), *roots])
    powers = (Expr("^", (constant, integer(24))), Expr("^", (right, integer(24))))
    if rational_value is None:
        definitions = tuple(Instance("modular discriminant", (point,)) for point in (tau, tau0))
        return Roots(constant, right, 24, Combination(*powers, definitions))
    number = rational_number(rational_value)
    scale = Expr("^", (apply("dedekind_eta", tau0), integer(24)))
    above = Congruence(quotient, Instance("modular discriminant", (tau,)))
    half = conclusion(above)
    if half is None:
        return None
    below = Congruence(half.right, Instance("modular discriminant", (tau0,)))
    minus = Expr("neg", (scale,))
    relations = ((scale, Combination(quotient, number)), (minus, above), (minus, below))
    return Roots(constant, right, 24, Combination(*powers, (), relations))


def _prime_powers(number: fmpq) -> list[Expr]:
    """The 24th root of the modulus of a rational number as rational powers of primes."""
    powers = []
    for part, sign in ((number.p, 1), (number.q, -1)):
        for prime, exponent in abs(part).factor():
            powers.append(Expr("^", (integer(int(prime)), rational(sign * exponent, 24))))
    return powers


def _turn(left: Expr, right: Expr) -> list[Expr] | None:
    """The root of unity `left/right`, written `exp(k/24*pi*i)`; no factor for 1."""
    try:
        with ctx.workprec(_BITS):
            angle = (complex_(evaluate(left, {})) / complex_(evaluate(right, {}))).log().imag / arb.pi() * 24
    except NO_VALUE:
        return None
    k = guessed_rational(angle)
    if k is None or k.q != 1:
        return None
    return [apply("exp", Expr("*", (rational(int(k.p), 24), symbol("pi"), symbol("i"))))] if k != 0 else []


def _base_value(constant: Expr, d: int) -> Proof | None:
    """`eta(sqrt(d)*i)` from the formula of Chowla and Selberg, whose other eta values are multiples of it."""
    discriminant = -d if d % 4 == 3 else -4 * d
    formula = ChowlaSelberg(discriminant)
    equation = conclusion(formula)
    if equation is None:
        return None
    base, canonical = QuadraticPoint(1, 0, d), constant
    relations: list[tuple[Expr, Proof]] = [(integer(1), formula)]
    product, algebraic = equation.left, []
    for factor in equation.left.args:
        value = factor.args[0]
        if value != canonical:
            step = _by_base(value, base)
            if step is None:
                return None
            right = step.right
            algebraic += [Expr("^", (part, integer(2))) for part in _factors(right) if part != canonical]
            after = replaced(product, Equation(value, right))
            if after != product:
                relations.append((integer(-1), Congruence(product, step)))
                product = after
    order = 2 * len(equation.left.args)
    scale, pi_power, *gammas = equation.right.args
    number = Expr(
        "/", (Expr("*", (scale, Expr("^", (pi_power.args[0].args[0], pi_power.args[1])))), product_of(algebraic))
    )
    parts = [Expr("^", (number, rational(1, order))), Expr("^", (symbol("pi"), rational(-1, 4)))]
    for power in gammas:
        exponent = _integer(power.args[1])
        parts.append(Expr("^", (power.args[0], rational(exponent, order))))
    value = product_of(parts)
    powers = Expr("^", (canonical, integer(order))), Expr("^", (value, integer(order)))
    factor = Expr("/", (integer(1), product_of(algebraic)))
    premise = Combination(*powers, (), tuple((product_of([sign, factor]), proof) for sign, proof in relations))
    return Roots(canonical, value, order, premise)


def _factors(product: Expr) -> tuple[Expr, ...]:
    return product.args if product.head == "*" else (product,)


def _integer(expr: Expr) -> int:
    sign, literal = (-1, expr.args[0]) if expr.head == "neg" else (1, expr)
    assert isinstance(literal.value, int)
    return sign * literal.value


def singular_value(constant: Expr, search: Search) -> Proof | None:
    """`elliptic_k(m)`, `elliptic_e(m)` for m = lambda(tau) at an imaginary quadratic tau in the standard domain."""
    if len(constant.args) != 1 or zero_bound(constant.args[0]) is None:
        return None
    tau = _period_ratio(constant.args[0])
    if tau is None:
        return None
    search.spend(20)
    modulus = apply("modular_lambda", tau)
    theorem = Instance("K of lambda" if constant.head == "elliptic_k" else "E of lambda", (tau,))
    equation = conclusion(theorem)
    if equation is None:
        return None
    right = replaced(equation.right, Equation(modulus, constant.args[0]))
    return Combination(constant, right, (Combination(constant.args[0], modulus), theorem))


def _period_ratio(modulus: Expr) -> Expr | None:
    """The tau with `lambda(tau)` the modulus, guessed from its ball `i K(1 - m)/K(m)`."""
    try:
        with ctx.workprec(_BITS):
            m = complex_(evaluate(modulus, {}))
            tau = acb(0, 1) * (1 - m).elliptic_k() / m.elliptic_k()
            trace, norm = guessed_rational(tau.real), guessed_rational((tau * tau.conjugate()).real)
    except NO_VALUE:
        return None
    if trace is None or norm is None:
        return None
    a = int((2 * trace).q.lcm(norm.q))
    b, c = int((-2 * trace * a).p), int((norm * a).p)
    if b * b - 4 * a * c >= 0:
        return None
    return point_expression(QuadraticPoint(a, b, c))
