"""Integrands for rigorous quadrature: evaluation on complex boxes that also vouches for analyticity.

`acb.integral` bounds its error from the integrand's values on complex boxes, and asks for some of them that the
integrand be holomorphic on the whole box; a non-finite answer says that it is not, or not known to be. Powers, roots
and logarithms have FLINT's own check against their cut; a function of the table is used only when it is meromorphic
(FLINT answers non-finite on boxes with a pole) or when its cut is described here.

Source: Johansson, *Numerical integration in arbitrary-precision ball arithmetic* (2018), section 2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from flint import acb, arb, fmpz

from probatum.verifiers.balls.arithmetic import OPERATIONS
from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.scope import Engine, Scope, infinite_end, integer_end
from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.functions.lift import as_exact_integer, complex_
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, substitute

__all__ = ["Integrand", "compile_integrand", "summands"]

Integrand: TypeAlias = Callable[[acb, bool], acb]
"""`f(z, analytic)`: an enclosure of f on the box z; with `analytic`, non-finite unless f is holomorphic on z."""

_MAX_SUMMANDS: Final = 200

_NOT_HOLOMORPHIC: Final = acb(arb.nan(), arb.nan())

_MEROMORPHIC: Final = frozenset(
    {
        "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "sinc",
        "expm1", "gamma", "rgamma", "factorial", "digamma", "harmonic", "zeta",
        "erf", "erfc", "erfi", "si", "shi", "fresnels", "fresnelc",
    }
)  # fmt: skip
"""Functions of one argument that are meromorphic in the plane."""

_MEROMORPHIC_IN_LAST: Final = frozenset(
    {
        "hyp0f1", "hyp1f1", "hyp0f1_regularized", "hyp1f1_regularized", "legendre", "chebyt", "chebyu", "bernoulli",
        "polygamma",
    }
)  # fmt: skip
"""Functions that are meromorphic in their last argument for an exact integer (or, for hyp..., any) first argument."""


_WITH_PARAMETER: Final = _MEROMORPHIC_IN_LAST | {"jacobi_theta"}
"""Functions whose first arguments are parameters and are not integrands."""


def _off_cut(on_line: arb, along: arb, beyond: Callable[[arb], bool]) -> bool:
    """Whether a box misses a cut: the part of the line `on_line = 0` where `beyond(along)` may hold."""
    return bool(on_line != 0) or not beyond(along)


def _outside_unit(x: arb) -> bool:
    return not (x > -1 and x < 1)


_CUT_FREE: Final[dict[str, Callable[[acb], bool]]] = {
    "asin": lambda z: _off_cut(z.imag, z.real, _outside_unit),
    "acos": lambda z: _off_cut(z.imag, z.real, _outside_unit),
    "atanh": lambda z: _off_cut(z.imag, z.real, _outside_unit),
    "atan": lambda z: _off_cut(z.real, z.imag, _outside_unit),
    "asinh": lambda z: _off_cut(z.real, z.imag, _outside_unit),
    "acosh": lambda z: _off_cut(z.imag, z.real, lambda x: not x > 1),
    "loggamma": lambda z: _off_cut(z.imag, z.real, lambda x: not x > 0),
    "elliptic_k": lambda z: _off_cut(z.imag, z.real, lambda x: not x < 1),
    "elliptic_e": lambda z: _off_cut(z.imag, z.real, lambda x: not x < 1),
    "log1p": lambda z: _off_cut(z.imag, z.real, lambda x: not x > -1),
}
"""For functions of one argument with a cut: whether a box misses it."""


def compile_integrand(body: Expr, variable: str, scope: Scope, engine: Engine) -> Integrand:
    """The integrand as a function of a complex box; raises UnsupportedError for a function of unknown analyticity."""
    if variable not in free_symbols(body):
        constant = complex_(engine.value(body, scope))
        return lambda _z, _analytic: constant
    head, args = body.head, body.args
    if head == "symbol":
        return lambda z, _analytic: z
    if head in ("^", "sqrt"):
        return _power(body, variable, scope, engine)
    if head in ("sum", "prod"):
        return _finite(body, variable, scope, engine)
    if head in BINDERS:
        raise UnsupportedError(f"an integrand with {head}, which is not known to be analytic there")
    inner = [compile_integrand(arg, variable, scope, engine) for arg in args] if head not in _WITH_PARAMETER else []
    if head in ("+", "*", "/", "neg"):
        operation = OPERATIONS[head]
        return lambda z, analytic: complex_(operation(*[f(z, analytic) for f in inner]))
    if head == "!":
        head = "factorial"
    if len(args) == 1:
        return _function(head, inner[0])
    if head in _MEROMORPHIC_IN_LAST and all(variable not in free_symbols(arg) for arg in args[:-1]):
        return _with_parameter(head, args, variable, scope, engine)
    if head == "jacobi_theta" and variable not in free_symbols(Expr("tuple", (args[0], *args[3:]))):
        return _theta(args, variable, scope, engine)
    raise UnsupportedError(f"an integrand with {head}, which is not known to be analytic there")


def summands(body: Expr, variable: str, scope: Scope, engine: Engine) -> list[Expr]:
    """The terms of a finite sum, or factors of a finite product, whose ends are free of the variable.

    Raises UnsupportedError for others.
    """
    term, bound, low_expr, high_expr = body.args
    ends_vary = variable in free_symbols(low_expr) | free_symbols(high_expr)
    if ends_vary or infinite_end(low_expr, scope) or infinite_end(high_expr, scope) or bound.name == variable:
        raise UnsupportedError(f"an integrand with an infinite {body.head}, which is not known to be analytic there")
    low, high = integer_end(low_expr, scope, engine), integer_end(high_expr, scope, engine)
    if high - low >= _MAX_SUMMANDS:
        raise UnsupportedError(f"an integrand with a {body.head} of more than {_MAX_SUMMANDS} terms")
    return [substitute(term, {bound.name: integer(k)}) for k in range(low, high + 1)]


def _finite(body: Expr, variable: str, scope: Scope, engine: Engine) -> Integrand:
    """A finite sum or product of integrands, its ends free of the variable."""
    parts = [compile_integrand(part, variable, scope, engine) for part in summands(body, variable, scope, engine)]
    start = acb(0) if body.head == "sum" else acb(1)

    def combined(z: acb, analytic: bool) -> acb:
        total = start
        for part in parts:
            total = total + part(z, analytic) if body.head == "sum" else total * part(z, analytic)
        return total

    return combined


def _function(head: str, inner: Integrand) -> Integrand:
    if head == "log":
        return lambda z, analytic: inner(z, analytic).log(analytic=analytic)
    if head in _MEROMORPHIC:
        ball = FUNCTIONS[head].ball
        return lambda z, analytic: complex_(ball(inner(z, analytic)))
    cut_free = _CUT_FREE.get(head)
    if cut_free is None:
        raise UnsupportedError(f"an integrand with {head}, which is not known to be analytic there")
    ball = FUNCTIONS[head].ball

    def with_cut(z: acb, analytic: bool) -> acb:
        argument = inner(z, analytic)
        if analytic and not cut_free(argument):
            return _NOT_HOLOMORPHIC
        return complex_(ball(argument))

    return with_cut


def _power(body: Expr, variable: str, scope: Scope, engine: Engine) -> Integrand:
    if body.head == "sqrt":
        inner = compile_integrand(body.args[0], variable, scope, engine)
        return lambda z, analytic: inner(z, analytic).sqrt(analytic=analytic)
    base_expr, exponent_expr = body.args
    exponent = compile_integrand(exponent_expr, variable, scope, engine)
    if base_expr.is_symbol("e") and "e" not in scope and variable != "e":
        return lambda z, analytic: exponent(z, analytic).exp()
    base = compile_integrand(base_expr, variable, scope, engine)
    order = None
    if variable not in free_symbols(exponent_expr):
        order = as_exact_integer(engine.value(exponent_expr, scope))
    if order is not None:
        return lambda z, analytic: _integer_power(base(z, analytic), order)
    if variable not in free_symbols(base_expr):
        logarithm = complex_(engine.value(base_expr, scope)).log()
        return lambda z, analytic: (exponent(z, analytic) * logarithm).exp()
    return lambda z, analytic: base(z, analytic).pow(exponent(z, analytic), analytic=analytic)


def _integer_power(base: acb, order: fmpz) -> acb:
    """The power, which for the order 0 has no value either where the base has none."""
    return base**order if base.is_finite() else _NOT_HOLOMORPHIC


def _with_parameter(head: str, args: tuple[Expr, ...], variable: str, scope: Scope, engine: Engine) -> Integrand:
    """A function that is meromorphic in its last argument; polynomials and polygammas need an exact integer order."""
    parameters = [engine.value(arg, scope) for arg in args[:-1]]
    if not head.startswith("hyp"):
        orders = [as_exact_integer(p) for p in parameters]
        if any(order is None or (order < 0 and head == "polygamma") for order in orders):
            raise UnsupportedError(f"an integrand with {head} of an order at which it is not known to be meromorphic")
    inner = compile_integrand(args[-1], variable, scope, engine)
    ball = FUNCTIONS[head].ball
    return lambda z, analytic: complex_(ball(*parameters, inner(z, analytic)))


def _theta(args: tuple[Expr, ...], variable: str, scope: Scope, engine: Engine) -> Integrand:
    """Theta functions are holomorphic in z, and in tau on the upper half-plane."""
    index, *order = (engine.value(arg, scope) for arg in (args[0], *args[3:]))
    z, tau = (compile_integrand(arg, variable, scope, engine) for arg in args[1:3])
    ball = FUNCTIONS["jacobi_theta"].ball

    def theta(x: acb, analytic: bool) -> acb:
        half_plane = tau(x, analytic)
        if not half_plane.imag > 0:
            return _NOT_HOLOMORPHIC
        return complex_(ball(index, z(x, analytic), half_plane, *order))

    return theta
