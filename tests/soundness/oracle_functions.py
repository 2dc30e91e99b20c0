"""The functions of the claim language by mpmath, and by their defining series where mpmath has another convention."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

from mpmath import mp  # type: ignore[import-untyped]

Number = Any
"""An mpmath number."""


def _integer(value: Number, largest: int = 10**9) -> int:
    if not isinstance(value, int) or abs(value) > largest:
        raise ValueError("an integer of moderate size is wanted")
    return value


def _nome_sum(term: Callable[[int], Number]) -> Number:
    """A sum over all integers of terms that fall off like exp(-c n^2)."""
    total, n, negligible = term(0), 1, 0
    while negligible < 3:
        pair = term(n) + term(-n)
        total += pair
        negligible = negligible + 1 if abs(pair) < mp.mpf(10) ** -(mp.dps + 5) else 0
        n += 1
        if n > 300:
            raise ValueError("too near the real line")
    return total


def jacobi_theta(j: Number, z: Number, tau: Number, order: Number = 0) -> Number:
    """The theta functions by their sums over n of exp(pi i (m^2 tau + 2 m z)), m = n or n + 1/2, differentiated."""
    kind, r = _integer(j), _integer(order)
    if kind not in (1, 2, 3, 4) or r < 0 or mp.im(tau) < 0.05:
        raise ValueError("outside the domain")
    shift = mp.mpf(1) / 2 if kind < 3 else 0

    def term(n: int) -> Number:
        m = n + shift
        value = mp.expjpi(m * m * tau + 2 * m * z) * (2j * mp.pi * m) ** r
        return -value if kind in (1, 4) and n % 2 else value

    total = _nome_sum(term)
    return -1j * total if kind == 1 else total


def dedekind_eta(tau: Number) -> Number:
    """By Euler's pentagonal numbers."""
    if mp.im(tau) < 0.05:
        raise ValueError("outside the domain")
    return mp.expjpi(tau / 12) * _nome_sum(lambda n: (-1) ** n * mp.expjpi(n * (3 * n - 1) * tau))


def eisenstein_e(k: Number, tau: Number) -> Number:
    """1 - (2k/B_k) times the sum of n^(k-1) q^n/(1 - q^n), q = exp(2 pi i tau)."""
    weight = _integer(k)
    if weight < 2 or weight % 2 or weight > 30 or mp.im(tau) < 0.2:
        raise ValueError("outside the domain")
    total, n, term = mp.mpf(0), 1, mp.inf
    while abs(term) > mp.mpf(10) ** -(mp.dps + 5):
        power = mp.expjpi(2 * n * tau)
        term = mp.mpf(n) ** (weight - 1) * power / (1 - power)
        total += term
        n += 1
    return 1 - 2 * weight / mp.bernoulli(weight) * total


def modular_j(tau: Number) -> Number:
    return eisenstein_e(4, tau) ** 3 / dedekind_eta(tau) ** 24


def modular_lambda(tau: Number) -> Number:
    return (jacobi_theta(2, 0, tau) / jacobi_theta(3, 0, tau)) ** 4


def totient(n: Number) -> Number:
    value = _integer(n)
    if not 1 <= value <= 2000:
        raise ValueError("outside the domain")
    return mp.mpf(sum(math.gcd(value, k) == 1 for k in range(1, value + 1)))


def bell(n: Number) -> Number:
    if _integer(n, 200) < 0:
        raise ValueError("outside the domain")
    return mp.bell(n)


def carlson(integral: Callable[..., Number]) -> Callable[..., Number]:
    """An integral of Carlson's off its branch cuts, where conventions part."""

    def value(*args: Number) -> Number:
        if any(mp.im(arg) == 0 and mp.re(arg) < 0 for arg in args):
            raise ValueError("on a branch cut")
        return integral(*args)

    return value


def stieltjes(n: Number, a: Number = 1) -> Number:
    """A quadrature that never ends for large arguments, or for those to the left of 0."""
    if not (mp.im(a) == 0 and 0 < mp.re(a) <= 20 and _integer(n, 10) >= 0):
        raise ValueError("outside the domain")
    return mp.stieltjes(_integer(n, 10), a)


