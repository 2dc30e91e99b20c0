"""Bessel, Hankel, spherical Bessel and Airy functions, with derivatives of any order in z."""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.functions.lift import (
    as_exact_integer,
    complex_,
    is_exact,
    is_real,
    narrowest,
    positive,
    real,
    real_first,
    shown,
    small_int,
)
from probatum.verifiers.functions.row import (
    Function,
    Notation,
    UndefinedValueError,
    UnsupportedArgumentError,
    Value,
)

_ONE, _TWO = (1, 1), (2, 2)

_MAX_DERIVATIVE = 200


def _order_of_derivative(r: Value, name: str) -> int:
    order = small_int(r, name, _MAX_DERIVATIVE)
    if order < 0:
        raise UndefinedValueError(f"{name}: a derivative of order {order}")
    return order


def _at_origin(name: str, nu: Value) -> Value:
    """J or I at 0: 1 for nu = 0, 0 for a non-zero integer nu or re(nu) > 0."""
    n = as_exact_integer(nu)
    if n is not None:
        return fmpz(1) if n == 0 else fmpz(0)
    if complex_(nu).real > 0:
        return fmpz(0)
    if not is_exact(nu) and complex_(nu).contains_integer():
        return arb.nan()
    raise UndefinedValueError(shown(name, nu, fmpz(0)))


def _regular(name: str, method: str) -> Callable[[Value, Value], Value]:
    """J or I, entire in z for integer nu."""
    ball = real_first(method, flipped=True)

    def value(nu: Value, z: Value) -> Value:
        point = as_exact_integer(z)
        return _at_origin(name, nu) if point is not None and point == 0 else ball(nu, z)

    return value


def _singular(name: str, method: str) -> Callable[[Value, Value], Value]:
    """Y or K, singular at 0."""
    ball = real_first(method, flipped=True)

    def value(nu: Value, z: Value) -> Value:
        point = as_exact_integer(z)
        if point is not None and point == 0:
            raise UndefinedValueError(shown(name, nu, point))
        result = ball(nu, z)
        return result.real if isinstance(result, acb) and is_real(nu) and positive(z) else result

    return value


def _with_derivatives(
    name: str, value: Callable[[Value, Value], Value], alternating: int, outer: int
) -> Callable[..., Value]:
    """The r-th derivative (outer/2)^r sum of alternating^k binomial(r, k) C_(nu-r+2k)(z): DLMF 10.6.7, 10.29.5."""

    def ball(nu: Value, z: Value, r: Value | None = None) -> Value:
        order = 0 if r is None else _order_of_derivative(r, name)
        if order == 0:
            return value(nu, z)
        total: Value = fmpz(0)
        for k in range(order + 1):
            coefficient = fmpz.bin_uiui(order, k) * (alternating if k % 2 else 1)
            total = total + coefficient * value(nu - order + 2 * k, z)
        return total * fmpq(outer**order, 2**order)

    return ball


_j, _i = _regular("besselj", "bessel_j"), _regular("besseli", "bessel_i")
_y, _k = _singular("bessely", "bessel_y"), _singular("besselk", "bessel_k")
_besselj = _with_derivatives("besselj", _j, -1, 1)
_bessely = _with_derivatives("bessely", _y, -1, 1)
_besseli = _with_derivatives("besseli", _i, 1, 1)
_besselk = _with_derivatives("besselk", _k, 1, -1)


def _hankel(sign: int) -> Callable[[Value, Value], Value]:
    return lambda nu, z: narrowest(complex_(_j(nu, z)) + acb(0, sign) * complex_(_y(nu, z)))


def _half_order(nu: Value) -> Value:
    return nu + fmpq(1, 2)


