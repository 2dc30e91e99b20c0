"""The gamma function and its relatives: factorials, binomial coefficients, beta, polygamma, incomplete integrals."""

from __future__ import annotations

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.functions.lift import (
    MAX_EXACT_BITS,
    all_real,
    as_exact_integer,
    at_non_positive,
    check_work,
    complex_,
    complex_only,
    exact,
    factorial_of,
    fraction,
    is_exact,
    is_real,
    narrowest,
    positive,
    real,
    real_first,
    real_when,
    shown,
    special,
)
from probatum.verifiers.functions.row import Exact, Function, Notation, TooLargeError, UndefinedValueError, Value
from probatum.verifiers.functions.zeta import zeta

_ONE, _TWO, _THREE = (1, 1), (2, 2), (3, 3)

_MAX_EXACT_FACTORIAL = 230_000
"""230000! has 3.8 million bits, just below MAX_EXACT_BITS."""

_MAX_EXACT_TERMS = 20_000
"""Factors of an exact product that are multiplied out one by one."""


def gamma(x: Value) -> Value:
    """The gamma function; exact at integers up to 230000. Raises UndefinedValueError at 0, -1, -2, ..."""
    n = as_exact_integer(x)
    if n is not None:
        if n <= 0:
            raise UndefinedValueError(shown("gamma", n))
        if n <= _MAX_EXACT_FACTORIAL:
            return factorial_of(int(n) - 1)
    if isinstance(x, fmpq):
        return arb.gamma_fmpq(x)
    return real_first("gamma")(x)


def factorial(x: Value) -> Value:
    """x! = gamma(x + 1); exact for integers up to 230000. Raises UndefinedValueError at the negative integers."""
    n = as_exact_integer(x)
    if n is not None and n < 0:
        raise UndefinedValueError(shown("factorial", n))
    return gamma(x + 1)


def rgamma(x: Value) -> Value:
    """1/gamma(x), entire: 0 at 0, -1, -2, ..."""
    n = as_exact_integer(x)
    if n is not None and n <= 0:
        return fmpz(0)
    if n is not None and n <= _MAX_EXACT_FACTORIAL:
        return exact(1 / fraction(gamma(n)))
    return real_first("rgamma")(x)


def _double_factorial(x: Value) -> Value:
    n = as_exact_integer(x)
    if n is not None and n < 0 and n % 2 == 0:
        raise UndefinedValueError(shown("factorial2", n))
    if n is not None and abs(n) <= _MAX_EXACT_FACTORIAL:
        return _exact_double_factorial(int(n))
    half = x / 2 if not isinstance(x, fmpz) else fmpq(x, 2)
    two, turn = (arb(2), real(x).cos_pi()) if is_real(x) else (acb(2), complex_(x).cos_pi())
    return two ** (half if not is_exact(half) else real(half)) * (two.pi() / 2) ** ((turn - 1) / 4) * gamma(half + 1)


