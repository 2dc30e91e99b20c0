"""Values of modular functions are those of the combinations of atoms, and other functions, that they are read as."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb, arb, ctx

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.expansions import expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language import parse_claim, parse_expression
from probatum.verifiers.language.expr import symbol
from probatum.verifiers.modular_forms.reading import MODULAR, NotModularError, Reader
from probatum.verifiers.modular_forms.weierstrass import WEIERSTRASS
from tests.modular_forms.values import number, turned, value

TAU = acb(arb(9) / 64, arb(17) / 16)
POINTS = ("1/3", "tau/3", "1/5 + 2*tau/5", "1/2 + tau/3", "1/4", "3/4 + tau", "tau/2")
VALUES = [
    *(f"jacobi_theta({j}, {z}, tau)" for j in (1, 2, 3, 4) for z in POINTS),
    "jacobi_theta(3, 2/5, 2*tau + 1/3)", "jacobi_theta(1, tau/5, 3*tau + 1/2)", "jacobi_theta(2, 1/3 + tau/4, tau/2)",
    "jacobi_theta(4, 1/7, -1/tau)", "jacobi_theta(1, 1/(5*tau), -1/tau)",
    "jacobi_theta(3, (1 + 2*tau)/(6*tau + 3), (tau - 3)/(2*tau + 1))", "eisenstein_e(2, -1/tau)",
    "eisenstein_e(2, (3*tau + 1)/(2*tau + 5))", "eisenstein_e(6, (3*tau + 1)/(2*tau + 5))",
    "dedekind_eta((3*tau + 1)/(-2*tau - 1/2))", "modular_lambda((3*tau + 1)/(2*tau + 5))",
    "modular_j((3*tau + 1)/(2*tau + 5))", "jacobi_theta(3, 0, tau, 2)", "jacobi_theta(3, 0, tau, 4)",
    "jacobi_theta(2, 0, tau, 6)", "jacobi_theta(1, 0, 3*tau, 5)", "jacobi_theta(4, 0, -1/tau, 2)",
    "eisenstein_g(6, 2*tau)", "eisenstein_g(2, 2*tau + 1/2)", "jacobi_theta(1, 0, tau + 1/3, 3)",
    "modular_delta(tau/3)",
]  # fmt: skip


def read(text: str) -> tuple[acb, acb]:
    """The value of what an expression is read as, and its own."""
    own = expander(Facts(parse_claim("0 = 0 for tau in HH").conditions))
    reader = Reader(own, "tau")
    expr = parse_expression(text)
    image = MODULAR[expr.head](reader, expr.args)
    names = {index: key for key, index in own.shared.indices.items()}

    def power(index: int, exponent: Fraction) -> acb:
        if index == p.UNIT:
            return turned(exponent / 2)
        base = own.shared.expressions[index]
        if index in reader.atoms:
            return value(reader.atoms[index], TAU) ** int(exponent)
        if names[index] == ("E_2",):
            return complex_(evaluate(parse_expression("eisenstein_e(2, tau)"), {"tau": TAU})) ** int(exponent)
        if names[index][0] == "root of a row":
            (row,) = names[index][1:]
            assert isinstance(row, tuple)
            return complex_((-acb(0, 1) * (row[0] * TAU + row[1])) ** acb(number(exponent)))
        if base.head == "exp":
            return (complex_(evaluate(base.args[0], {"tau": TAU})) * number(exponent)).exp()
        return complex_(evaluate(base, {"tau": TAU})) ** acb(number(exponent))

    def total(part: p.Polynomial) -> acb:
        result = acb(0)
        for monomial, coefficient in part.items():
            term = acb(coefficient)
            for index, exponent in monomial:
                term *= power(index, Fraction(exponent))
            result += term
        return result

    return total(image[0]) / total(image[1]), complex_(evaluate(expr, {"tau": TAU}))


@pytest.mark.parametrize("text", VALUES)
def test_a_value_is_what_it_is_read_as(text: str) -> None:
    with ctx.workprec(160):
        left, right = read(text)
        assert left.rad() < 1e-25 * (1 + abs(right).abs_upper())
        assert abs(left - right) < 1e-20 * (1 + abs(right).abs_upper())


@pytest.mark.parametrize("text", [
    "dedekind_eta(-tau)", "dedekind_eta(1/tau)", "dedekind_eta(tau^2)", "dedekind_eta(i*tau)",
    "modular_j(sqrt(2)*tau)", "dedekind_eta(10^9*tau)", "jacobi_theta(3, sqrt(2), tau)", "jacobi_theta(3, i, tau)",
    "jacobi_theta(3, 1/3, tau, 1)",
    "jacobi_theta(5, 0, tau)", "eisenstein_e(3, tau)", "eisenstein_e(1000, tau)",
    "dedekind_eta(tau - tau)",
])  # fmt: skip
def test_what_is_not_read(text: str) -> None:
    with pytest.raises(NotModularError):
        read(text)


@pytest.mark.parametrize("head", sorted(WEIERSTRASS))
@pytest.mark.parametrize("z", [acb(arb(3) / 8, arb(1) / 4), acb(-2, arb(1) / 8), acb(arb(1) / 2)])
def test_functions_of_weierstrass(head: str, z: acb) -> None:
    """DLMF 23.6.5 and 23.6.9."""
    with ctx.workprec(160):
        scope = {"z": z, "tau": TAU}
        written = WEIERSTRASS[head](symbol("z"), symbol("tau"))
        sides = [complex_(evaluate(each, scope)) for each in (parse_expression(f"{head}(z, tau)"), written)]
        assert abs(sides[0] - sides[1]) < 1e-20 * (1 + abs(sides[0]).abs_upper())