def zeta(s: Number, *a: Number) -> Number:
    """The sums are as long as the arguments are large."""
    if any(abs(arg) > 60 for arg in (s, *a)):
        raise ValueError("outside the domain")
    return mp.zeta(s, *a)


def without_poles(function: Callable[..., Number], place: int) -> Callable[..., Number]:
    """A function where the parameter at a place is 0, -1, ..: there some give it a value by one of several limits."""

    def value(*args: Number) -> Number:
        if len(args) > place and mp.isnpint(args[place]):
            raise ValueError("at a pole in a parameter")
        return function(*args)

    return value


def _number(value: Any) -> Number:
    return mp.mpf(value)


FUNCTIONS: Final[dict[str, Callable[..., Number]]] = {
    **{
        name: getattr(mp, name)
        for name in (
            "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh", "tanh", "coth", "sech",
            "csch", "asinh", "acosh", "atanh", "exp", "log", "sqrt", "gamma", "loggamma", "digamma", "beta",
            "polylog", "binomial", "besselj", "bessely", "besseli", "besselk", "agm", "erf", "erfc", "re", "im",
            "arg", "floor", "rf", "ff", "lambertw", "legendre", "chebyt", "chebyu", "airyai", "airybi", "expm1",
            "barnesg", "sign",
        )
    },
    "hyp0f1": without_poles(mp.hyp0f1, 0), "hyp1f1": without_poles(mp.hyp1f1, 1),
    "hyp2f1": without_poles(mp.hyp2f1, 2), "zeta": without_poles(zeta, 1),
    "factorial": mp.factorial, "!": mp.factorial, "abs": abs, "conjugate": mp.conj, "elliptic_k": mp.ellipk,
    "elliptic_e": mp.ellipe, "polygamma": mp.psi, "rising": mp.rf, "falling": mp.ff, "barnes_g": mp.barnesg,
    "si": mp.si, "ci": mp.ci, "ei": mp.ei, "li": mp.li, "sinc": mp.sinc, "rgamma": mp.rgamma, "erfi": mp.erfi,
    "harmonic": mp.harmonic,
    "jacobi_theta": jacobi_theta, "dedekind_eta": dedekind_eta, "eisenstein_e": eisenstein_e,
    "eisenstein_g": lambda k, tau: 2 * mp.zeta(_integer(k)) * eisenstein_e(k, tau),
    "modular_j": modular_j, "modular_lambda": modular_lambda,
    "modular_delta": lambda tau: dedekind_eta(tau) ** 24,
    "elliptic_f": mp.ellipf, "elliptic_pi": mp.ellippi,
    "carlson_rf": carlson(mp.elliprf), "carlson_rd": carlson(mp.elliprd), "carlson_rj": carlson(mp.elliprj),
    "carlson_rg": carlson(mp.elliprg), "carlson_rc": carlson(mp.elliprc),
    "gcd": lambda a, b: _number(math.gcd(_integer(a), _integer(b))),
    "lcm": lambda a, b: _number(math.lcm(_integer(a), _integer(b))),
    "fibonacci": lambda n: mp.fibonacci(_integer(n, 10_000)), "totient": totient, "ceil": mp.ceil, "atan2": mp.atan2,
    "max": max, "min": min,
    "bernoulli": lambda n, z=0: mp.bernpoly(_integer(n, 200), z), "bell": bell,
    "stieltjes": stieltjes,
    "hyp2f1_regularized": lambda a, b, c, z: mp.hyp2f1(a, b, c, z) * mp.rgamma(c),
    "hyp1f1_regularized": lambda a, b, z: mp.hyp1f1(a, b, z) * mp.rgamma(b),
    "hyp0f1_regularized": lambda a, z: mp.hyp0f1(a, z) * mp.rgamma(a),
}  # fmt: skip
"""By name and with the arguments of the claim language; integers come as such."""
