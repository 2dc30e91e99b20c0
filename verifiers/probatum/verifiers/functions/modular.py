"""Theta functions, modular functions and forms, and Weierstrass elliptic functions of the lattice (1, tau).

tau lies in the upper half-plane. Where tau is purely imaginary (its real part exactly 0) the nome exp(pi i tau) is
positive, and at integer or half-integer real part its square is real, so many values are known to be real.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, fmpz

from probatum.verifiers.functions.lift import (
    as_exact_integer,
    complex_,
    complex_only,
    exact_integer,
    is_real,
    narrowest,
    real,
    real_when,
    shown,
    small_int,
)
from probatum.verifiers.functions.row import Function, Notation, UndefinedValueError, Value
from probatum.verifiers.functions.zeta import riemann_zeta

_ONE, _TWO = (1, 1), (2, 2)

_MAX_DERIVATIVE = 1000
_MAX_WEIGHT = 1000


def _in_half_plane(tau: Value, name: str) -> acb:
    """tau as a complex ball; raises UndefinedValueError when it is certainly not in the upper half-plane."""
    if not isinstance(tau, acb) or tau.imag <= 0:
        raise UndefinedValueError(f"{name} at a point outside the upper half-plane")
    return tau


def _on_half_plane(tau: acb, value: Value) -> Value:
    """`value` for tau in the upper half-plane, nan while tau may lie outside."""
    return value if tau.imag > 0 else acb(arb.nan(), arb.nan())


def _imaginary(x: Value) -> bool:
    """Whether the real part of x is exactly 0."""
    return isinstance(x, acb) and x.real.is_zero()


def _twice_real_part_integral(tau: Value) -> bool:
    """Whether 2 re(tau) is exactly an integer, so that exp(2 pi i tau) is real."""
    return isinstance(tau, acb) and as_exact_integer(2 * tau.real) is not None


def _real_part_integral(tau: Value) -> bool:
    """Whether re(tau) is exactly an integer, so that exp(pi i tau) is real."""
    return isinstance(tau, acb) and as_exact_integer(tau.real) is not None


def _modular(name: str, method: str, real_on: Callable[[Value], bool]) -> Callable[[Value], Value]:
    ball = real_when(real_on, complex_only(method))
    return lambda tau: ball(_in_half_plane(tau, name))


def _jacobi_theta(j: Value, z: Value, tau: Value, r: Value | None = None) -> Value:
    index = exact_integer(j, "jacobi_theta")
    if not 1 <= index <= 4:
        raise UndefinedValueError(f"jacobi_theta has the indices 1 to 4, found {shown('jacobi_theta', index)}")
    order = 0 if r is None else small_int(r, "jacobi_theta", _MAX_DERIVATIVE)
    if order < 0:
        raise UndefinedValueError(f"jacobi_theta: a derivative of order {order}")
    point, point_tau = as_exact_integer(z), _in_half_plane(tau, "jacobi_theta")
    if point is not None and point == 0 and (order + (index == 1)) % 2 == 1:
        # theta_1 is odd in z and the others are even.
        return _on_half_plane(point_tau, fmpz(0))
    value = acb.modular_theta(complex_(z), point_tau, order)[int(index) - 1]
    if _imaginary(point_tau) and (is_real(z) or (_imaginary(z) and (order + (index == 1)) % 2 == 0)):
        # For a positive nome the series has real coefficients in z, and only even powers in the second case.
        return value.real
    return narrowest(value)


def _weierstrass(
    name: str, method: Callable[[acb, acb], acb], on_lattice: Value | None
) -> Callable[[Value, Value], Value]:
    """A Weierstrass function; `on_lattice` is its value at lattice points, None for a pole."""

    def ball(z: Value, tau: Value) -> Value:
        point = _in_half_plane(tau, name)
        if as_exact_integer(z) is not None:
            if on_lattice is None:
                raise UndefinedValueError(f"{name} at a point of the lattice")
            return _on_half_plane(point, on_lattice)
        value = method(complex_(z), point)
        # The lattice is its own conjugate, so f(conj z) = conj f(z).
        return value.real if is_real(z) and _imaginary(point) else narrowest(value)

    return ball


def _eisenstein_values(tau: acb, weight: int) -> dict[int, acb]:
    """G_4, G_6, ..., G_weight by the recurrence of the Weierstrass coefficients c_k = (2k-1) G_(2k): DLMF 23.9.3-5."""
    g2, g3 = tau.elliptic_invariants()
    c = {2: g2 / 20, 3: g3 / 28}
    for k in range(4, weight // 2 + 1):
        total = acb(0)
        for m in range(2, k - 1):
            total += c[m] * c[k - m]
        c[k] = total * 3 / ((2 * k + 1) * (k - 3))
    return {2 * k: value / (2 * k - 1) for k, value in c.items()}


def _eisenstein_sum(k: Value, tau: Value, name: str) -> Value:
    weight = small_int(k, name, _MAX_WEIGHT)
    point = _in_half_plane(tau, name)
    if weight < 2:
        raise UndefinedValueError(f"{name} of weight {weight}")
    if weight % 2 == 1:
        return _on_half_plane(point, fmpz(0))
    # The half quasi-period: zeta(1/2, tau) = G_2(tau)/2, Fungrim b52b6f.
    value = 2 * acb(0.5).elliptic_zeta(point) if weight == 2 else _eisenstein_values(point, weight)[weight]
    return value.real if _twice_real_part_integral(point) else narrowest(value)


def _eisenstein_g(k: Value, tau: Value) -> Value:
    return _eisenstein_sum(k, tau, "eisenstein_g")


def _eisenstein_e(k: Value, tau: Value) -> Value:
    weight = small_int(k, "eisenstein_e", _MAX_WEIGHT)
    if weight < 2 or weight % 2 == 1:
        raise UndefinedValueError(f"eisenstein_e of weight {weight}")
    return _eisenstein_sum(k, tau, "eisenstein_e") / (2 * real(riemann_zeta(fmpz(weight))))


_HH = "tau in HH"
_LATTICE = "tau in HH, z not in the lattice of 1 and tau"

ROWS: tuple[Function, ...] = (
    Function(
        "jacobi_theta", (3, 4), _jacobi_theta, Notation(r"\theta", "subscript", derivative_arity=4),
        definition="jacobi_theta(j, z, tau, r): the Jacobi theta function with "
        "theta_3(z, tau) = sum of exp(pi i (n^2 tau + 2 n z)) over n in ZZ; the order r of derivative in z is 0 if "
        "it is "
        "left out",
        domain="j in {1, 2, 3, 4}, z in CC, tau in HH", source="DLMF 20.2(i) with z for pi z; FLINT, acb_modular_theta",
    ),
    Function(
        "dedekind_eta", _ONE, _modular("dedekind_eta", "modular_eta", _imaginary), Notation(r"\eta"),
        definition="exp(pi i tau/12) times the product of 1 - exp(2 pi i n tau) over n >= 1", domain=_HH,
        source="DLMF 23.15.9",
    ),
    Function(
        "modular_j", _ONE, _modular("modular_j", "modular_j", _twice_real_part_integral), Notation("j"),
        definition="the modular j-invariant, j(i) = 1728", domain=_HH, source="DLMF 23.15.7 times 1728",
    ),
    Function(
        "modular_lambda", _ONE, _modular("modular_lambda", "modular_lambda", _real_part_integral), Notation(r"\lambda"),
        definition="theta_2(0, tau)^4/theta_3(0, tau)^4", domain=_HH, source="DLMF 23.15.6",
    ),
    Function(
        "modular_delta", _ONE, _modular("modular_delta", "modular_delta", _twice_real_part_integral),
        Notation(r"\Delta"),
        definition="dedekind_eta(tau)^24", domain=_HH, source="FLINT, acb_modular_delta",
    ),
    Function(
        "eisenstein_g", _TWO, _eisenstein_g, Notation("G", "subscript"),
        definition="eisenstein_g(k, tau): the sum of 1/(m tau + n)^k over (m, n) != (0, 0), for k = 2 first over n, "
        "then over m; 0 for odd k",
        domain="integers 2 <= k <= 1000, tau in HH", source="DLMF 23.9.1; Fungrim, Eisenstein series",
    ),
    Function(
        "eisenstein_e", _TWO, _eisenstein_e, Notation("E", "subscript"),
        definition="eisenstein_e(k, tau) = eisenstein_g(k, tau)/(2 zeta(k)), 1 at tau = i oo",
        domain="even integers 2 <= k <= 1000, tau in HH", source="Fungrim, Eisenstein series",
    ),
    Function(
        "weierstrass_p", _TWO, _weierstrass("weierstrass_p", acb.elliptic_p, None), Notation(r"\wp"),
        definition="weierstrass_p(z, tau): the Weierstrass function of the lattice of 1 and tau", domain=_LATTICE,
        source="DLMF 23.2.4",
    ),
    Function(
        "weierstrass_zeta", _TWO, _weierstrass("weierstrass_zeta", acb.elliptic_zeta, None), Notation(r"\zeta"),
        definition="weierstrass_zeta(z, tau): the odd function with derivative -weierstrass_p(z, tau)", domain=_LATTICE,
        source="DLMF 23.2.5",
    ),
    Function(
        "weierstrass_sigma", _TWO, _weierstrass("weierstrass_sigma", acb.elliptic_sigma, fmpz(0)), Notation(r"\sigma"),
        definition="weierstrass_sigma(z, tau): the entire function with logarithmic derivative weierstrass_zeta(z, "
        "tau)",
        domain="z in CC, tau in HH", source="DLMF 23.2.6",
    ),
    Function(
        "weierstrass_inv_p", _TWO,
        lambda w, tau: narrowest(complex_(w).elliptic_inv_p(_in_half_plane(tau, "weierstrass_inv_p"))),
        Notation(r"\wp^{-1}"),
        definition="weierstrass_inv_p(w, tau): a solution z of weierstrass_p(z, tau) = w", domain="w in CC, tau in HH",
        branch="the solution that FLINT's acb_elliptic_inv_p returns", source="FLINT, acb_elliptic_inv_p",
    ),
)  # fmt: skip
