"""Whether an expression has a value at every point of a domain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.functions.lift import as_exact_integer, complex_, is_exact
from probatum.verifiers.identities.arithmetic_domains import ARITHMETIC_DOMAINS
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.rays import inside_unit_disc, off_the_cut
from probatum.verifiers.language.expr import BINDERS, Expr, apply, free_symbols, integer, substitute, symbol

__all__ = ["integrand", "integrated", "is_defined", "unrolled"]

MAX_UNROLLED: Final = 12
"""Terms of a sum that is written out."""

_Arguments = tuple[Expr, ...]

TOTAL: Final = frozenset(
    {"+", "*", "neg", "exp", "expm1", "sqrt", "sin", "cos", "sinh", "cosh", "sinc", "abs", "re", "im", "conjugate",
     "sign", "arg", "rgamma", "erf", "erfc", "erfi", "si", "shi", "fresnels", "fresnelc", "airyai", "airybi", "asin",
     "acos", "asinh", "acosh", "barnes_g", "dirichlet_eta", "dirichlet_beta", "hyp0f1_regularized",
     "hyp1f1_regularized", "carlson_rg", "agm"}
)  # fmt: skip
"""Functions with a value at all complex arguments (airyai and airybi, carlson_rg, agm: in one argument and more)."""

INTEGRAL: Final = frozenset({"fibonacci", "lucas", "gcd", "lcm", "totient", "moebius", "partitions"})
"""Functions of integers, all of them."""


def _nonzero(expr: Callable[..., Expr]) -> Callable[[Facts, _Arguments], bool]:
    return lambda facts, args: facts.is_nonzero(expr(*args))


def _degree(facts: Facts, n: Expr) -> bool:
    return facts.is_integer(n) and facts.is_nonnegative(n)


def _power(facts: Facts, args: _Arguments) -> bool:
    base, exponent = args
    if facts.is_nonzero(base) or _degree(facts, exponent):
        return True
    return facts.is_positive(apply("re", exponent)) or facts.is_positive(exponent)


def _plus_one(expr: Expr) -> Expr:
    return Expr("+", (expr, integer(1)))


def _no_pole(expr: Callable[[Expr], Expr]) -> Callable[[Facts, _Arguments], bool]:
    return lambda facts, args: all(facts.is_no_pole(expr(arg)) for arg in args)


def _binomial(facts: Facts, args: _Arguments) -> bool:
    n, k = args
    return facts.is_integer(k) or facts.is_no_pole(_plus_one(n))


def _rising(facts: Facts, args: _Arguments) -> bool:
    return _degree(facts, args[1]) or facts.is_no_pole(Expr("+", args))


def _polygamma(facts: Facts, args: _Arguments) -> bool:
    return _degree(facts, args[0]) and facts.is_no_pole(args[1])


def _polynomial(facts: Facts, args: _Arguments) -> bool:
    return _degree(facts, args[0])


def _bessel_entire(facts: Facts, args: _Arguments) -> bool:
    if len(args) == 3 and not _degree(facts, args[2]):
        return False
    return facts.is_integer(args[0]) or facts.is_nonzero(args[1])


def _bessel_singular(facts: Facts, args: _Arguments) -> bool:
    return facts.is_nonzero(args[1]) and (len(args) == 2 or _degree(facts, args[2]))


def _theta(facts: Facts, args: _Arguments) -> bool:
    known = literal_fraction(args[0]) in (1, 2, 3, 4) and (len(args) == 3 or _degree(facts, args[3]))
    return known and facts.entails(Expr("in", (args[2], symbol("HH"))))


def _upper_half_plane(facts: Facts, args: _Arguments) -> bool:
    return facts.entails(Expr("in", (args[-1], symbol("HH"))))


def _eisenstein(facts: Facts, args: _Arguments) -> bool:
    order = literal_fraction(args[0])
    return order is not None and order in range(2, 1001, 2) and _upper_half_plane(facts, args)


def _zeta(facts: Facts, args: _Arguments) -> bool:
    if not facts.is_nonzero(Expr("+", (args[0], integer(-1)))):
        return False
    return len(args) == 1 or facts.is_no_pole(args[1])


def _stieltjes(facts: Facts, args: _Arguments) -> bool:
    return _degree(facts, args[0]) and (len(args) == 1 or facts.is_no_pole(args[1]))


def _confluent(facts: Facts, args: _Arguments) -> bool:
    return facts.is_no_pole(args[-2])


def _gauss(facts: Facts, args: _Arguments) -> bool:
    excess = Expr("+", (args[2], Expr("neg", (args[0],)), Expr("neg", (args[1],))))
    converges = facts.is_nonzero(Expr("+", (args[3], integer(-1)))) or facts.is_positive(apply("re", excess))
    return facts.is_no_pole(args[2]) and converges


def _real(facts: Facts, args: _Arguments) -> bool:
    return all(map(facts.is_real, args))


def _integers(facts: Facts, args: _Arguments) -> bool:
    return all(map(facts.is_integer, args))


def _polylogarithm(facts: Facts, args: _Arguments) -> bool:
    s, z = args
    return facts.is_nonzero(Expr("+", (z, integer(-1)))) or facts.is_positive(Expr("+", (apply("re", s), integer(-1))))


def _incomplete(facts: Facts, args: _Arguments) -> bool:
    return facts.is_nonzero(args[1]) or facts.is_positive(args[0]) or facts.is_positive(apply("re", args[0]))


def _nonnegative_but_one(facts: Facts, args: _Arguments) -> bool:
    """Whether all arguments avoid (-oo, 0], but for at most one that may be 0."""
    others = [arg for arg in args if not off_the_cut(facts, arg)]
    return len(others) < 2 and all(map(facts.is_nonnegative, others))


def _symmetric_third_kind(facts: Facts, args: _Arguments) -> bool:
    return facts.is_positive(args[3]) and _real(facts, args) and _nonnegative_but_one(facts, args[:3])


def _less_than_one(facts: Facts, z: Expr) -> bool:
    return facts.is_positive(Expr("+", (integer(1), Expr("neg", (z,)))))


def _legendre_first_kind(facts: Facts, args: _Arguments) -> bool:
    return facts.is_real(args[0]) and _less_than_one(facts, args[1])


def _legendre_second_kind(facts: Facts, args: _Arguments) -> bool:
    gap = Expr("+", (integer(1), Expr("neg", (args[-1],))))
    return len(args) == 1 or (facts.is_real(args[0]) and facts.is_nonnegative(gap))


def _legendre_third_kind(facts: Facts, args: _Arguments) -> bool:
    angle = len(args) == 2 or facts.is_real(args[1])
    return angle and _less_than_one(facts, args[0]) and _less_than_one(facts, args[-1])


def _lerch(facts: Facts, args: _Arguments) -> bool:
    z, s, a = args
    excess = Expr("+", (apply("re", s), integer(-1)))
    return facts.is_no_pole(a) and (inside_unit_disc(facts, z) or (z == integer(1) and facts.is_positive(excess)))


def _harmonic(facts: Facts, args: _Arguments) -> bool:
    order = len(args) == 1 or facts.is_nonzero(Expr("+", (args[1], integer(-1))))
    return order and facts.is_no_pole(_plus_one(args[0]))


def _incomplete_beta(facts: Facts, args: _Arguments) -> bool:
    return all(map(facts.is_positive, args)) and _less_than_one(facts, args[2])


def _between(low: int, high: int) -> Callable[[Facts, _Arguments], bool]:
    """Whether the last argument is in the open interval."""
    return lambda facts, args: (
        facts.is_positive(Expr("+", (args[-1], integer(-low))))
        and facts.is_positive(Expr("+", (integer(high), Expr("neg", (args[-1],)))))
    )


def _lower_parameters(first: int) -> Callable[[Facts, _Arguments], bool]:
    return lambda facts, args: all(map(facts.is_no_pole, args[first:-1]))


def _lambert(facts: Facts, args: _Arguments) -> bool:
    return len(args) == 1 or (facts.is_integer(args[1]) and facts.is_nonzero(args[0]))


def _atan(facts: Facts, args: _Arguments) -> bool:
    (z,) = args
    unit = symbol("i")
    ends = (Expr("+", (z, unit)), Expr("+", (z, Expr("neg", (unit,)))))
    return facts.is_real(z) or all(map(facts.is_nonzero, ends))


def _atanh(facts: Facts, args: _Arguments) -> bool:
    return all(facts.is_nonzero(Expr("+", (args[0], integer(sign)))) for sign in (1, -1))


PARTIAL: Final[Mapping[str, Callable[[Facts, _Arguments], bool]]] = MappingProxyType(
    {
        "/": lambda facts, args: facts.is_nonzero(args[1]),
        "^": _power,
        "log": lambda facts, args: len(args) == 1 and facts.is_nonzero(args[0]),
        "tan": _nonzero(lambda z: apply("cos", z)),
        "sec": _nonzero(lambda z: apply("cos", z)),
        "cot": _nonzero(lambda z: apply("sin", z)),
        "csc": _nonzero(lambda z: apply("sin", z)),
        "tanh": lambda facts, args: facts.is_real(args[0]),
        "sech": lambda facts, args: facts.is_real(args[0]),
        "coth": lambda facts, args: facts.is_real(args[0]) and facts.is_nonzero(args[0]),
        "csch": lambda facts, args: facts.is_real(args[0]) and facts.is_nonzero(args[0]),
        "atan": _atan,
        "atanh": _atanh,
        "gamma": _no_pole(lambda z: z),
        "digamma": _no_pole(lambda z: z),
        "loggamma": _no_pole(lambda z: z),
        "log_barnes_g": _no_pole(lambda z: z),
        "factorial": _no_pole(_plus_one),
        "!": _no_pole(_plus_one),
        "harmonic": _harmonic,
        "beta": _no_pole(lambda z: z),
        "binomial": _binomial,
        "rising": _rising,
        "falling": lambda facts, args: _degree(facts, args[1]),
        "polygamma": _polygamma,
        "zeta": _zeta,
        "stieltjes": _stieltjes,
        **dict.fromkeys(("legendre", "hermite", "laguerre", "gegenbauer", "jacobi"), _polynomial),
        "chebyt": lambda facts, args: facts.is_integer(args[0]),
        "chebyu": lambda facts, args: facts.is_integer(args[0]),
        **dict.fromkeys(("bernoulli", "euler_number", "bell", "catalan_number"), _polynomial),
        **dict.fromkeys(("besselj", "besseli"), _bessel_entire),
        **dict.fromkeys(("bessely", "besselk"), _bessel_singular),
        **dict.fromkeys(("hankel1", "hankel2"), _bessel_singular),
        "jacobi_theta": _theta,
        **dict.fromkeys(("dedekind_eta", "modular_j", "modular_lambda", "modular_delta"), _upper_half_plane),
        "weierstrass_sigma": _upper_half_plane,
        "eisenstein_e": _eisenstein,
        "eisenstein_g": _eisenstein,
        "hyp0f1": lambda facts, args: facts.is_no_pole(args[0]),
        "hyp1f1": _confluent,
        "hyp2f1": _gauss,
        "hyp2f1_regularized": lambda facts, args: facts.is_nonzero(Expr("+", (args[3], integer(-1)))),
        "elliptic_k": lambda facts, args: facts.is_nonzero(Expr("+", (args[0], integer(-1)))),
        "elliptic_e": _legendre_second_kind,
        "elliptic_f": _legendre_first_kind,
        "elliptic_pi": _legendre_third_kind,
        "carlson_rf": _nonnegative_but_one,
        "carlson_rc": lambda facts, args: off_the_cut(facts, args[1]) and _nonnegative_but_one(facts, args),
        "carlson_rd": lambda facts, args: off_the_cut(facts, args[2]) and _nonnegative_but_one(facts, args),
        "carlson_rj": _symmetric_third_kind,
        "hyperu": lambda facts, args: facts.is_nonzero(args[2]),
        "expint": lambda facts, args: facts.is_nonzero(args[1]),
        "gammainc_upper_regularized": _incomplete,
        "gammainc_lower_regularized": lambda facts, args: facts.is_no_pole(args[0]) and _incomplete(facts, args),
        **dict.fromkeys(("beta_lower", "beta_lower_regularized"), _incomplete_beta),
        "spherical_jn": lambda facts, args: _degree(facts, args[0]),
        "spherical_yn": lambda facts, args: _degree(facts, args[0]) and facts.is_nonzero(args[1]),
        "legendre_q": lambda facts, args: _degree(facts, args[0]) and _between(-1, 1)(facts, args),
        "li": lambda facts, args: facts.is_nonzero(Expr("+", (args[0], integer(-1)))),
        "erfinv": _between(-1, 1),
        "erfcinv": _between(0, 2),
        "lerch_phi": _lerch,
        "hyp1f2": _lower_parameters(1),
        "hyp2f2": _lower_parameters(2),
        "hyp2f3": _lower_parameters(2),
        "hyp3f2": lambda facts, args: inside_unit_disc(facts, args[-1]) and _lower_parameters(3)(facts, args),
        **dict.fromkeys(("log2", "log10", "asec", "acsc", "asech", "acsch"), _nonzero(lambda z: z)),
        "acot": _atan,
        "acoth": _atanh,
        "lambertw": _lambert,
        "polylog": _polylogarithm,
        "gammainc_upper": _incomplete,
        "gammainc_lower": lambda facts, args: facts.is_no_pole(args[0]) and _incomplete(facts, args),
        "log1p": _nonzero(_plus_one),
        **dict.fromkeys(("ei", "e1", "ci", "chi"), _nonzero(lambda z: z)),
        **dict.fromkeys(("floor", "ceil", "max", "min", "atan2"), _real),
        **dict.fromkeys(INTEGRAL, _integers),
        **ARITHMETIC_DOMAINS,
    }
)
"""When each function has a value at arguments that have one."""


def is_defined(expr: Expr, facts: Facts, vouched: Callable[[Expr], bool] = lambda _: False) -> bool:
    """Whether `expr` has a value at every point.

    `vouched` says of a function value, sum, product or integral that it has one if its arguments have; an integral
    has one if its integrand has values between the ends, but for isolated points.
    """
    head, args = expr.head, expr.args
    if head in ("int", "decimal"):
        return True
    if head == "symbol":
        return expr.name != "oo"
    if facts.is_closed(expr):
        return _has_value(expr) or (head == "integral" and _is_smooth(expr, facts))
    if head in ("sum", "prod"):
        return _sum_is_defined(expr, facts, vouched)
    if head == "integral":
        return (vouched(expr) and _integral_is_defined(expr, facts, vouched)) or _is_smooth(expr, facts)
    if not all(is_defined(arg, facts, vouched) for arg in args):
        return False
    if head in FUNCTIONS and not FUNCTIONS[head].accepts(len(args)):
        return False
    if vouched(expr):
        return True
    if head in ("airyai", "airybi") and len(args) == 2:
        return _degree(facts, args[1])
    test = PARTIAL.get(head)
    return head in TOTAL or (test is not None and test(facts, args))


def _is_smooth(expr: Expr, facts: Facts) -> bool:
    # Imported here, because where functions are analytic is a question about values, too.
    from probatum.verifiers.identities.derivatives import is_analytic
    from probatum.verifiers.identities.primitives import is_smooth_integral

    return is_smooth_integral(expr, facts, is_analytic)


def _has_value(expr: Expr) -> bool:
    try:
        value = evaluate(expr, {})
        return is_exact(value) or bool(complex_(value).is_finite())
    except NO_VALUE:
        return False


def _is_infinite(end: Expr) -> bool:
    return (end.args[0] if end.head == "neg" else end).is_symbol("oo")


def unrolled(expr: Expr) -> tuple[Expr, ...] | None:
    """The values of the index of a sum or product with few terms and literal ends, None for another."""
    low, high = map(_literal_integer, expr.args[2:])
    if low is None or high is None or high - low >= MAX_UNROLLED:
        return None
    return tuple(map(integer, range(low, high + 1)))


def _literal_integer(expr: Expr) -> int | None:
    if free_symbols(expr):
        return None
    try:
        value = evaluate(expr, {})
    except NO_VALUE:
        return None
    whole = as_exact_integer(value)
    return None if whole is None else int(whole)


def _sum_is_defined(expr: Expr, facts: Facts, vouched: Callable[[Expr], bool]) -> bool:
    """A sum over k = a, ..., b of terms with a value for all these k, with integers a, b, or vouched for."""
    body, variable, low, high = expr.args
    finite = [end for end in (low, high) if not _is_infinite(end)]
    if not all(facts.is_integer(end) and is_defined(end, facts, vouched) for end in finite):
        return False
    if len(finite) < 2 and not vouched(expr):
        return False
    places = unrolled(expr)
    if places is not None:
        return all(is_defined(substitute(body, {variable.name: place}), facts, vouched) for place in places)
    bound = symbol(f"{variable.name}_")
    if facts.is_about(bound.name) or bound.name in free_symbols(expr):
        return False
    domain = [Expr("in", (bound, symbol("ZZ")))]
    domain += [Expr(">=", (bound, low))] if not _is_infinite(low) else []
    domain += [Expr("<=", (bound, high))] if not _is_infinite(high) else []
    return is_defined(substitute(body, {variable.name: bound}), facts.extended(*domain))


def _integral_is_defined(expr: Expr, facts: Facts, vouched: Callable[[Expr], bool]) -> bool:
    """The ends have values, and the integrand between them: where it has none there is nothing to integrate."""
    body, point, low, high = integrand(expr)
    finite = [end for end in (low, high) if not _is_infinite(end)]
    taken = facts.is_about(point.name) or point.name in free_symbols(expr)
    if taken or not all(is_defined(end, facts, vouched) for end in finite):
        return False
    real = all(map(facts.is_real, finite))
    domain = [Expr("in", (point, symbol("RR" if real else "CC")))]
    if real and (len(finite) < 2 or facts.is_nonnegative(Expr("+", (high, Expr("neg", (low,)))))):
        domain += [Expr(">", (point, low))] if low in finite else []
        domain += [Expr("<", (point, high))] if high in finite else []
    return is_defined(body, facts.extended(*domain), vouched)


def integrand(expr: Expr) -> tuple[Expr, Expr, Expr, Expr]:
    """The integral with a variable that has a name of its own for all integrals between these ends."""
    body, variable, low, high = expr.args
    point = symbol(f"_point {low!r} {high!r}")
    return substitute(body, {variable.name: point}), point, low, high


def integrated(expr: Expr) -> Iterator[Expr]:
    """Parts of the integrand of an integral with a value: they have values but for a set of points of measure 0."""
    body, point, *_ = integrand(expr)
    pending = [body]
    while pending:
        part = pending.pop()
        if point.name in free_symbols(part):
            pending.extend(part.args if part.head not in BINDERS else ())
            if part != point and part.head not in ("+", "*", "neg"):
                yield part
