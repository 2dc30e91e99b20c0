"""Every function of the table against mpmath, an independent implementation, at real and complex points.

mpmath computes with 60 digits; its result is trusted to 40, which is the slack allowed for its rounding. FLINT's balls
at 256 bits have to agree to that, and have to be narrow.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

import mpmath
import pytest
from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.functions import FUNCTIONS, Value

Argument = int | str | tuple[str, str]
"""An integer, a rational as text, or the real and imaginary part of a complex number as texts."""

Z: Argument = ("1/2", "3/4")
W: Argument = ("-5/4", "1/3")
TAU: Argument = ("1/4", "9/8")
IMAGINARY_TAU: Argument = ("0", "4/5")


def _value(argument: Argument) -> Value:
    if isinstance(argument, int):
        return fmpz(argument)
    if isinstance(argument, str):
        number = Fraction(argument)
        return fmpz(number.numerator) if number.denominator == 1 else fmpq(number.numerator, number.denominator)
    return acb(*(arb(fmpq(Fraction(part).numerator, Fraction(part).denominator)) for part in argument))


def _reference_argument(argument: Argument) -> object:
    if isinstance(argument, int):
        return argument
    if isinstance(argument, str):
        number = Fraction(argument)
        return mpmath.mpf(number.numerator) / number.denominator
    real, imag = (_reference_argument(part) for part in argument)
    return mpmath.mpc(real, imag)


def _theta(j: int, z: object, tau: object, r: int = 0) -> object:
    return mpmath.jtheta(j, mpmath.pi * z, mpmath.exp(1j * mpmath.pi * tau), r) * mpmath.pi**r


def _eta(tau: object) -> object:
    q = mpmath.exp(2j * mpmath.pi * tau)
    return mpmath.exp(1j * mpmath.pi * tau / 12) * mpmath.qp(q)


def _eisenstein_e(k: int, tau: object) -> object:
    q = mpmath.exp(2j * mpmath.pi * tau)
    lambert = mpmath.nsum(lambda n: n ** (k - 1) * q**n / (1 - q**n), [1, mpmath.inf])
    return 1 - 2 * k / mpmath.bernoulli(k) * lambert


def _weierstrass_p(z: object, tau: object) -> object:
    t2, t3 = _theta(2, 0, tau), _theta(3, 0, tau)
    ratio = mpmath.pi * t2 * t3 * _theta(4, z, tau) / _theta(1, z, tau)
    return ratio**2 - mpmath.pi**2 / 3 * (t2**4 + t3**4)


def _eta_one(tau: object) -> object:
    return mpmath.pi**2 / 6 * _eisenstein_e(2, tau)


def _weierstrass_zeta(z: object, tau: object) -> object:
    return 2 * _eta_one(tau) * z + _theta(1, z, tau, 1) / _theta(1, z, tau)


def _weierstrass_sigma(z: object, tau: object) -> object:
    return mpmath.exp(_eta_one(tau) * z**2) * _theta(1, z, tau) / _theta(1, 0, tau, 1)


def _incomplete_beta(a: object, b: object, z: object) -> object:
    return mpmath.betainc(a, b, 0, z)


def _log_barnes_g(z: object) -> object:
    log_glaisher = mpmath.log(mpmath.glaisher)
    return (z - 1) * mpmath.loggamma(z) - mpmath.zeta(-1, z, 1) + mpmath.mpf(1) / 12 - log_glaisher


def _agm(a: object, b: object = 1) -> object:
    """By the right choice of the square root at every step; mpmath.agm takes the principal root instead."""
    for _ in range(40):
        mean, root = (a + b) / 2, mpmath.sqrt(mpmath.mpc(a * b))
        a, b = mean, root if abs(mean - root) <= abs(mean + root) else -root
    return a


def _spherical(kind: Callable[..., object]) -> Callable[[int, object], object]:
    return lambda n, z: mpmath.sqrt(mpmath.pi / (2 * z)) * kind(n + mpmath.mpf(1) / 2, z)


def _regularized(series: Callable[..., object], lower: slice) -> Callable[..., object]:
    def value(*args: object) -> object:
        scale = mpmath.mpf(1)
        for parameter in args[lower]:
            scale *= mpmath.rgamma(parameter)
        return scale * series(*args)

    return value


ONE_ARGUMENT: dict[str, tuple[Callable[..., object], tuple[Argument, ...]]] = {
    "sqrt": (mpmath.sqrt, (2, "-3/7", Z, W)),
    "exp": (mpmath.exp, (3, "-3/7", Z, W)),
    "expm1": (mpmath.expm1, ("1/1000", "-3/7", Z)),
    "log": (mpmath.log, (3, "-3/7", Z, W)),
    "log2": (lambda x: mpmath.log(x, 2), (3, "-3/7", Z)),
    "log10": (mpmath.log10, (3, "-3/7", Z)),
    "log1p": (mpmath.log1p, (3, "-3/7", "-5/2", Z)),
    "sin": (mpmath.sin, (3, "-3/7", Z, W)),
    "cos": (mpmath.cos, (3, "-3/7", Z, W)),
    "tan": (mpmath.tan, (3, "-3/7", Z, W)),
    "cot": (mpmath.cot, (3, "-3/7", Z, W)),
    "sec": (mpmath.sec, (3, "-3/7", Z, W)),
    "csc": (mpmath.csc, (3, "-3/7", Z, W)),
    "sinc": (mpmath.sinc, (3, "-3/7", Z, W)),
    "asin": (mpmath.asin, (1, "-3/7", Z, W)),
    "acos": (mpmath.acos, (-1, "-3/7", Z, W)),
    "atan": (mpmath.atan, (3, "-3/7", Z, W)),
    "acot": (mpmath.acot, (0, 3, "-3/7", Z, W)),
    "asec": (mpmath.asec, (3, "-17/7", Z, W)),
    "acsc": (mpmath.acsc, (3, "-17/7", Z, W)),
    "sinh": (mpmath.sinh, (3, "-3/7", Z, W)),
    "cosh": (mpmath.cosh, (3, "-3/7", Z, W)),
    "tanh": (mpmath.tanh, (3, "-3/7", Z, W)),
    "coth": (mpmath.coth, (3, "-3/7", Z, W)),
    "sech": (mpmath.sech, (3, "-3/7", Z, W)),
    "csch": (mpmath.csch, (3, "-3/7", Z, W)),
    "asinh": (mpmath.asinh, (3, "-3/7", Z, W)),
    "acosh": (mpmath.acosh, (3, "3/7", "-3/7", -2, Z, W)),
    "atanh": (mpmath.atanh, ("-3/7", "2/3", Z, W)),
    "acoth": (mpmath.acoth, (3, "-17/7", Z, W)),
    "asech": (mpmath.asech, ("3/7", Z, W)),
    "acsch": (mpmath.acsch, (3, "-3/7", Z, W)),
    "abs": (abs, (-3, "-3/7", Z)),
    "arg": (mpmath.arg, (3, "-3/7", Z, W)),
    "sign": (mpmath.sign, (-3, "3/7", Z)),
    "re": (mpmath.re, (3, Z)),
    "im": (mpmath.im, (3, Z)),
    "conjugate": (mpmath.conj, ("3/7", Z)),
    "floor": (mpmath.floor, ("-3/7", "22/7", 5)),
    "ceil": (mpmath.ceil, ("-3/7", "22/7", 5)),
    "gamma": (mpmath.gamma, ("1/3", "-7/2", 7, Z, W)),
    "rgamma": (mpmath.rgamma, ("1/3", -2, 7, Z, W)),
    "loggamma": (mpmath.loggamma, ("1/3", "-7/2", 7, Z, W)),
    "factorial": (mpmath.factorial, ("1/3", "-7/2", 7, Z, W)),
    "factorial2": (mpmath.fac2, ("1/3", "-7/2", 7, 8, -3, -7, Z)),
    "digamma": (mpmath.digamma, ("1/3", "-7/2", 7, Z, W)),
    "harmonic": (mpmath.harmonic, ("1/3", "-7/2", 7, Z, W)),
    "barnes_g": (mpmath.barnesg, ("1/3", "-7/2", 7, Z)),
    "log_barnes_g": (_log_barnes_g, ("1/3", 7, Z)),
    "zeta": (mpmath.zeta, (3, -3, -4, 0, "1/2", "-7/2", Z, W)),
    "dirichlet_eta": (mpmath.altzeta, (1, 3, -3, -4, 0, "1/2", "-7/2", Z)),
    "dirichlet_beta": (lambda s: mpmath.dirichlet(s, [0, 1, 0, -1]), (1, 2, 3, -3, -4, 0, "1/2", Z)),
    "stieltjes": (mpmath.stieltjes, (0, 1, 2)),
    "clausen": (lambda x: mpmath.clsin(2, x), (1, "-7/3")),
    "zetazero": (mpmath.zetazero, (1, 3, -2)),
    "fibonacci": (mpmath.fibonacci, (0, 1, 30, -7, -8)),
    "lucas": (lambda n: mpmath.fibonacci(n - 1) + mpmath.fibonacci(n + 1), (0, 1, 30, -7)),
    "bernoulli": (mpmath.bernoulli, (0, 1, 2, 3, 30)),
    "euler_number": (mpmath.eulernum, (0, 1, 2, 8)),
    "bell": (mpmath.bell, (0, 1, 2, 10)),
    "primepi": (mpmath.primepi, (0, 2, 100, "199/2")),
    "erf": (mpmath.erf, ("1/3", -2, Z, W)),
    "erfc": (mpmath.erfc, ("1/3", -2, 5, Z, W)),
    "erfi": (mpmath.erfi, ("1/3", -2, Z, W)),
    "erfinv": (mpmath.erfinv, ("1/3", "-7/8")),
    "erfcinv": (lambda x: mpmath.erfinv(1 - x), ("1/3", "7/4")),
    "fresnels": (mpmath.fresnels, ("1/3", -2, Z)),
    "fresnelc": (mpmath.fresnelc, ("1/3", -2, Z)),
    "e1": (mpmath.e1, ("1/3", "7/2", Z, W)),
    "ei": (mpmath.ei, ("1/3", "-7/2", Z, W)),
    "li": (mpmath.li, ("1/3", "7/2", Z)),
    "si": (mpmath.si, ("1/3", "-7/2", Z, W)),
    "ci": (mpmath.ci, ("1/3", "7/2", "-7/2", Z, W)),
    "shi": (mpmath.shi, ("1/3", "-7/2", Z, W)),
    "chi": (mpmath.chi, ("1/3", "7/2", "-7/2", Z, W)),
    "airyai": (mpmath.airyai, (0, "1/3", -4, Z, W)),
    "airybi": (mpmath.airybi, (0, "1/3", -4, Z, W)),
    "airyaizero": (mpmath.airyaizero, (1, 4)),
    "airybizero": (mpmath.airybizero, (1, 4)),
    "elliptic_k": (mpmath.ellipk, ("1/3", -4, 2, Z, W)),
    "elliptic_e": (mpmath.ellipe, ("1/3", -4, 2, 1, Z, W)),
    "dedekind_eta": (_eta, (TAU, IMAGINARY_TAU)),
    "modular_j": (lambda tau: 1728 * mpmath.kleinj(tau), (TAU, IMAGINARY_TAU)),
    "modular_lambda": (lambda tau: (_theta(2, 0, tau) / _theta(3, 0, tau)) ** 4, (TAU, IMAGINARY_TAU)),
    "modular_delta": (lambda tau: _eta(tau) ** 24, (TAU, IMAGINARY_TAU)),
    "lambertw": (mpmath.lambertw, (1, "-1/3", -2, Z, W)),
    "agm": (_agm, (2, "1/3", Z, W)),
}

SEVERAL_ARGUMENTS: dict[str, tuple[Callable[..., object], tuple[tuple[Argument, ...], ...]]] = {
    "log": (mpmath.log, ((3, 5), ("1/3", Z))),
    "root": (mpmath.root, ((5, 3), (-8, 3), (W, 5))),
    "max": (lambda *x: max(x), ((3, "7/2", -1),)),
    "min": (lambda *x: min(x), ((3, "7/2", -1),)),
    "atan2": (mpmath.atan2, ((1, -2), (-1, -2), ("1/3", 5))),
    "rising": (mpmath.rf, (("1/3", 5), (Z, 3), ("1/3", "5/2"), (-3, 2), (3, -2), (Z, W))),
    "falling": (mpmath.ff, (("1/3", 5), (Z, 3), ("1/3", "5/2"), (5, 2), (3, -2))),
    "binomial": (mpmath.binomial, ((7, 3), ("7/2", 3), (Z, 3), ("7/2", "1/3"), (7, "1/3"), (-3, 4))),
    "beta": (mpmath.beta, ((2, 3), ("1/3", "-7/2"), (Z, "1/3"))),
    "polygamma": (mpmath.psi, ((1, "1/4"), (2, "-7/2"), (0, 3), (3, Z))),
    "harmonic": (lambda n, r: mpmath.zeta(r) - mpmath.zeta(r, n + 1), ((7, 2), ("1/3", 3), ("1/3", "5/2"))),
    "gammainc_upper": (mpmath.gammainc, (("1/3", 2), (-2, 3), (2, "1/3"), (Z, W), ("1/3", "-7/2"))),
    "gammainc_lower": (lambda s, z: mpmath.gammainc(s, 0, z), (("1/3", 2), (2, "1/3"), (Z, "3/2"))),
    "gammainc_upper_regularized": (lambda s, z: mpmath.gammainc(s, z, regularized=True), (("1/3", 2), (2, "1/3"))),
    "gammainc_lower_regularized": (lambda s, z: mpmath.gammainc(s, 0, z, regularized=True), (("1/3", 2), (2, "1/3"))),
    "beta_lower": (_incomplete_beta, ((2, 3, "1/3"), ("1/3", "1/2", "3/4"), (2, "1/3", Z))),
    "beta_lower_regularized": (
        lambda a, b, z: mpmath.betainc(a, b, 0, z, regularized=True), ((2, 3, "1/3"), ("1/3", "1/2", "3/4")),
    ),
    "zeta": (mpmath.zeta, ((3, "1/4"), ("1/2", "5/3"), (Z, "5/3"), (-2, "1/3"))),
    "stieltjes": (mpmath.stieltjes, ((1, "1/2"), (2, "7/2"))),
    "polylog": (mpmath.polylog, ((2, "1/2"), (3, -4), (2, 3), ("5/2", "1/3"), (-2, "1/3"), (2, Z), (3, 1), (1, "1/3"))),
    "lerch_phi": (mpmath.lerchphi, (("1/2", 2, "3/4"), (-1, 2, "3/4"), (Z, 2, "3/4"))),
    "clsin": (mpmath.clsin, ((2, 1), (3, "7/3"), ("5/2", 1))),
    "clcos": (mpmath.clcos, ((2, 1), (3, "7/3"), ("5/2", 1), (2, 0))),
    "gcd": (lambda a, b: mpmath.mpf(math.gcd(a, b)), ((12, -18), (0, 0), (0, 5))),
    "lcm": (lambda a, b: mpmath.mpf(math.lcm(a, b)), ((12, -18), (0, 0), (0, 5))),
    "bernoulli": (mpmath.bernpoly, ((5, "1/3"), (4, Z), (0, Z))),
    "euler_number": (mpmath.eulerpoly, ((5, "1/3"), (4, Z), (0, Z))),
    "stirling1": (mpmath.stirling1, ((6, 3), (5, 0), (0, 0), (3, 5))),
    "stirling2": (mpmath.stirling2, ((6, 3), (5, 0), (0, 0), (3, 5))),
    "hyp0f1": (mpmath.hyp0f1, (("2/3", -5), (2, Z), (Z, W))),
    "hyp1f1": (mpmath.hyp1f1, (("1/2", "2/3", -5), (-3, -4, 2), (Z, 2, W))),
    "hyp2f1": (
        mpmath.hyp2f1,
        (
            ("1/2", "1/3", "2/3", "1/4"), ("1/3", "4/3", "2/3", -5), ("1/2", "1/3", 2, 1), ("1/2", "1/3", "2/3", W),
            (-3, 2, -5, "1/3"), ("1/3", "1/3", "4/3", ("2", "1")), (Z, 2, W, "1/3"),
        ),
    ),
    "hyp1f2": (mpmath.hyp1f2, (("1/2", "1/3", "2/3", -5), ("1/2", 2, 3, Z))),
    "hyp2f2": (mpmath.hyp2f2, (("1/2", 1, "1/3", "2/3", -5), ("1/2", 1, 2, 3, Z))),
    "hyp2f3": (mpmath.hyp2f3, (("1/2", 1, "1/3", "2/3", 2, -5), ("1/2", 1, 2, 3, 4, Z))),
    "hyp3f2": (mpmath.hyp3f2, (("1/2", 1, "1/3", "2/3", 2, "-1/5"), (-2, 1, "1/3", "2/3", 2, 7),
        (1, 2, 3, 4, 5, "99/100"))),
    "hyp4f3": (
        lambda *x: mpmath.hyper(x[:4], x[4:7], x[7]), (("1/2", 1, "1/3", "1/5", "2/3", 2, 3, "-1/5"),),
    ),
    "hyp0f1_regularized": (_regularized(mpmath.hyp0f1, slice(0, 1)), (("2/3", -5), (2, Z))),
    "hyp1f1_regularized": (_regularized(mpmath.hyp1f1, slice(1, 2)), (("1/2", "2/3", -5), (Z, 2, W))),
    "hyp2f1_regularized": (_regularized(mpmath.hyp2f1, slice(2, 3)), (("1/2", "1/3", "2/3", "1/4"), (Z, 2, 3, W))),
    "hyp1f2_regularized": (_regularized(mpmath.hyp1f2, slice(1, 3)), (("1/2", "1/3", "2/3", -5),)),
    "hyp2f2_regularized": (_regularized(mpmath.hyp2f2, slice(2, 4)), (("1/2", 1, "1/3", "2/3", -5),)),
    "hyp2f3_regularized": (_regularized(mpmath.hyp2f3, slice(2, 5)), (("1/2", 1, "1/3", "2/3", 2, -5),)),
    "hyp3f2_regularized": (_regularized(mpmath.hyp3f2, slice(3, 5)), (("1/2", 1, "1/3", "2/3", 2, "-1/5"),)),
    "hyp4f3_regularized": (
        _regularized(lambda *x: mpmath.hyper(x[:4], x[4:7], x[7]), slice(4, 7)),
        (("1/2", 1, "1/3", "1/5", "2/3", 2, 3, "-1/5"),),
    ),
    "hyperu": (mpmath.hyperu, (("1/2", "1/3", 2), (2, 3, Z), (-2, "1/3", 0), ("1/2", "1/3", 0), ("1/2", "1/3", W))),
    "legendre": (mpmath.legendre, ((5, "1/3"), (-6, "1/3"), ("5/2", "1/3"), (4, Z), ("5/2", W))),
    "legendre_q": (lambda n, x: mpmath.legenq(n, 0, x), ((3, "1/3"), ("5/2", "-1/3"), (2, Z))),
    "legenp": (mpmath.legenp, ((3, 2, "1/3"), ("5/2", "1/2", "-1/3"), (2, 1, Z))),
    "legenq": (mpmath.legenq, ((3, 2, "1/3"), ("5/2", "1/3", "-1/3"), (2, 1, Z))),
    "chebyt": (mpmath.chebyt, ((5, "1/3"), (-5, "1/3"), ("5/2", "1/3"), (4, Z), (0, Z))),
    "chebyu": (mpmath.chebyu, ((5, "1/3"), (-5, "1/3"), (-1, "1/3"), ("5/2", "1/3"), (4, Z))),
    "gegenbauer": (mpmath.gegenbauer, ((5, "1/4", "1/3"), ("5/2", "1/4", "1/3"), (4, "1/4", Z), (5, "1/4", 3))),
    "jacobi": (mpmath.jacobi, ((5, "1/4", "1/2", "1/3"), ("5/2", "1/4", "1/2", "1/3"), (4, "1/4", 2, Z))),
    "laguerre": (
        lambda n, *x: mpmath.laguerre(n, *((0, *x) if len(x) == 1 else x)),
        ((5, "1/3"), (5, "1/4", "1/3"), ("5/2", "1/4", "1/3"), (4, "1/4", Z), (6, "-1/4", -3)),
    ),
    "hermite": (mpmath.hermite, ((5, "1/3"), ("5/2", "1/3"), (4, Z), (6, -3), ("5/2", "-1/3"))),
    "spherharm": (mpmath.spherharm, ((3, 2, "1/3", "1/4"), (3, -1, "1/3", "1/4"), (2, 0, Z, "1/4"))),
    "expint": (mpmath.expint, ((2, "1/3"), ("1/2", 3), (-1, Z), ("1/3", W))),
    "besselj": (mpmath.besselj, ((0, 2), ("1/3", 5), (-2, "7/2"), (3, -2), (Z, W), ("1/3", Z))),
    "bessely": (mpmath.bessely, ((0, 2), ("1/3", 5), (-2, "7/2"), ("1/3", Z), (1, W))),
    "besseli": (mpmath.besseli, ((0, 2), ("1/3", 5), (-2, "7/2"), (3, -2), (Z, W), ("1/3", Z))),
    "besselk": (mpmath.besselk, ((0, 2), ("1/3", 5), (-2, "7/2"), ("1/3", Z), (1, W))),
    "hankel1": (mpmath.hankel1, ((0, 2), ("1/3", Z))),
    "hankel2": (mpmath.hankel2, ((0, 2), ("1/3", Z))),
    "spherical_jn": (_spherical(mpmath.besselj), ((0, 2), (3, "1/3"), (2, Z), (-2, "1/3"), (-3, "1/3"))),
    "spherical_yn": (_spherical(mpmath.bessely), ((0, 2), (3, "1/3"), (2, Z), (-2, "1/3"))),
    "airyaizero": (mpmath.airyaizero, ((2, 1),)),
    "airybizero": (mpmath.airybizero, ((2, 1),)),
    "elliptic_e": (mpmath.ellipe, (("1/3", "1/4"), (5, "1/4"), ("1/3", Z), (Z, "1/3"), (2, -3))),
    "elliptic_f": (mpmath.ellipf, (("1/3", "1/4"), (5, "1/4"), ("1/3", Z), (Z, "1/3"), (2, -3))),
    "elliptic_pi": (
        mpmath.ellippi, (("1/3", "1/4"), (-2, "1/4"), ("1/3", Z), ("1/3", "3/2", "1/4"), (-2, "1/3", Z),
        ("1/3", 5, "1/4")),
    ),
    "carlson_rf": (mpmath.elliprf, ((1, 2, 3), (0, "1/3", 2), (Z, 2, "1/3"), ("1/3", 0, 2))),
    "carlson_rc": (mpmath.elliprc, ((1, 2), (0, "1/3"), (Z, "1/3"), (2, "1/3"))),
    "carlson_rj": (mpmath.elliprj, ((1, 2, 3, 4), (0, "1/3", 2, 1), (Z, 2, "1/3", 2))),
    "carlson_rd": (mpmath.elliprd, ((1, 2, 3), (0, "1/3", 2), (Z, 2, "1/3"), ("1/3", 0, 2))),
    "carlson_rg": (mpmath.elliprg, ((1, 2, 3), (0, "1/3", 2), (Z, 2, "1/3"), (0, 0, "1/3"), ("1/3", 0, 0))),
    "jacobi_theta": (
        _theta,
        (
            *((j, "1/3", TAU) for j in (1, 2, 3, 4)), *((j, Z, TAU) for j in (1, 2, 3, 4)),
            *((j, "1/3", IMAGINARY_TAU) for j in (1, 2, 3, 4)), *((j, "1/3", TAU, 1) for j in (1, 2, 3, 4)),
            *((j, Z, TAU, 2) for j in (1, 2, 3, 4)), *((j, ("0", "1/3"), IMAGINARY_TAU, 1) for j in (1, 2, 3, 4)),
            *((j, ("0", "1/3"), IMAGINARY_TAU) for j in (1, 2, 3, 4)), (1, 0, TAU, 3), (1, 0, IMAGINARY_TAU, 1),
        ),
    ),
    "eisenstein_e": (_eisenstein_e, ((4, IMAGINARY_TAU), *((k, TAU) for k in (2, 4, 6, 8, 10, 12, 14)))),
    "eisenstein_g": (
        lambda k, tau: 2 * mpmath.zeta(k) * _eisenstein_e(k, tau), tuple((k, TAU) for k in (2, 4, 6, 12)),
    ),
    "weierstrass_p": (_weierstrass_p, (("1/3", TAU), (Z, TAU), ("1/3", IMAGINARY_TAU))),
    "weierstrass_zeta": (_weierstrass_zeta, (("1/3", TAU), (Z, TAU), ("1/3", IMAGINARY_TAU))),
    "weierstrass_sigma": (_weierstrass_sigma, (("1/3", TAU), (Z, TAU), ("1/3", IMAGINARY_TAU))),
    "lambertw": (mpmath.lambertw, ((1, 1), (1, -1), ("-1/4", -1), (Z, 2), (W, -1))),
    "agm": (_agm, ((2, 3), ("1/3", 5), (Z, 2), (W, ("-3", "-1")), (-1, -2), (1, -3))),
}  # fmt: skip

DERIVATIVES: dict[str, tuple[Callable[..., object], tuple[tuple[Argument, ...], ...]]] = {
    "besselj": (mpmath.besselj, ((0, 2, 1), ("1/3", 5, 2), (2, Z, 3))),
    "bessely": (mpmath.bessely, ((0, 2, 1), ("1/3", 5, 2))),
    "besseli": (mpmath.besseli, ((0, 2, 1), ("1/3", 5, 2), (2, Z, 3))),
    "besselk": (mpmath.besselk, ((0, 2, 1), ("1/3", 5, 2))),
    "airyai": (mpmath.airyai, ((0, 1), ("1/3", 2), (Z, 3), (-2, 5))),
    "airybi": (mpmath.airybi, ((0, 1), ("1/3", 2), (Z, 3), (-2, 5))),
}


def _cases() -> Iterator[tuple[str, Callable[..., object], tuple[Argument, ...]]]:
    for name, (reference, points) in ONE_ARGUMENT.items():
        yield from ((name, reference, (point,)) for point in points)
    for name, (reference, tuples) in SEVERAL_ARGUMENTS.items():
        yield from ((name, reference, point) for point in tuples)


def _derivative(function: Callable[..., object], *args: object) -> object:
    *front, point, order = args
    return mpmath.diff(lambda x: function(*front, x), point, order)


def _agrees(value: Value, reference: object) -> bool:
    """Whether the ball, widened by 10^-40 of the size of the value, contains the reference."""
    expected = mpmath.mpmathify(reference)
    text = [mpmath.nstr(part, 55) for part in (mpmath.re(expected), mpmath.im(expected))]
    target = acb(arb(text[0]), arb(text[1]))
    slack = (abs(target) + arb("1e-15")) * arb("1e-38")
    return bool(abs(acb(value) - target).lower() <= slack)


def _is_narrow(value: Value) -> bool:
    return not isinstance(value, (arb, acb)) or (bool(value.is_finite()) and value.rel_one_accuracy_bits() > 150)


def _evaluate(name: str, args: tuple[Argument, ...]) -> Value:
    return FUNCTIONS[name].ball(*map(_value, args))


@pytest.fixture(autouse=True)
def _precision() -> Iterator[None]:
    before, ctx.prec = ctx.prec, 256
    with mpmath.workdps(60):
        yield
    ctx.prec = before


@pytest.mark.parametrize(
    ("name", "reference", "args"), [pytest.param(*case, id=f"{case[0]}{case[2]}") for case in _cases()]
)
def test_value_is_the_one_of_mpmath(name: str, reference: Callable[..., object], args: tuple[Argument, ...]) -> None:
    value = _evaluate(name, args)
    assert _is_narrow(value), value
    expected = reference(*map(_reference_argument, args))
    assert _agrees(value, expected), (value, expected)


@pytest.mark.parametrize(
    ("name", "reference", "args"),
    [pytest.param(n, f, p, id=f"{n}{p}") for n, (f, points) in DERIVATIVES.items() for p in points],
)
def test_derivative_is_the_one_of_mpmath(
    name: str, reference: Callable[..., object], args: tuple[Argument, ...]
) -> None:
    value = _evaluate(name, args)
    assert _is_narrow(value), value
    with mpmath.workdps(140):
        expected = _derivative(reference, *map(_reference_argument, args))
    assert _agrees(value, expected), (value, expected)
