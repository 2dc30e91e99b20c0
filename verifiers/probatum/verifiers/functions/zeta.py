"""The zeta functions of Riemann, Hurwitz and Lerch, Dirichlet's eta and beta, Stieltjes constants, polylogarithms."""

from __future__ import annotations

from flint import acb, dirichlet_char, fmpq, fmpq_poly, fmpz

from probatum.verifiers.functions.lift import (
    all_real,
    as_exact_integer,
    below,
    check_work,
    complex_,
    exact,
    exact_integer,
    fraction,
    is_exact,
    is_real,
    narrowest,
    positive,
    real,
    real_argument,
    shown,
    small_int,
)
from probatum.verifiers.functions.row import Function, Notation, UndefinedValueError, Value

_ONE, _TWO, _THREE = (1, 1), (2, 2), (3, 3)

_MAX_EXACT_BERNOULLI = 5000


def _check_riemann(name: str, s: Value) -> None:
    """The cost grows with the square root of |im(s)| at low precision, and with |im(s)| at high precision."""
    if isinstance(s, acb):
        check_work(name, s.imag, 10**10, 10**5)


def _check_hurwitz(name: str, s: Value, a: Value) -> None:
    """The cost grows with |im(s)|, with -re(s), and with the number of terms that shift a to the right half-plane."""
    exponent, start = complex_(s), complex_(a)
    check_work(name, exponent.imag, 10**5, 10**4)
    check_work(name, exponent.real, 10**6 if exponent.real > 0 else 2000)
    if start.real < 0:
        check_work(name, start.real, 10**4)


def _check_polylog(name: str, s: Value) -> None:
    """The cost grows with |s|."""
    check_work(name, complex_(s).real, 2000, 500)
    check_work(name, complex_(s).imag, 10**4)


def _zeta_at_non_positive(n: fmpz) -> Value | None:
    """zeta(n) = (-1)^n B_{1-n}/(1-n) for an integer n <= 0; None when the number is too large."""
    if n == 0:
        return fmpq(-1, 2)
    if n % 2 == 0:
        return fmpz(0)
    if -n > _MAX_EXACT_BERNOULLI:
        return None
    return exact(-fmpq.bernoulli(int(1 - n)) / (1 - n))


def riemann_zeta(s: Value) -> Value:
    """The Riemann zeta function; exact at the integers from -5000 to 0. Raises UndefinedValueError at 1."""
    n = as_exact_integer(s)
    if n is not None and n == 1:
        raise UndefinedValueError("zeta(1)")
    if n is not None and n <= 0:
        found = _zeta_at_non_positive(n)
        if found is not None:
            return found
    _check_riemann("zeta", s)
    return real(s).zeta() if is_real(s) else narrowest(complex_(s).zeta())


def _hurwitz(s: Value, a: Value) -> Value:
    n, start = as_exact_integer(s), as_exact_integer(a)
    if n is not None and n == 1:
        raise UndefinedValueError(shown("zeta", n, a))
    if start is not None and start == 1:
        return riemann_zeta(s)
    if n is not None and n <= 0 and is_exact(a):
        found = _hurwitz_exact(int(-n), fmpq(a)) if -n <= 300 and a.height_bits() <= 1000 else None
        if found is not None:
            return found
    if start is not None and start <= 0 and (n is None or n > 0):
        raise UndefinedValueError(shown("zeta", s, start))
    _check_hurwitz("zeta", s, a)
    if all_real(s, a) and positive(a):
        return real(s).zeta(real(a))
    return narrowest(complex_(s).zeta(complex_(a)))


def _hurwitz_exact(n: int, a: fmpq) -> Value:
    """zeta(-n, a) = -B_{n+1}(a)/(n+1): DLMF 25.11.14."""
    return exact(-fraction(fmpq_poly.bernoulli_poly(n + 1)(a)) / (n + 1))


def zeta(s: Value, a: Value | None = None) -> Value:
    """zeta(s) of Riemann, or zeta(s, a) of Hurwitz. Raises UndefinedValueError at the poles."""
    return riemann_zeta(s) if a is None else _hurwitz(s, a)


