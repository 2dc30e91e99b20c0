"""Integrands along a path `x = a + h exp(±u)`, rewritten as expressions in u.

Polynomials in x become polynomials in `w = exp(±u)` by an exact Taylor shift, so that `1 - x` towards 1 is `h*w` and
not a difference. A power, root or logarithm of a polynomial that becomes a monomial `c*w^m` is rewritten by `log(c
w^m) = log(c) ± m u`, which holds for the principal logarithm because w is positive on the path; the right side is
analytic in u where the left one has a cut, and quadrature in u can take long steps.
"""

from __future__ import annotations

from typing import Final

from flint import fmpz

from probatum.verifiers.balls.arithmetic import is_exact_zero, multiply
from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.holomorphic import summands
from probatum.verifiers.balls.paths import Path, Ray
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.terms import Polynomial
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import BINDERS, Expr, integer, symbol

__all__ = ["PARAMETER", "pulled_back"]

PARAMETER: Final = "_u"
"""The name of the parameter u: names in claim text begin with a letter."""


class _PullBack:
    """Rewrites one integrand; `names` collects the constants that the rewriting computes."""

    def __init__(self, ray: Ray) -> None:
        self.ray = ray
        self.sign = -1 if ray.path.kind == "inward" else 1
        self.names: dict[str, Value] = {}

    def constant(self, value: Value) -> Expr:
        name = f"_c{len(self.names)}"
        self.names[name] = value
        return symbol(name)

    def rewritten(self, expr: Expr) -> Expr:
        if not self.ray.varies(expr):
            return expr
        polynomial = self.ray.polynomial(expr)
        if polynomial is not None:
            return self.polynomial(self.ray.shifted(polynomial))
        head, args = expr.head, expr.args
        if head in BINDERS:
            return self.written_out(expr)
        if head in ("log", "sqrt", "^"):
            logarithm = self.logarithm(args[0])
            if logarithm is not None:
                if head == "log":
                    return logarithm
                exponent = Expr("/", (integer(1), integer(2))) if head == "sqrt" else self.rewritten(args[1])
                return Expr("exp", (Expr("*", (exponent, logarithm)),))
        return Expr(head, tuple(map(self.rewritten, args)))

    def written_out(self, expr: Expr) -> Expr:
        """A finite sum or product within the integrand: its index is no constant that the rewriting could compute."""
        if expr.head not in ("sum", "prod"):
            raise UnsupportedError(f"an improper integral of an integrand with {expr.head}")
        ray = self.ray
        parts = [self.rewritten(part) for part in summands(expr, ray.variable, ray.scope, ray.engine)]
        empty, head = (0, "+") if expr.head == "sum" else (1, "*")
        return parts[0] if len(parts) == 1 else Expr(head, tuple(parts)) if parts else integer(empty)

    def polynomial(self, coefficients: list[Value]) -> Expr:
        terms = [self.monomial(c, degree) for degree, c in enumerate(coefficients) if not is_exact_zero(c)]
        if not terms:
            return integer(0)
        return terms[0] if len(terms) == 1 else Expr("+", tuple(terms))

    def monomial(self, coefficient: Value, degree: int) -> Expr:
        """`coefficient * exp(±degree*u)`."""
        if degree == 0:
            return self.constant(coefficient)
        return Expr("*", (self.constant(coefficient), Expr("exp", (self.multiple_of_u(degree),))))

    def multiple_of_u(self, degree: int) -> Expr:
        return Expr("*", (integer(self.sign * degree), symbol(PARAMETER)))

    def logarithm(self, argument: Expr) -> Expr | None:
        """The principal logarithm of an argument that becomes a monomial, None for another."""
        polynomial: Polynomial | None = self.ray.polynomial(argument) if self.ray.varies(argument) else None
        if polynomial is None:
            return None
        coefficients = self.ray.shifted(polynomial)
        places = [degree for degree, c in enumerate(coefficients) if not is_exact_zero(c)]
        if len(places) != 1:
            return None
        (degree,) = places
        certainly_not_zero = complex_(coefficients[degree]) != 0
        if not certainly_not_zero:
            return None
        constant = Expr("log", (self.constant(coefficients[degree]),))
        return Expr("+", (constant, self.multiple_of_u(degree)))


def pulled_back(body: Expr, variable: str, path: Path, scope: Scope, engine: Engine) -> tuple[Expr, Scope]:
    """`f(x(u)) dx/du` as an expression in PARAMETER, with the scope that it is evaluated in."""
    rewriting = _PullBack(Ray(variable, path, 1, scope, engine))
    integrand = rewriting.rewritten(body)
    velocity = rewriting.monomial(multiply(path.scale, fmpz(rewriting.sign)), 1)
    return Expr("*", (integrand, velocity)), {**scope, **rewriting.names}
