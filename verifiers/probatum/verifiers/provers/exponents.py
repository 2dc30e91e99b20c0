"""Exponents and paths for the integrals of polynomials: what gives small irrationality measures, found in floats.

For the ends of `w^2 - s w + N` the factors tried are this one and w - m for integers m near sqrt(N). The path from m,
or from the place on the real axis where the modulus is stationary, to the end leads over a saddle of the integrand in
the direction in which its modulus falls off.
"""

from __future__ import annotations

from cmath import log, phase, rect
from functools import lru_cache
from itertools import product
from math import gcd, inf, isqrt, pi, sqrt
from typing import Any, Final

from flint import arb, ctx, fmpq, fmpz, fmpz_poly

from probatum.verifiers.irrationality.construction import NoConclusionError
from probatum.verifiers.irrationality.double_integrals import Exponents, double_integrals, double_others, images
from probatum.verifiers.irrationality.polynomial_integrals import (
    Integrand,
    common_order,
    encoded,
    polynomial_integrals,
)
from probatum.verifiers.irrationality.prime_windows import prime_windows
from probatum.verifiers.irrationality.terms import enclosed

__all__ = ["integrals_between", "with_best_image", "without_content"]

_TWO: Final = 12
_THREE: Final = 4
"""The largest exponents with two and with three different zeros."""
_TRIED: Final = 3
_SCALE: Final = 10**6
_REACHES: Final = (0.6, 0.35, 0.2)
"""How far the path is straight at a saddle, as a part of the distance to the end."""


def without_content(s: int, product_: int) -> tuple[int, int]:
    """`(s/c, N/c^2)` for the greatest c for which these are integers."""
    for prime, _ in fmpz(gcd(s, product_)).factor():
        p = int(prime)
        while s % p == 0 and product_ % (p * p) == 0:
            s, product_ = s // p, product_ // (p * p)
    return s, product_


@lru_cache(maxsize=64)
def with_best_image(exponents: Exponents) -> tuple[int, ...]:
    """Parameters of `double_integrals`: the exponents, and an image that together with them saves many primes.

    Images with the same five numbers differ little: one of each such class is tried, then all of the best class.
    """
    if min(double_others(exponents)) < 1:
        return exponents
    classes: dict[tuple[int, ...], list[Exponents]] = {}
    for image in sorted(images(exponents)):
        classes.setdefault(tuple(sorted(image)), []).append(image)
    best = min(classes.values(), key=lambda members: _with_image(exponents, members[0]))
    image = min(best, key=lambda member: _with_image(exponents, member))
    return exponents if image == exponents else (*exponents, *image)


def _with_image(exponents: Exponents, image: Exponents) -> float:
    """The bound that the exponents give with an image, oo if nothing follows."""
    parameters = exponents if image == exponents else (*exponents, *image)
    try:
        return float(enclosed(double_integrals(parameters).measure, 64).mid())
    except NoConclusionError:
        return inf


@lru_cache(maxsize=64)
def integrals_between(s: int, product_: int) -> tuple[tuple[int, ...], ...]:
    """Parameters of `polynomial_integrals` for the complex roots of `w^2 - s w + N`, those of least bounds first."""
    if s <= 0 or 4 * product_ <= s * s or product_ > 10**6:
        return ()
    ends = fmpz_poly([product_, -s, 1])
    trials = [Integrand(((ends, a),), c, 1, ()) for a in range(1, _TWO + 1) for c in range(1, 2 * a) if gcd(a, c) == 1]
    root = isqrt(product_)
    small = range(1, _THREE + 1)
    trials += [
        Integrand(((ends, a), (fmpz_poly([-m, 1]), b)), c, 1, ())
        for m in (root, root + 1)
        for a, b in product(small, small)
        for c in range(1, 2 * a + b)
        if gcd(gcd(a, b), c) == 1
    ]
    rated = sorted(((_estimate(trial), place) for place, trial in enumerate(trials)), key=lambda each: each[0])
    found: list[tuple[float, tuple[int, ...]]] = []
    for estimate, place in rated[:_TRIED]:
        if estimate < inf:
            found += _with_paths(trials[place])
    return tuple(key for _, key in sorted(found))


