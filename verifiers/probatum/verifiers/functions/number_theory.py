"""Arithmetic functions and integer sequences, at exact integers; balls where the exact value would be too large.

Fibonacci, Bernoulli, Bell and partition numbers beyond the exact range come as balls from asymptotic expansions, so
that a formula may speak of bell(10^20). What needs a factorisation or a sieve is bounded by the cost of that.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce
from math import isqrt, log
from typing import Any

from flint import acb, arb, fmpq, fmpq_poly, fmpz

from probatum.verifiers.functions.gamma import binomial
from probatum.verifiers.functions.lift import (
    check_work,
    complex_,
    exact,
    exact_integer,
    fraction,
    is_real,
    narrowest,
    real,
    real_argument,
    shown,
    small_int,
)
from probatum.verifiers.functions.row import (
    Function,
    Notation,
    TooLargeError,
    UndefinedValueError,
    UnsupportedArgumentError,
    Value,
)

_ONE, _TWO = (1, 1), (2, 2)

_MAX_FACTORED_BITS = 128
"""Largest integer that is factored: the quadratic sieve needs a fraction of a second there."""

_MAX_SIEVED = 16_000_000
"""Largest number up to which primes are sieved."""

_MAX_PRIME_INDEX = 1_000_000
"""The millionth prime is 15485863, below _MAX_SIEVED."""

_MAX_BALL_INDEX_BITS = 512
"""Bits of the index of a sequence whose value is enclosed without computing it exactly."""


def _at_least_zero(n: fmpz, name: str) -> fmpz:
    if n < 0:
        raise UndefinedValueError(shown(name, n))
    return n


def _sequence(
    name: str, exact_bound: int, of_int: Callable[[int], Value], of_index: Callable[[Any], arb], index_bits: int
) -> Callable[[Value], Value]:
    """A sequence on NN: exact up to `exact_bound`, a ball for an index up to `index_bits` bits."""

    def ball(x: Value) -> Value:
        n = _at_least_zero(exact_integer(x, name), name)
        if n <= exact_bound:
            return of_int(int(n))
        if n.height_bits() > index_bits:
            raise TooLargeError(shown(name, n))
        return of_index(n)

    return ball


def _fibonacci_of_natural(n: Any) -> Value:
    """F_n, typed loosely as python-flint's stubs differ from what its methods take."""
    return fmpz.fib_ui(n) if n <= 6_000_000 else arb.fib(n)


def _fibonacci(x: Value) -> Value:
    n = exact_integer(x, "fibonacci")
    size = abs(n)
    if size.height_bits() > _MAX_BALL_INDEX_BITS:
        raise TooLargeError(shown("fibonacci", n))
    value: Value = _fibonacci_of_natural(size)
    return -value if n < 0 and n % 2 == 0 else value


def _lucas(x: Value) -> Value:
    n = exact_integer(x, "lucas")
    before, after = _fibonacci(n - 1), _fibonacci(n + 1)
    return before + after


_bernoulli_number = _sequence(
    "bernoulli", 20_000, lambda n: exact(fmpq.bernoulli(n)), arb.bernoulli, _MAX_BALL_INDEX_BITS
)


def _bernoulli(index: Value, x: Value | None = None) -> Value:
    if x is None:
        n = exact_integer(index, "bernoulli")
        return fmpz(0) if n > 1 and n % 2 == 1 else _bernoulli_number(n)
    degree = small_int(index, "bernoulli", 20_000)
    _at_least_zero(fmpz(degree), "bernoulli")
    if isinstance(x, (fmpz, fmpq)) and degree <= 300 and x.height_bits() <= 1000:
        return exact(fraction(fmpq_poly.bernoulli_poly(degree)(x)))
    if is_real(x):
        return real(x).bernoulli_poly(degree)
    return narrowest(complex_(x).bernoulli_poly(degree))


def _euler(index: Value, x: Value | None = None) -> Value:
    n = small_int(index, "euler_number", 20_000 if x is None else 300)
    _at_least_zero(fmpz(n), "euler_number")
    if x is None:
        return fmpz.euler_number(n)
    polynomial = fmpq_poly.euler_poly(n)
    if isinstance(x, (fmpz, fmpq)) and x.height_bits() <= 1000:
        return exact(fraction(polynomial(x)))
    point = real(x) if is_real(x) else complex_(x)
    value: arb | acb = point * 0
    for coefficient in reversed(polynomial.coeffs()):
        value = value * point + coefficient
    return value


_partitions_of_natural = _sequence(
    "partitions", 10**9, lambda n: fmpz(n).partitions_p(), arb.partitions_p, _MAX_BALL_INDEX_BITS
)


def _partitions(x: Value) -> Value:
    n = exact_integer(x, "partitions")
    return fmpz(0) if n < 0 else _partitions_of_natural(n)


