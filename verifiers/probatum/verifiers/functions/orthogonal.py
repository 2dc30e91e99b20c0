"""Orthogonal polynomials and the functions that continue them to any degree.

At an exact point and a moderate integer degree a polynomial is evaluated exactly, by its three-term recurrence.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, fmpq, fmpz

from probatum.verifiers.functions.lift import (
    all_real,
    as_exact_integer,
    complex_,
    exact,
    is_exact,
    is_real,
    narrowest,
    real,
    real_first,
    shown,
    small_int,
)
from probatum.verifiers.functions.row import Function, Notation, TooLargeError, UndefinedValueError, Value

_TWO, _THREE, _FOUR = (2, 2), (3, 3), (4, 4)

_MAX_EXACT_DEGREE = 1000
_MAX_EXACT_BITS = 1 << 16
"""Bound on degree times bits of the arguments for exact evaluation."""

_MAX_DEGREE = 10**6
"""Largest integer degree outside [-1, 1], where the cost of an enclosure grows with the degree."""

Recurrence = Callable[[int, fmpq, fmpq, fmpq], fmpq]
"""(k, x, p_k, p_(k-1)) -> p_(k+1)."""


def _exact_polynomial(n: fmpz | None, first: fmpq, step: Recurrence, *args: Value) -> Value | None:
    """p_n at the last of `args` from p_0 = 1, p_1 = first, when all is exact and of moderate size, else None."""
    if n is None or n > _MAX_EXACT_DEGREE or not all(map(is_exact, args)):
        return None
    rationals = [fmpq(arg) for arg in args if is_exact(arg)]
    if n * max(x.height_bits() for x in rationals) > _MAX_EXACT_BITS:
        return None
    before, current = fmpq(1), first
    if n == 0:
        return fmpz(1)
    for k in range(1, int(n)):
        before, current = current, step(k, rationals[-1], current, before)
    return exact(current)


def _check_degree(name: str, n: Value, x: Value) -> None:
    degree = as_exact_integer(n)
    if degree is not None and abs(degree) > _MAX_DEGREE:
        raise TooLargeError(shown(name, degree, x))


def _inside_interval(x: Value) -> bool:
    return is_real(x) and bool(abs(real(x)) < 1)


def _rational(x: Value) -> fmpq:
    return fmpq(x) if is_exact(x) else fmpq(0)


def _polynomial_ball(method: str) -> Callable[..., Value]:
    """FLINT's method on (n, parameters..., x); real for real arguments when n is a non-negative integer."""
    ball = real_first(method, flipped=True)

    def value(*args: Value) -> Value:
        result = ball(*args)
        n = as_exact_integer(args[0])
        polynomial = n is not None and n >= 0
        return result.real if isinstance(result, acb) and polynomial and all_real(*args) else result

    return value


def _legendre(n: Value, x: Value) -> Value:
    degree = as_exact_integer(n)
    if degree is not None and degree < 0:
        # P_(-n-1) = P_n: DLMF 14.9.5.
        degree = -degree - 1
        n = degree
    _check_degree("legendre", n, x)
    z = _rational(x)
    found = _exact_polynomial(degree, z, lambda k, z, p, q: ((2 * k + 1) * z * p - k * q) / (k + 1), x)
    return found if found is not None else _legendre_ball(n, x)


def _chebyshev_t(n: Value, x: Value) -> Value:
    degree = as_exact_integer(n)
    if degree is not None and degree < 0:
        degree = -degree
        n = degree
    found = _exact_polynomial(degree, _rational(x), lambda _k, z, p, q: 2 * z * p - q, x)
    return found if found is not None else _chebyshev_t_ball(n, x)


def _chebyshev_u(n: Value, x: Value) -> Value:
    degree = as_exact_integer(n)
    if degree is not None and degree < 0:
        # U_(-1) = 0 and U_(-n) = -U_(n-2).
        return fmpz(0) if degree == -1 else -_chebyshev_u(-degree - 2, x)
    found = _exact_polynomial(degree, 2 * _rational(x), lambda _k, z, p, q: 2 * z * p - q, x)
    return found if found is not None else _chebyshev_u_ball(n, x)


def _hermite(n: Value, x: Value) -> Value:
    degree = as_exact_integer(n)
    _check_degree("hermite", n, x)
    if degree is not None and degree >= 0:
        found = _exact_polynomial(degree, 2 * _rational(x), lambda k, z, p, q: 2 * z * p - 2 * k * q, x)
        if found is not None:
            return found
    return _hermite_ball(n, x)