def _exact_double_factorial(n: int) -> Value:
    """n (n-2) (n-4) ... down to 1 or 2; for n = -2m - 1 by n!! = (n+2)!!/(n+2) = (-1)^m/(2m-1)!!."""
    if n < 0:
        m = (-n - 1) // 2
        return exact(fmpq((-1) ** m) / fraction(_exact_double_factorial(2 * m - 1))) if m else fmpz(1)
    if n % 2 == 0:
        return factorial_of(n // 2) * fmpz(2) ** (n // 2)
    m = (n + 1) // 2
    return factorial_of(2 * m) // (factorial_of(m) * fmpz(2) ** m)


def _exact_rising(x: Exact, n: int) -> Value | None:
    """x (x+1) ... (x+n-1) for n >= 0, or None when it is too long or too large."""
    if isinstance(x, fmpz):
        if x <= 0 and x + n > 0:
            return fmpz(0)
        if n <= _MAX_EXACT_FACTORIAL and n * (abs(x) + n).height_bits() <= MAX_EXACT_BITS:
            return x.rising(n)
        return None
    if n > _MAX_EXACT_TERMS or n * (abs(x) + n).height_bits() > MAX_EXACT_BITS:
        return None
    return exact(fmpq(_product_in_progression(x.p, x.q, 0, n), x.q**n))


def _product_in_progression(p: fmpz, q: fmpz, start: int, stop: int) -> fmpz:
    """The product of p + k q over start <= k < stop, by halves so that the factors stay balanced."""
    if stop - start <= 8:
        product = fmpz(1)
        for k in range(start, stop):
            product *= p + k * q
        return product
    middle = (start + stop) // 2
    return _product_in_progression(p, q, start, middle) * _product_in_progression(p, q, middle, stop)


def _rising(x: Value, n: Value) -> Value:
    order = as_exact_integer(n)
    if order is not None and order < 0:
        below = _rising(x + order, -order)
        if is_exact(below):
            if below == 0:
                raise UndefinedValueError(shown("rising", x, order))
            return exact(1 / fmpq(below))
        return 1 / below
    if order is not None and isinstance(x, (fmpz, fmpq)) and order.height_bits() <= 62:
        found = _exact_rising(x, int(order))
        if found is not None:
            return found
    start, end = as_exact_integer(x), as_exact_integer(x + n)
    if start is None and end is not None and end <= 0:
        raise UndefinedValueError(shown("rising", x, n))
    if start is not None and start <= 0 and (end is None or end > 0):
        return fmpz(0) if is_exact(n) else _rising_ball(x, n)
    return _rising_ball(x, n)


def _rising_ball(x: Value, n: Value) -> Value:
    return real_first("rising")(x, n)


def _falling(x: Value, n: Value) -> Value:
    return _rising(x - n + 1, n)


def _binomial_of_integers(n: fmpz, k: fmpz) -> Value | None:
    """The binomial coefficient at integers, exact; None when it is too large."""
    if k < 0:
        return fmpz(0)
    if n < 0:
        upper = _binomial_of_integers(k - n - 1, k)
        return upper if upper is None or k % 2 == 0 else -upper
    if k > n:
        return fmpz(0)
    k = min(k, n - k)
    # binomial(n, k) <= min(2^n, n^k)
    if min(n, k * n.height_bits()) > MAX_EXACT_BITS or n.height_bits() > 62:
        return _exact_binomial(n, k)
    return fmpz.bin_uiui(int(n), int(k))


def _exact_binomial(x: Exact, k: fmpz) -> Value | None:
    """x (x-1) ... (x-k+1)/k! for exact x and an integer k >= 0, or None when it is too long or too large."""
    if k > _MAX_EXACT_TERMS:
        return None
    top = _exact_rising(x - k + 1, int(k))
    return None if top is None else exact(fraction(top) / factorial_of(int(k)))


def binomial(n: Value, k: Value) -> Value:
    """gamma(n+1)/(gamma(k+1) gamma(n-k+1)); falling(n, k)/k! at integers k >= 0 and 0 at integers k < 0."""
    upper, lower = as_exact_integer(n), as_exact_integer(k)
    if upper is not None and lower is not None:
        found = _binomial_of_integers(upper, lower)
        if found is None and upper < 0:
            raise TooLargeError(shown("binomial", upper, lower))
        return found if found is not None else _binomial_ball(n, k)
    if lower is not None:
        if lower < 0:
            return fmpz(0)
        if isinstance(n, fmpq):
            found = _exact_binomial(n, lower)
            if found is not None:
                return found
        if lower <= _MAX_EXACT_TERMS:
            top = narrowest(complex_(n - lower + 1).rising(complex_(lower)))
            return (top.real if is_real(n) and isinstance(top, acb) else top) / factorial_of(int(lower))
    if upper is not None and upper < 0:
        raise UndefinedValueError(shown("binomial", upper, k))
    return _binomial_ball(n, k)


def _binomial_ball(n: Value, k: Value) -> Value:
    return factorial(n) * (rgamma(k + 1) * rgamma(n - k + 1))


def _beta(a: Value, b: Value) -> Value:
    for x in (a, b):
        n = as_exact_integer(x)
        if n is not None and n <= 0:
            raise UndefinedValueError(shown("beta", a, b))
    p, q = as_exact_integer(a), as_exact_integer(b)
    if p is not None and q is not None and p + q <= _MAX_EXACT_FACTORIAL:
        return exact(fraction(gamma(p) * gamma(q)) / fraction(gamma(p + q)))
    return gamma(a) * (gamma(b) * rgamma(a + b))


def _loggamma(x: Value) -> Value:
    if positive(x):
        return real(x).lgamma()
    return narrowest(complex_(x).lgamma())


digamma = special("digamma", real_first("digamma"), pole=at_non_positive)


def _polygamma(m: Value, x: Value) -> Value:
    order, n = as_exact_integer(m), as_exact_integer(x)
    if order is not None and order == 0:
        return digamma(x)
    if n is not None and n <= 0:
        raise UndefinedValueError(shown("polygamma", m, n))
    check_work("polygamma", m, 10**4)
    if complex_(x).real < 0:
        check_work("polygamma", complex_(x).real, 10**5, 10**4)
    value = narrowest(complex_(x).polygamma(complex_(m)))
    # A derivative of digamma, which is real on the real line; other orders are real for x > 0.
    if isinstance(value, acb) and all_real(m, x) and ((order is not None and order > 0) or positive(x)):
        return value.real
    return value


def _harmonic(x: Value, order: Value | None = None) -> Value:
    n = as_exact_integer(x)
    if order is not None:
        return _generalised_harmonic(x, order)
    if n is not None and n < 0:
        raise UndefinedValueError(shown("harmonic", n))
    if n is not None and n <= _MAX_EXACT_TERMS:
        return exact(fmpq.harmonic(int(n)))
    return digamma(x + 1) + arb.const_euler()


def _generalised_harmonic(x: Value, order: Value) -> Value:
    n, r = as_exact_integer(x), as_exact_integer(order)
    if r is not None and r == 1:
        return _harmonic(x)
    if n is not None and r is not None and 0 <= n <= _MAX_EXACT_TERMS and n * abs(r) * n.height_bits() <= 1 << 20:
        return exact(sum((fmpq(k) ** -int(r) for k in range(1, int(n) + 1)), fmpq(0)))
    if n is not None and n < 0:
        raise UndefinedValueError(shown("harmonic", n, order))
    return zeta(order) - zeta(order, x + 1)


def _gammainc_upper(s: Value, x: Value) -> Value:
    n = as_exact_integer(x)
    if n is not None and n == 0:
        if complex_(s).real > 0:
            return gamma(s)
        raise UndefinedValueError(shown("gammainc_upper", s, n))
    return real_first("gamma_upper", flipped=True)(s, x)


def _gammainc_lower(s: Value, x: Value) -> Value:
    order, n = as_exact_integer(s), as_exact_integer(x)
    if order is not None and order <= 0:
        raise UndefinedValueError(shown("gammainc_lower", s, x))
    if n is not None and n == 0:
        if complex_(s).real > 0:
            return fmpz(0)
        raise UndefinedValueError(shown("gammainc_lower", s, n))
    return real_first("gamma_lower", flipped=True)(s, x)


def _gammainc_upper_regularized(s: Value, x: Value) -> Value:
    order, n = as_exact_integer(s), as_exact_integer(x)
    if order is not None and order <= 0:
        return _away_from_zero("gammainc_upper_regularized", s, x, fmpz(0))
    if n is not None and n == 0:
        return fmpz(1) if complex_(s).real > 0 else _undefined("gammainc_upper_regularized", s, x)
    return _gammainc_upper(s, x) * rgamma(s)


def _gammainc_lower_regularized(s: Value, x: Value) -> Value:
    order, n = as_exact_integer(s), as_exact_integer(x)
    if order is not None and order <= 0:
        return _away_from_zero("gammainc_lower_regularized", s, x, fmpz(1))
    if n is not None and n == 0:
        return fmpz(0) if complex_(s).real > 0 else _undefined("gammainc_lower_regularized", s, x)
    return _gammainc_lower(s, x) * rgamma(s)


def _away_from_zero(name: str, s: Value, x: Value, value: Value) -> Value:
    """`value` for x != 0, nan while x may be 0; raises UndefinedValueError at 0."""
    n = as_exact_integer(x)
    if n is not None and n == 0:
        raise UndefinedValueError(shown(name, s, x))
    return acb(arb.nan(), arb.nan()) if complex_(x).contains(0) else value


def _undefined(name: str, *args: Value) -> Value:
    raise UndefinedValueError(shown(name, *args))


def _beta_lower(a: Value, b: Value, x: Value) -> Value:
    n = as_exact_integer(x)
    if n is not None and n == 0 and complex_(a).real > 0:
        return fmpz(0)
    if n is not None and n == 1 and complex_(a).real > 0 and complex_(b).real > 0:
        return _beta(a, b)
    return real_first("beta_lower", flipped=True)(a, b, x)


def _beta_lower_regularized(a: Value, b: Value, x: Value) -> Value:
    lower, whole = _beta_lower(a, b, x), _beta(a, b)
    return exact(fmpq(lower) / fmpq(whole)) if is_exact(lower) and is_exact(whole) else lower / whole


_barnes_g_ball = real_when(all_real, complex_only("barnes_g"))


def _barnes_g(x: Value) -> Value:
    n = as_exact_integer(x)
    if n is not None and n <= 0:
        return fmpz(0)
    if n is not None and n <= 500:
        value = fmpz(1)
        for k in range(2, int(n) - 1):
            value *= factorial_of(k)
        return value
    return _barnes_g_ball(x)


_log_barnes_g = special(
    "log_barnes_g", real_when(positive, complex_only("log_barnes_g")),
    {1: 0, 2: 0, 3: 0}, at_non_positive,
)  # fmt: skip

_NOT_POLES = "CC without 0, -1, -2, ..."
_CUT_BELOW_ZERO = "(-oo, 0), continuous from above"

ROWS: tuple[Function, ...] = (
    Function(
        "gamma", _ONE, gamma, Notation(r"\Gamma"),
        definition="the gamma function", domain=_NOT_POLES, source="DLMF 5.2.1",
    ),
    Function(
        "rgamma", _ONE, rgamma, Notation(r"\frac{1}{\Gamma}"),
        definition="the entire function 1/gamma(z), 0 at 0, -1, -2, ...", domain="CC", source="DLMF 5.2(i)",
    ),
    Function(
        "loggamma", _ONE, special("loggamma", _loggamma, {1: 0, 2: 0}, at_non_positive), Notation(r"\log\Gamma"),
        definition="the analytic continuation of log(gamma(x)) from x > 0, which is not log(gamma(z))",
        domain=_NOT_POLES,
        branch=_CUT_BELOW_ZERO, source="DLMF 5.2(i); Fungrim, gamma function", aliases=("lgamma",),
    ),
    Function(
        "factorial", _ONE, factorial, Notation("!", "factorial"),
        definition="gamma(z + 1), also written z!", domain="CC without -1, -2, ...", source="DLMF 5.2.1",
        aliases=("fac",),
    ),
    Function(
        "factorial2", _ONE, _double_factorial, Notation("!!", "factorial"),
        definition="n!! = n (n-2) (n-4) ...; elsewhere 2^(z/2) (pi/2)^((cos(pi z)-1)/4) gamma(z/2+1)",
        domain="CC without -2, -4, ...", source="DLMF 5.4.2", aliases=("fac2",),
    ),
    Function(
        "rising", _TWO, _rising, Notation("rising", "rising"),
        definition="rising(z, n) = gamma(z + n)/gamma(z), for an integer n >= 0 the product z (z+1) ... (z+n-1)",
        domain="z + n not a pole of gamma unless z is", source="DLMF 5.2(iii)",
        aliases=("RisingFactorial", "pochhammer", "rf"),
    ),
    Function(
        "falling", _TWO, _falling, Notation("falling", "falling"),
        definition="falling(z, n) = rising(z - n + 1, n), for an integer n >= 0 the product z (z-1) ... (z-n+1)",
        domain="as rising", source="Fungrim, factorials and binomial coefficients", aliases=("FallingFactorial", "ff"),
    ),
    Function(
        "binomial", _TWO, binomial, Notation(r"\binom", "binomial"),
        definition="binomial(n, k) = gamma(n+1)/(gamma(k+1) gamma(n-k+1)); for an integer k >= 0 it is falling(n, "
        "k)/k!, "
        "for a negative integer k it is 0",
        domain="n not a negative integer unless k is an integer", source="DLMF 1.2(i); Fungrim, binomial coefficients",
    ),
    Function(
        "beta", _TWO, _beta, Notation(r"\mathrm{B}"),
        definition="gamma(a) gamma(b)/gamma(a + b)", domain="a and b not 0, -1, -2, ...", source="DLMF 5.12.1",
    ),
    Function(
        "digamma", _ONE, digamma, Notation(r"\psi"),
        definition="the logarithmic derivative of gamma", domain=_NOT_POLES, source="DLMF 5.2.2",
    ),
    Function(
        "polygamma", _TWO, _polygamma, Notation(r"\psi", "superscript"),
        definition="polygamma(m, z): the m-th derivative of digamma; FLINT's continuation for m not in NN",
        domain=_NOT_POLES, source="DLMF 5.15; FLINT, acb_polygamma",
    ),
    Function(
        "harmonic", (1, 2), _harmonic, Notation("H", "subscript"),
        definition="harmonic(z) = digamma(z + 1) + euler_gamma, the harmonic number at z in NN; "
        "harmonic(z, r) = zeta(r) - zeta(r, z + 1), the sum of 1/k^r over 1 <= k <= n at n in NN",
        domain="CC without -1, -2, ...", source="DLMF 5.4.14, 25.11.4",
    ),
    Function(
        "gammainc_upper", _TWO, _gammainc_upper, Notation(r"\Gamma"),
        definition="gammainc_upper(s, z): the integral of t^(s-1) exp(-t) from z to oo",
        domain="z not 0 unless re(s) > 0",
        branch="z on (-oo, 0), continuous from above", source="DLMF 8.2.2",
    ),
    Function(
        "gammainc_lower", _TWO, _gammainc_lower, Notation(r"\gamma"),
        definition="gammainc_lower(s, z): the integral of t^(s-1) exp(-t) from 0 to z", domain="s not 0, -1, -2, ...",
        branch="z on (-oo, 0), continuous from above", source="DLMF 8.2.1",
    ),
    Function(
        "gammainc_upper_regularized", _TWO, _gammainc_upper_regularized, Notation("Q"),
        definition="gammainc_upper(s, z)/gamma(s)", domain="z not 0 unless re(s) > 0",
        branch="z on (-oo, 0), continuous from above", source="DLMF 8.2.4",
    ),
    Function(
        "gammainc_lower_regularized", _TWO, _gammainc_lower_regularized, Notation("P"),
        definition="gammainc_lower(s, z)/gamma(s)", domain="z not 0 unless re(s) > 0",
        branch="z on (-oo, 0), continuous from above", source="DLMF 8.2.4",
    ),
    Function(
        "beta_lower", _THREE, _beta_lower, Notation(r"\mathrm{B}"),
        definition="beta_lower(a, b, z): the integral of t^(a-1) (1-t)^(b-1) from 0 to z",
        domain="a not 0, -1, -2, ...",
        branch="z on (-oo, 0) and (1, oo)", source="DLMF 8.17.1",
    ),
    Function(
        "beta_lower_regularized", _THREE, _beta_lower_regularized, Notation("I"),
        definition="beta_lower(a, b, z)/beta(a, b)", domain="a and b not 0, -1, -2, ...",
        branch="z on (-oo, 0) and (1, oo)", source="DLMF 8.17.2",
    ),
    Function(
        "barnes_g", _ONE, _barnes_g, Notation("G"),
        definition="the Barnes G-function: G(z + 1) = gamma(z) G(z), G(1) = 1", domain="CC", source="DLMF 5.17",
        aliases=("barnesg",),
    ),
    Function(
        "log_barnes_g", _ONE, _log_barnes_g, Notation(r"\log G"),
        definition="the analytic continuation of log(barnes_g(x)) from x > 0", domain=_NOT_POLES,
        branch=_CUT_BELOW_ZERO, source="Fungrim, Barnes G-function",
    ),
)  # fmt: skip