def _bell_ball(n: Any) -> arb:
    # Dobinski's series needs many terms at high precision, whatever the index.
    check_work("bell", n, 10**20, 10_000)
    return arb.bell_number(n)


def _stirling(name: str, of_ints: Callable[[int, int], fmpz]) -> Callable[[Value, Value], Value]:
    def ball(n: Value, k: Value) -> Value:
        rows, columns = exact_integer(n, name), exact_integer(k, name)
        if rows < 0 or columns < 0:
            raise UndefinedValueError(shown(name, rows, columns))
        if columns > rows:
            return fmpz(0)
        return of_ints(small_int(rows, name, 2000), int(columns))

    return ball


def _catalan_number(x: Value) -> Value:
    n = _at_least_zero(exact_integer(x, "catalan_number"), "catalan_number")
    middle = binomial(2 * n, n)
    return exact(fmpq(middle, n + 1)) if isinstance(middle, fmpz) else middle / (n + 1)


def _integers(name: str, combine: Callable[[fmpz, fmpz], fmpz]) -> Callable[..., Value]:
    def ball(*args: Value) -> Value:
        return reduce(combine, (exact_integer(arg, name) for arg in args), _NEUTRAL[name])

    return ball


_NEUTRAL = {"gcd": fmpz(0), "lcm": fmpz(1)}


def _lcm(a: fmpz, b: fmpz) -> fmpz:
    return fmpz(0) if a == 0 or b == 0 else abs(a.lcm(b))


def _factorable(x: Value, name: str) -> fmpz:
    """An integer within reach of factorisation: raises TooLargeError for others, primes aside."""
    n = exact_integer(x, name)
    if n.height_bits() > _MAX_FACTORED_BITS:
        raise TooLargeError(f"{shown(name, n)} needs the factors of a number of {n.height_bits()} bits")
    return n


def _totient(x: Value) -> Value:
    return abs(_factorable(x, "totient")).euler_phi()


def _moebius(x: Value) -> Value:
    n = _factorable(x, "moebius")
    return abs(n).moebius_mu()


def _divisor_sigma(x: Value, power: Value | None = None) -> Value:
    n = abs(_factorable(x, "divisor_sigma"))
    k = 1 if power is None else small_int(power, "divisor_sigma", 10_000)
    if n == 0:
        return fmpz(0)
    if k >= 0:
        return n.divisor_sigma(k)
    # The divisors d and n/d run together: the sum of d^k is the sum of (n/d)^k.
    return exact(fmpq(n.divisor_sigma(-k), n**-k))


@lru_cache(maxsize=4)
def _sieve(bound_bits: int) -> bytearray:
    """The sieve of Eratosthenes below 2**bound_bits."""
    bound = 1 << bound_bits
    sieve = bytearray([1]) * bound
    sieve[0] = sieve[1] = 0
    for p in range(2, isqrt(bound) + 1):
        if sieve[p]:
            sieve[p * p :: p] = bytes(len(range(p * p, bound, p)))
    return sieve


def _prime(x: Value) -> Value:
    n = exact_integer(x, "prime")
    if n <= 0:
        raise UndefinedValueError(shown("prime", n))
    if n > _MAX_PRIME_INDEX:
        raise TooLargeError(shown("prime", n))
    index = int(n)
    # Rosser 1941: the n-th prime is below n (log n + log log n) for n >= 6.
    bound = max(13, int(index * (log(index) + log(log(index)))) + 1) if index >= 6 else 13
    sieve = _sieve(bound.bit_length())
    low, high = 0, bound
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if sieve.count(1, 0, middle + 1) >= index else (middle + 1, high)
    return fmpz(low)


def _primepi(x: Value) -> Value:
    number = real_argument(x, "primepi")
    if isinstance(number, arb):
        floor = number.floor()
        if not floor.is_exact():
            raise UnsupportedArgumentError("primepi at a ball that may contain an integer")
        if floor > _MAX_SIEVED:
            raise TooLargeError("primepi of a number that is not sieved")
        number = floor.fmpz()
    whole = number if isinstance(number, fmpz) else number.floor()
    if whole > _MAX_SIEVED:
        raise TooLargeError(shown("primepi", whole))
    if whole < 2:
        return fmpz(0)
    return fmpz(_sieve(int(whole).bit_length()).count(1, 0, int(whole) + 1))


def _jacobi_symbol(a: Value, n: Value) -> Value:
    upper, lower = exact_integer(a, "jacobi_symbol"), exact_integer(n, "jacobi_symbol")
    if lower <= 0 or lower % 2 == 0:
        raise UndefinedValueError(f"{shown('jacobi_symbol', upper, lower)}: the lower number is odd and positive")
    return fmpz((upper % lower).jacobi(lower)) if lower > 1 else fmpz(1)