def _eta(s: Value) -> Value:
    n = as_exact_integer(s)
    if n is not None and n <= 0:
        zeta = _zeta_at_non_positive(n)
        if zeta is not None and zeta == 0:
            return fmpz(0)
        if zeta is not None and is_exact(zeta):
            return exact((1 - fmpq(2) ** int(1 - n)) * zeta)
    _check_riemann("dirichlet_eta", s)
    check_work("dirichlet_eta", complex_(s).real, 10**9)
    value = narrowest(complex_(s).dirichlet_eta())
    return value.real if isinstance(value, acb) and is_real(s) else value


def _dirichlet_beta(s: Value) -> Value:
    n = as_exact_integer(s)
    if n is not None and n <= 0 and -n <= _MAX_EXACT_BERNOULLI:
        return exact(fmpq(fmpz.euler_number(int(-n)), 2))
    _check_hurwitz("dirichlet_beta", s, fmpz(1))
    value = narrowest(complex_(s).dirichlet_l(dirichlet_char(4, 3)))
    return value.real if isinstance(value, acb) and is_real(s) else value


def _stieltjes(index: Value, a: Value | None = None) -> Value:
    n = exact_integer(index, "stieltjes")
    start = fmpz(1) if a is None else a
    pole = as_exact_integer(start)
    if n < 0 or (pole is not None and pole <= 0):
        raise UndefinedValueError(shown("stieltjes", n, start))
    check_work("stieltjes", n, 10**30, 1000)
    if complex_(start).real < 0 or n > 1000:
        check_work("stieltjes", start, 10**4)
    value = narrowest(acb.stieltjes(n, complex_(start)))
    # zeta(s, a) is real for real s near 1 when a > 0, so its Laurent coefficients are real.
    return value.real if isinstance(value, acb) and is_real(start) and positive(start) else value


def _polylog(s: Value, z: Value) -> Value:
    order, point = as_exact_integer(s), as_exact_integer(z)
    if point is not None and point == 0:
        return fmpz(0)
    if point is not None and point == 1:
        if order is not None and order <= 1:
            raise UndefinedValueError(shown("polylog", order, point))
        if complex_(s).real > 1:
            return riemann_zeta(s)
    if order is not None and order == 0 and is_exact(z):
        return exact(fmpq(z) / (1 - fmpq(z)))
    _check_polylog("polylog", s)
    if all_real(s, z):
        value = real(z).polylog(real(s))
        if value.is_finite():
            return value
    complex_value = narrowest(complex_(z).polylog(complex_(s)))
    # For z <= 1 the function is real by its series and its continuation along the real line.
    return complex_value.real if isinstance(complex_value, acb) and is_real(s) and below(z, 1) else complex_value


def lerch_phi(z: Value, s: Value, a: Value) -> Value:
    """Lerch's transcendent. Raises UndefinedValueError at its poles in a."""
    point, start = as_exact_integer(z), as_exact_integer(a)
    order = as_exact_integer(s)
    if start is not None and start <= 0 and (order is None or order > 0):
        raise UndefinedValueError(shown("lerch_phi", z, s, start))
    if point is not None and point == 0:
        return narrowest(complex_(a) ** -complex_(s))
    if point is not None and point == 1 and complex_(s).real > 1:
        return _hurwitz(s, a)
    if point is not None and point == 1 and order is not None and order <= 1:
        raise UndefinedValueError(shown("lerch_phi", z, order, a))
    _check_polylog("lerch_phi", s)
    check_work("lerch_phi", a, 10**12)
    if complex_(a).real < 0:
        check_work("lerch_phi", a, 1000)
    value = narrowest(complex_(z).lerch_phi(complex_(s), complex_(a)))
    # The series has real terms and the integral DLMF 25.14.5 continues it along z < 1.
    return value.real if isinstance(value, acb) and is_real(s) and below(z, 1) and positive(a) else value


def _on_unit_circle(s: Value, x: Value, name: str) -> acb:
    angle, order = real_argument(x, name), real_argument(s, name)
    _check_polylog(name, order)
    return acb(0, real(angle)).exp().polylog(acb(real(order)))


def _clsin(s: Value, x: Value) -> Value:
    n = as_exact_integer(x)
    return fmpz(0) if n is not None and n == 0 else _on_unit_circle(s, x, "clsin").imag