def _laguerre(n: Value, *rest: Value) -> Value:
    a, x = (fmpz(0), rest[0]) if len(rest) == 1 else rest
    degree = as_exact_integer(n)
    _check_degree("laguerre", n, x)
    if degree is not None and degree >= 0:
        alpha, z = _rational(a), _rational(x)

        def step(k: int, z: fmpq, p: fmpq, q: fmpq) -> fmpq:
            return ((2 * k + 1 + alpha - z) * p - (k + alpha) * q) / (k + 1)

        found = _exact_polynomial(degree, 1 + alpha - z, step, a, x)
        if found is not None:
            return found
    return _laguerre_ball(n, a, x)


def _gegenbauer(n: Value, a: Value, x: Value) -> Value:
    degree = as_exact_integer(n)
    _check_degree("gegenbauer", n, x)
    if degree is not None and degree >= 0:
        index, z = _rational(a), _rational(x)

        def step(k: int, z: fmpq, p: fmpq, q: fmpq) -> fmpq:
            return (2 * (k + index) * z * p - (k + 2 * index - 1) * q) / (k + 1)

        found = _exact_polynomial(degree, 2 * index * z, step, a, x)
        if found is not None:
            return found
    return _gegenbauer_ball(n, a, x)


def _jacobi(n: Value, a: Value, b: Value, x: Value) -> Value:
    degree = as_exact_integer(n)
    _check_degree("jacobi", n, x)
    if degree is not None and 0 <= degree <= 100 and is_exact(a) and is_exact(b) and is_exact(x):
        return _exact_jacobi(int(degree), fmpq(a), fmpq(b), fmpq(x))
    return _jacobi_ball(n, a, b, x)


def _exact_jacobi(n: int, a: fmpq, b: fmpq, x: fmpq) -> Value:
    """The sum of binomial(n+a, n-s) binomial(n+b, s) ((x-1)/2)^s ((x+1)/2)^(n-s): DLMF 18.5.8, for all a and b."""
    left, right = [fmpq(1)], [fmpq(1)]
    for s in range(n):
        left.append(left[-1] * (n + b - s) / (s + 1))
        right.append(right[-1] * (n + a - s) / (s + 1))
    below, above = (x - 1) / 2, (x + 1) / 2
    terms = (left[s] * right[n - s] * below**s * above ** (n - s) for s in range(n + 1))
    return exact(sum(terms, fmpq(0)))


def _legendre_q(n: Value, x: Value) -> Value:
    point, degree = as_exact_integer(x), as_exact_integer(n)
    if (point is not None and abs(point) == 1) or (degree is not None and degree < 0):
        raise UndefinedValueError(shown("legendre_q", n, x))
    _check_degree("legendre_q", n, x)
    if all_real(n, x):
        value = real(x).legendre_q(real(n))
        if value.is_finite():
            return value
    found = narrowest(complex_(x).legendre_q(complex_(n)))
    return found.real if isinstance(found, acb) and is_real(n) and _inside_interval(x) else found


def _associated(name: str, method: str) -> Callable[[Value, Value, Value], Value]:
    def ball(n: Value, m: Value, x: Value) -> Value:
        _check_degree(name, n, x)
        if all_real(n, m, x):
            value = getattr(real(x), method)(real(n), real(m))
            if value.is_finite():
                return value  # type: ignore[no-any-return]
        found = narrowest(getattr(complex_(x), method)(complex_(n), complex_(m)))
        return found.real if isinstance(found, acb) and all_real(n, m) and _inside_interval(x) else found

    return ball


def _spherical_harmonic(n: Value, m: Value, theta: Value, phi: Value) -> Value:
    degree, order = small_int(n, "spherharm", 10_000), small_int(m, "spherharm", 10_000)
    if degree < 0:
        raise UndefinedValueError(shown("spherharm", n, m))
    if abs(order) > degree:
        return fmpz(0)
    return narrowest(acb.spherical_y(degree, order, complex_(theta), complex_(phi)))


_legendre_ball = _polynomial_ball("legendre_p")
_chebyshev_t_ball = _polynomial_ball("chebyshev_t")
_chebyshev_u_ball = _polynomial_ball("chebyshev_u")
_hermite_ball = _polynomial_ball("hermite_h")
_laguerre_ball = _polynomial_ball("laguerre_l")
_gegenbauer_ball = _polynomial_ball("gegenbauer_c")
_jacobi_ball = _polynomial_ball("jacobi_p")

_CUT_LEFT = "x on (-oo, -1) unless n in ZZ"