def _spherical_j(n: Value, z: Value) -> Value:
    point = as_exact_integer(z)
    if point is not None and point == 0:
        if complex_(n).real < 0:
            raise UndefinedValueError(shown("spherical_jn", n, point))
        return _at_origin("spherical_jn", n)
    # sqrt(pi/(2z)) J_(n+1/2)(z) = sqrt(pi)/2 (z/2)^n 0F1~(n + 3/2; -z^2/4) has no cut for integer n.
    if as_exact_integer(n) is None:
        return _over_root("spherical_jn", _j(_half_order(n), z), z)
    order = small_int(n, "spherical_jn", 10**6)
    if order < 0:
        return -_spherical_y(fmpz(-order - 1), z) if order % 2 else _spherical_y(fmpz(-order - 1), z)
    parameter = fmpq(2 * order + 3, 2)
    if is_real(z):
        x = real(z)
        regular = (-x * x / 4).hypgeom_0f1(arb(parameter), regularized=True)
        return arb.pi().sqrt() / 2 * (x / 2) ** order * regular
    w = complex_(z)
    regular_c = (-w * w / 4).hypgeom_0f1(acb(parameter), regularized=True)
    return narrowest(regular_c * (w / 2) ** order * (arb.pi().sqrt() / 2))


def _spherical_y(n: Value, z: Value) -> Value:
    point = as_exact_integer(z)
    if point is not None and point == 0:
        raise UndefinedValueError(shown("spherical_yn", n, point))
    order = as_exact_integer(n)
    if order is None:
        return _over_root("spherical_yn", _y(_half_order(n), z), z)
    # Y_(n+1/2) = (-1)^(n+1) J_(-n-1/2), whose quotient by sqrt(z) is a Laurent series: DLMF 10.47.4.
    small = small_int(order, "spherical_yn", 10**6)
    parameter = fmpq(1 - 2 * small, 2)
    if is_real(z):
        x = real(z)
        laurent: Value = (-x * x / 4).hypgeom_0f1(arb(parameter), regularized=True) * (x / 2) ** (-small - 1)
    else:
        laurent = _laurent(complex_(z), parameter, -small - 1)
    return laurent * (arb.pi().sqrt() / 2) * (1 if small % 2 else -1)


def _laurent(z: acb, parameter: fmpq, power: int) -> Value:
    return narrowest((-z * z / 4).hypgeom_0f1(acb(parameter), regularized=True) * (z / 2) ** power)


def _over_root(name: str, value: Value, z: Value) -> Value:
    """The value times sqrt(pi/(2 z)), for an order that is not known to be an integer.

    On (-oo, 0) the roots of 1/z and of z are not reciprocal, and only one choice continues integer orders: no value
    there.
    """
    if positive(z):
        return value * (arb.pi() / (2 * real(z))).sqrt()
    if complex_(z).imag.contains(0) and not complex_(z).real > 0:
        raise UnsupportedArgumentError(f"{name} of an order that is not known to be an integer, on its branch cut")
    return narrowest(complex_(value) * (arb.pi() / (2 * complex_(z))).sqrt())


def _airy(name: str, method: str) -> Callable[..., Value]:
    """Ai or Bi; derivatives by y^(n+2) = z y^(n) + n y^(n-1), from y'' = z y."""

    def of(z: arb | acb, derivative: int) -> Value:
        return getattr(z, method)(derivative=derivative)  # type: ignore[no-any-return]

    def ball(z: Value, r: Value | None = None) -> Value:
        order = 0 if r is None else _order_of_derivative(r, name)
        x = real(z) if is_real(z) else complex_(z)
        if order <= 1:
            return of(x, order)
        derivatives = [of(x, 0), of(x, 1)]
        for n in range(order - 1):
            below = n * derivatives[n - 1] if n else 0
            derivatives.append(x * derivatives[n] + below)
        return derivatives[order]

    return ball


def _airy_zero(name: str, method: Callable[..., arb]) -> Callable[..., Value]:
    def ball(index: Value, r: Value | None = None) -> Value:
        n = small_int(index, name, 10**12)
        derivative = 0 if r is None else small_int(r, name, 1)
        if n <= 0 or derivative < 0:
            raise UndefinedValueError(shown(name, index))
        return method(n, derivative=derivative)

    return ball


_CUT = "z on (-oo, 0), continuous from above, unless nu is an integer"
_DERIVATIVE = "the order r of derivative in z is 0 if it is left out"