_ZZ, _NN = "ZZ", "NN"

ROWS: tuple[Function, ...] = (
    Function(
        "gcd", (1, None), _integers("gcd", lambda a, b: abs(a.gcd(b))), Notation(r"\gcd"),
        definition="the greatest common divisor, with gcd(0, 0) = 0", domain=_ZZ, source="DLMF 27.2(i)",
    ),
    Function(
        "lcm", (1, None), _integers("lcm", _lcm), Notation(r"\operatorname{lcm}"),
        definition="the least common multiple, 0 if an argument is 0", domain=_ZZ,
        source="Fungrim, greatest common divisor",
    ),
    Function(
        "fibonacci", _ONE, _fibonacci, Notation("F", "subscript"),
        definition="the Fibonacci number: F_0 = 0, F_1 = 1, F_n = F_{n-1} + F_{n-2}, for negative n too", domain=_ZZ,
        source="DLMF 26.11; Fungrim, Fibonacci numbers",
    ),
    Function(
        "lucas", _ONE, _lucas, Notation("L", "subscript"),
        definition="the Lucas number F_{n-1} + F_{n+1}", domain=_ZZ, source="OEIS A000032",
    ),
    Function(
        "bernoulli", (1, 2), _bernoulli, Notation("B", "subscript"),
        definition="bernoulli(n): the Bernoulli number, with B_1 = -1/2; bernoulli(n, z): the Bernoulli polynomial",
        domain="n in NN, z in CC", source="DLMF 24.2(i)",
    ),
    Function(
        "euler_number", (1, 2), _euler, Notation("E", "subscript"),
        definition="euler_number(n): the Euler number, with E_2 = -1; euler_number(n, z): the Euler polynomial",
        domain="n in NN, z in CC", source="DLMF 24.2(ii)",
    ),
    Function(
        "bell", _ONE,
        _sequence("bell", 10_000, fmpz.bell_number, _bell_ball, 70), Notation("B", "subscript"),
        definition="the Bell number: the number of partitions of a set of n elements", domain=_NN,
        source="DLMF 26.7(i)",
    ),
    Function(
        "partitions", _ONE, _partitions, Notation("p"),
        definition="the number of partitions of the integer n, 0 for n < 0", domain=_ZZ, source="DLMF 26.9(i)",
    ),
    Function(
        "stirling1", _TWO, _stirling("stirling1", fmpz.stirling_s1), Notation("s"),
        definition="stirling1(n, k): the signed Stirling number of the first kind", domain=_NN, source="DLMF 26.8(i)",
    ),
    Function(
        "stirling2", _TWO, _stirling("stirling2", fmpz.stirling_s2), Notation("S"),
        definition="stirling2(n, k): the Stirling number of the second kind", domain=_NN, source="DLMF 26.8(i)",
    ),
    Function(
        "catalan_number", _ONE, _catalan_number, Notation("C", "subscript"),
        definition="binomial(2n, n)/(n + 1)", domain=_NN, source="DLMF 26.5(i)",
    ),
    Function(
        "totient", _ONE, _totient, Notation(r"\varphi"),
        definition="Euler's totient; totient(-n) = totient(n), totient(0) = 0", domain="ZZ, up to 128 bits",
        source="DLMF 27.2.7; Fungrim, totient function", aliases=("euler_phi",),
    ),
    Function(
        "moebius", _ONE, _moebius, Notation(r"\mu"),
        definition="the Moebius function; moebius(-n) = moebius(n), moebius(0) = 0", domain="ZZ, up to 128 bits",
        source="DLMF 27.2.12; FLINT, fmpz_moebius_mu", aliases=("mobius",),
    ),
    Function(
        "divisor_sigma", (1, 2), _divisor_sigma, Notation(r"\sigma"),
        definition="divisor_sigma(n, k): the sum of d^k over the positive divisors d of n; k = 1 if it is left out",
        domain="n in ZZ up to 128 bits, k in ZZ", source="DLMF 27.2.10; FLINT, fmpz_divisor_sigma",
    ),
    Function(
        "prime", _ONE, _prime, Notation("p", "subscript"),
        definition="the n-th prime, prime(1) = 2", domain="positive integers up to 1000000", source="DLMF 27.2(i)",
    ),
    Function(
        "primepi", _ONE, _primepi, Notation(r"\pi"),
        definition="the number of primes at most x", domain="real x up to 16000000", source="DLMF 27.2.2",
    ),
    Function(
        "jacobi_symbol", _TWO, _jacobi_symbol, Notation(r"\operatorname{jacobi}"),
        definition="jacobi_symbol(a, n): the Jacobi symbol (a/n)", domain="a in ZZ, n odd and positive",
        source="DLMF 27.9",
    ),
)  # fmt: skip