def _estimate(trial: Integrand) -> float:
    """The bound if the path leads over all saddles of positive real part, oo if nothing follows."""
    saddles = _saddles(trial)
    growth = max((_height(trial, w) for w in saddles if w.real < 0), default=inf)
    remainder = max((_height(trial, w) for w in saddles if w.real > 0), default=inf)
    exponents = [alpha for base, alpha in trial.factors for _ in range(base.degree())]
    rate = float(max(trial.gamma, trial.degree - trial.gamma))
    if -remainder <= rate / 4:
        return inf
    rate -= sum(_digamma(y) - _digamma(x) for x, y in prime_windows(exponents, trial.gamma))
    for prime in _primes(trial):
        rate -= float(common_order(trial, prime)) * log(prime).real
    gained = -remainder - rate
    return 1 + (growth + rate) / gained if gained > 0 else inf


def _primes(trial: Integrand) -> list[int]:
    constant = fmpz(1)
    for base, _ in trial.factors:
        constant *= base[0]
    return [int(prime) for prime, _ in constant.factor()]


@lru_cache(maxsize=4096)
def _digamma_of(p: int, q: int) -> float:
    with ctx.workprec(64):
        return float(arb(fmpq(p, q)).digamma().mid())


def _digamma(x: fmpq) -> float:
    return _digamma_of(int(x.p), int(x.q))


def _saddles(trial: Integrand) -> list[complex]:
    """The zeros of the logarithmic derivative of the integrand."""
    bases = [*trial.factors, (fmpz_poly([0, 1]), -trial.gamma)]
    numerator = fmpz_poly()
    for at, (base, weight) in enumerate(bases):
        term = weight * base.derivative()
        for other, (factor, _) in enumerate(bases):
            if other != at:
                term *= factor
        numerator += term
    roots: Any = numerator.complex_roots()  # a list, of which the stubs know nothing
    return [complex(root) for root, _ in roots]


def _height(trial: Integrand, w: complex) -> float:
    value = -trial.gamma * log(w).real
    for base, alpha in trial.factors:
        size = abs(sum(float(c) * w**i for i, c in enumerate(base.coeffs())))
        if size == 0:
            return -inf
        value += alpha * log(size).real
    return value


def _with_paths(trial: Integrand) -> list[tuple[float, tuple[int, ...]]]:
    """The bounds and the parameters with the paths that are tried."""
    s, root = trial.s, sqrt(4 * trial.product - trial.s**2)
    end = complex(s / 2, root / 2)
    found = []
    for saddle in _saddles(trial):
        if saddle.real <= 0 or saddle.imag < -1e-9:
            continue
        second = _second_derivative(trial, saddle)
        direction = rect(1, (pi - phase(second)) / 2)
        if (direction * (end - saddle).conjugate()).real < 0:
            direction = -direction
        for reach in _REACHES:
            step = direction * reach * abs(end - saddle)
            if abs(saddle.imag) < 1e-9:
                points = [complex(saddle.real, 0), saddle + step]
            else:
                zero = float(-trial.factors[-1][0][0])
                points = [complex(zero, 0), saddle - step, saddle + step]
            if min(point.real for point in points) <= 0:
                continue
            vertices = tuple((round(point.real * _SCALE), round(point.imag / root * _SCALE)) for point in points)
            key = encoded(Integrand(trial.factors, trial.gamma, _SCALE, vertices))
            try:
                found.append((float(enclosed(polynomial_integrals(key).measure).mid()), key))
            except NoConclusionError:
                continue
    return sorted(found)[:1]


def _second_derivative(trial: Integrand, w: complex) -> complex:
    """That of the logarithm of the integrand."""
    value = trial.gamma / w**2
    for base, alpha in trial.factors:
        size, slope, bend = (
            sum(float(c) * w**i for i, c in enumerate(each.coeffs()))
            for each in (base, base.derivative(), base.derivative().derivative())
        )
        value += alpha * (bend / size - (slope / size) ** 2)
    return value