ROWS: tuple[Function, ...] = (
    Function(
        "legendre", _TWO, _legendre, Notation("P", "subscript"),
        definition="legendre(n, x): the Legendre polynomial, hyp2f1(-n, n + 1, 1, (1 - x)/2)",
        domain="x not -1 unless n in ZZ",
        branch=_CUT_LEFT, source="DLMF 18.3, 14.3.1",
    ),
    Function(
        "legendre_q", _TWO, _legendre_q, Notation("Q", "subscript"),
        definition="legendre_q(n, x): Ferrers' function of the second kind, atanh(x) for n = 0",
        domain="x not 1 or -1, n not -1, -2, ...", branch="x on (-oo, -1) and (1, oo), as FLINT's type 2",
        source="DLMF 14.3.2; FLINT, acb_hypgeom_legendre_q",
    ),
    Function(
        "legenp", _THREE, _associated("legenp", "legendre_p"), Notation("P"),
        definition="legenp(n, m, x): Ferrers' function of the first kind of degree n and order m",
        domain="x not 1 or -1",
        branch="x on (-oo, -1) and (1, oo), as FLINT's type 2", source="DLMF 14.3.1; FLINT, acb_hypgeom_legendre_p",
    ),
    Function(
        "legenq", _THREE, _associated("legenq", "legendre_q"), Notation("Q"),
        definition="legenq(n, m, x): Ferrers' function of the second kind of degree n and order m",
        domain="x not 1 or -1",
        branch="x on (-oo, -1) and (1, oo), as FLINT's type 2", source="DLMF 14.3.2; FLINT, acb_hypgeom_legendre_q",
    ),
    Function(
        "chebyt", _TWO, _chebyshev_t, Notation("T", "subscript"),
        definition="chebyt(n, x): the Chebyshev polynomial of the first kind, cos(n acos(x)); chebyt(-n, x) = "
        "chebyt(n, x)",
        domain="CC", branch=_CUT_LEFT, source="DLMF 18.5.1; Fungrim, Chebyshev polynomials", aliases=("chebyshevt",),
    ),
    Function(
        "chebyu", _TWO, _chebyshev_u, Notation("U", "subscript"),
        definition="chebyu(n, x): the Chebyshev polynomial of the second kind, sin((n + 1) acos(x))/sin(acos(x)); "
        "chebyu(-n, x) = -chebyu(n - 2, x)",
        domain="CC", branch=_CUT_LEFT, source="DLMF 18.5.2; Fungrim, Chebyshev polynomials", aliases=("chebyshevu",),
    ),
    Function(
        "gegenbauer", _THREE, _gegenbauer, Notation("C", "polynomial"),
        definition="gegenbauer(n, a, x): the Gegenbauer polynomial C_n^(a)(x), "
        "rising(2 a, n)/n! hyp2f1(-n, n + 2 a, a + 1/2, (1 - x)/2)",
        domain="CC", branch=_CUT_LEFT, source="DLMF 18.5.9",
    ),
    Function(
        "jacobi", _FOUR, _jacobi, Notation("P", "polynomial"),
        definition="jacobi(n, a, b, x): the Jacobi polynomial P_n^(a, b)(x), "
        "rising(a + 1, n)/n! hyp2f1(-n, n + a + b + 1, a + 1, (1 - x)/2)",
        domain="CC", branch=_CUT_LEFT, source="DLMF 18.5.7",
    ),
    Function(
        "laguerre", (2, 3), _laguerre, Notation("L", "polynomial"),
        definition="laguerre(n, x): the Laguerre polynomial; laguerre(n, a, x): the generalised one L_n^(a)(x), "
        "rising(a + 1, n)/n! hyp1f1(-n, a + 1, x)",
        domain="CC", source="DLMF 18.5.12",
    ),
    Function(
        "hermite", _TWO, _hermite, Notation("H", "subscript"),
        definition="hermite(n, x): the Hermite polynomial, 2^n hyperu(-n/2, 1/2, x^2) for re(x) > 0", domain="CC",
        source="DLMF 18.5.13, 13.6.16",
    ),
    Function(
        "spherharm", _FOUR, _spherical_harmonic, Notation("Y"),
        definition="spherharm(n, m, theta, phi): the spherical harmonic with polar angle theta and azimuth phi, "
        "normalised "
        "on the sphere, with the phase (-1)^m of Condon and Shortley; 0 for |m| > n",
        domain="integers n >= 0 and m, theta and phi in CC", source="DLMF 14.30.1",
    ),
)  # fmt: skip