def _clcos(s: Value, x: Value) -> Value:
    n = as_exact_integer(x)
    return _polylog(s, fmpz(1)) if n is not None and n == 0 else _on_unit_circle(s, x, "clcos").real


def _zetazero(index: Value) -> Value:
    n = small_int(index, "zetazero", 10**8)
    check_work("zetazero", index, 10**8, 10**5)
    if n == 0:
        raise UndefinedValueError("zetazero(0)")
    zero = acb.zeta_zero(abs(n))
    return zero if n > 0 else zero.conjugate()


ROWS: tuple[Function, ...] = (
    Function(
        "zeta", (1, 2), zeta, Notation(r"\zeta"),
        definition="zeta(s): the Riemann zeta function; zeta(s, a): the Hurwitz zeta function, "
        "the continuation of the sum of 1/(n + a)^s over n >= 0",
        domain="s not 1; a not 0, -1, -2, ... unless s is 0, -1, -2, ...",
        branch="a on (-oo, 0): the terms (n + a)^-s are principal powers", source="DLMF 25.2.1, 25.11.1",
    ),
    Function(
        "dirichlet_eta", _ONE, _eta, Notation(r"\eta"),
        definition="(1 - 2^(1-s)) zeta(s), the continuation of the sum of (-1)^(n-1)/n^s; log(2) at s = 1", domain="CC",
        source="DLMF 25.2.3", aliases=("altzeta",),
    ),
    Function(
        "dirichlet_beta", _ONE, _dirichlet_beta, Notation(r"\beta"),
        definition="the continuation of the sum of (-1)^n/(2n+1)^s over n >= 0", domain="CC", source="DLMF 25.15.1",
    ),
    Function(
        "stieltjes", (1, 2), _stieltjes, Notation(r"\gamma", "subscript"),
        definition="stieltjes(n, a): (-1)^n n! times the coefficient of (s-1)^n in zeta(s, a) - 1/(s-1); "
        "a = 1 if it is left out",
        domain="n in NN, a not 0, -1, -2, ...", source="DLMF 25.2.5; Fungrim, Stieltjes constants",
    ),
    Function(
        "polylog", _TWO, _polylog, Notation(r"\operatorname{Li}", "subscript"),
        definition="polylog(s, z): the continuation of the sum of z^n/n^s over n >= 1",
        domain="z not 1 unless re(s) > 1",
        branch="z on (1, oo), continuous from below: im(polylog(2, 3)) = -pi*log(3)", source="DLMF 25.12(ii)",
    ),
    Function(
        "lerch_phi", _THREE, lerch_phi, Notation(r"\Phi"),
        definition="lerch_phi(z, s, a): the continuation of the sum of z^n/(n + a)^s over n >= 0",
        domain="a not 0, -1, -2, ... unless s is 0, -1, -2, ...; z not 1 unless re(s) > 1",
        branch="z on (1, oo), as FLINT's acb_dirichlet_lerch_phi", source="DLMF 25.14", aliases=("lerchphi",),
    ),
    Function(
        "clsin", _TWO, _clsin, Notation(r"\operatorname{Cl}", "subscript"),
        definition="clsin(s, x): the Clausen sine, im(polylog(s, exp(i x))), the sum of sin(n x)/n^s",
        domain="real s and x", source="mpmath, clsin",
    ),
    Function(
        "clcos", _TWO, _clcos, Notation(r"\widetilde{\operatorname{Cl}}", "subscript"),
        definition="clcos(s, x): the Clausen cosine, re(polylog(s, exp(i x))), the sum of cos(n x)/n^s",
        domain="real s and x", source="mpmath, clcos",
    ),
    Function(
        "clausen", _ONE, lambda x: _clsin(fmpz(2), x), Notation(r"\operatorname{Cl}_2"),
        definition="Clausen's integral: the sum of sin(n x)/n^2", domain="RR", source="DLMF 25.12(i)",
    ),
    Function(
        "zetazero", _ONE, _zetazero, Notation(r"\rho", "subscript"),
        definition="the n-th zero of zeta in the upper half-plane by height; zetazero(-n) is its conjugate",
        domain="n in ZZ, 0 < |n| <= 10^8", source="DLMF 25.10; Fungrim, zeros of the Riemann zeta function",
    ),
)  # fmt: skip