ROWS: tuple[Function, ...] = (
    Function(
        "besselj", (2, 3), _besselj, Notation("J", "subscript", derivative_arity=3),
        definition=f"besselj(nu, z, r): the Bessel function of the first kind; {_DERIVATIVE}",
        domain="z not 0 unless re(nu) > 0 or nu in ZZ", branch=_CUT, source="DLMF 10.2.2, 10.6.7",
    ),
    Function(
        "bessely", (2, 3), _bessely, Notation("Y", "subscript", derivative_arity=3),
        definition=f"bessely(nu, z, r): the Bessel function of the second kind; {_DERIVATIVE}",
        domain="z not 0", branch="z on (-oo, 0), continuous from above", source="DLMF 10.2.3, 10.6.7",
    ),
    Function(
        "besseli", (2, 3), _besseli, Notation("I", "subscript", derivative_arity=3),
        definition=f"besseli(nu, z, r): the modified Bessel function of the first kind; {_DERIVATIVE}",
        domain="z not 0 unless re(nu) > 0 or nu in ZZ", branch=_CUT, source="DLMF 10.25.2, 10.29.5",
    ),
    Function(
        "besselk", (2, 3), _besselk, Notation("K", "subscript", derivative_arity=3),
        definition=f"besselk(nu, z, r): the modified Bessel function of the second kind; {_DERIVATIVE}",
        domain="z not 0", branch="z on (-oo, 0), continuous from above", source="DLMF 10.25.3, 10.29.5",
    ),
    Function(
        "hankel1", _TWO, _hankel(1), Notation("H^{(1)}", "subscript"),
        definition="besselj(nu, z) + i*bessely(nu, z)", domain="z not 0", branch="z on (-oo, 0), continuous from above",
        source="DLMF 10.4.3",
    ),
    Function(
        "hankel2", _TWO, _hankel(-1), Notation("H^{(2)}", "subscript"),
        definition="besselj(nu, z) - i*bessely(nu, z)", domain="z not 0", branch="z on (-oo, 0), continuous from above",
        source="DLMF 10.4.3",
    ),
    Function(
        "spherical_jn", _TWO, _spherical_j, Notation(r"\mathsf{j}", "subscript"),
        definition="spherical_jn(n, z) = sqrt(pi/(2 z)) besselj(n + 1/2, z), entire in z for n in NN",
        domain="z not 0 unless n in NN; n in ZZ for z on (-oo, 0)", source="DLMF 10.47.3",
    ),
    Function(
        "spherical_yn", _TWO, _spherical_y, Notation(r"\mathsf{y}", "subscript"),
        definition="spherical_yn(n, z) = sqrt(pi/(2 z)) bessely(n + 1/2, z)",
        domain="z not 0; n in ZZ for z on (-oo, 0)", source="DLMF 10.47.4",
    ),
    Function(
        "airyai", (1, 2), _airy("airyai", "airy_ai"), Notation(r"\operatorname{Ai}", derivative_arity=2),
        definition=f"airyai(z, r): the Airy function Ai; {_DERIVATIVE}", domain="CC", source="DLMF 9.2",
    ),
    Function(
        "airybi", (1, 2), _airy("airybi", "airy_bi"), Notation(r"\operatorname{Bi}", derivative_arity=2),
        definition=f"airybi(z, r): the Airy function Bi; {_DERIVATIVE}", domain="CC", source="DLMF 9.2",
    ),
    Function(
        "airyaizero", (1, 2), _airy_zero("airyaizero", arb.airy_ai_zero), Notation("a", "subscript"),
        definition="airyaizero(n): the n-th zero of Ai, from 0 downwards; airyaizero(n, 1): that of its derivative",
        domain="positive integers up to 10^12", source="DLMF 9.9",
    ),
    Function(
        "airybizero", (1, 2), _airy_zero("airybizero", arb.airy_bi_zero), Notation("b", "subscript"),
        definition="airybizero(n): the n-th real zero of Bi, from 0 downwards; airybizero(n, 1): that of its "
        "derivative",
        domain="positive integers up to 10^12", source="DLMF 9.9",
    ),
)  # fmt: skip
