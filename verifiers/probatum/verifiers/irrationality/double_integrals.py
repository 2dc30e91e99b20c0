"""Beukers-type double integrals for zeta(2), with free exponents and the primes that a group of symmetries saves.

For integers h, i, j, k, l >= 1 for which j+k-h, k+l-i, l+h-j, h+i-k and m = i+j-l are also >= 1, multiplied by n, let

    I(h,i,j,k,l) = int_0^1 int_0^1 x^h (1-x)^i y^k (1-y)^j/(1-xy)^(m+1) dx dy.

*Symmetries.* I(h,i,j,k,l) = I(k,j,i,h,l) by the exchange of x and y, and I(h,i,j,k,l) = I(i,j,k,l,h) with x = 1 - XY,
y = (1-Y)/(1-XY), for which 1-x = XY, 1-y = Y(1-X)/(1-XY), 1-xy = Y, dx dy/(1-xy) = dX dY/(1-XY). The integral over x
is `h! i!/(h+i+1)! 2F1(m+1, h+1; h+i+2; y)`, and the upper parameters may be exchanged:
`I(h,i,j,k,l)/(h! i!) = I(m, l+h-j, j, k, l)/(m! (l+h-j)!)`. So I/(h! i! j! k! l!) is the same for all `images` of
(h,i,j,k,l) under the group that these three maps generate; the ten numbers above are permuted.

*Linear forms.* Expanding (1-xy)^(-m-1) gives I = sum_{t>=0} R(t) with

    R(t) = (t+1)...(t+m)/m! * i!/((t+h+1)...(t+h+i+1)) * j!/((t+k+1)...(t+k+j+1)) = sum_s a_s/(t+s)^2 + b_s/(t+s),

of degree -l-2, so that the sum of the b_s is 0. R vanishes at -T, ..., -1 for T = min(m,h,k). With the harmonic sums
`H_r^(e) = sum_{u<=r} u^-e` therefore `I = q zeta(2) - p`, q = sum_s a_s, p = sum_s a_s H^(2)_{s-T-1} + b_s H_{s-T-1}.

*Primes.* Let p^2 exceed all the integers that occur, and s be one of the poles. Then every factor t + r of R
contributes p once or not at all to the value at t = -s, and their number in each string is a difference of floor
functions of n/p and y = (s-1)/p. Without the factors that vanish at t = -s the order of p is at least nu, which is
that of a_s at a double pole; the logarithmic derivative costs at most 1, and nothing when no other factor is
divisible by p; H_r^(e) costs e if p <= r and nothing otherwise. `order` is the least value over all y. It depends on
x = n/p alone, is constant between the multiples of 1/d, d the differences of the numbers in question, and for x >= 1
at least a function of the fractional part of x. As zeta(2) is irrational, q and p of I are those of an image times
the quotient of the factorials: the best of the images counts. By the prime number theorem the primes with n/p in (a,
b) have the product e^((1/a - 1/b + o(1))n), those with n/p - [n/p] in (a, b), n/p > 1, the product e^((psi(1+b) -
psi(1+a) + o(1))n), psi the digamma function; the primes up to a multiple of sqrt(n) contribute e^(o(n)).

*Growth.* R(t) >= 0 and all a_s have one sign: |q|^(1/n) and I^(1/n) tend to the maxima of limits of |a_s|^(1/n) and
R(t)^(1/n), where quotients of neighbours are 1: at s/n = -t and t/n = t for the negative and the positive root of
`(t+m)(t+h)(t+k) = t(t+h+i)(t+k+j)`, that is of `l t^2 - B t - mhk`, B = mh + mk + hk - (h+i)(k+j).

Source: Rhin, Viola, *On a permutation group related to zeta(2)*, Acta Arith. 77 (1996), with the bound 5.441243; the
orders from partial fractions as in Zudilin, *Arithmetic of linear forms involving odd zeta values*, J. Théor. Nombres
Bordeaux 16 (2004).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from flint import fmpq, fmpz

from probatum.verifiers.irrationality.construction import Construction, NoConclusionError, bounded
from probatum.verifiers.irrationality.terms import logarithm, multiple, number, surd, total
from probatum.verifiers.irrationality.zeta_values import zeta_values
from probatum.verifiers.language.expr import Expr, apply, integer

__all__ = ["MAX_EXPONENT", "Exponents", "double_integrals", "double_others", "images", "order", "prime_cells"]

Exponents = tuple[int, int, int, int, int]
"""h, i, j, k, l of the head of this module."""

MAX_EXPONENT: Final = 60
_MAX_IMAGES: Final = 12


def double_integrals(parameters: tuple[int, ...]) -> Construction:
    """The forms for zeta(2) of the exponents `parameters[:5]`; the rest are images of these, of which primes are saved.

    Raises NoConclusionError when the parameters are none, or nothing follows.
    """
    if not 0 < len(parameters) <= 5 * _MAX_IMAGES or len(parameters) % 5:
        raise NoConclusionError("five exponents are wanted, and images of them")
    if not all(0 < each <= MAX_EXPONENT for each in parameters):
        raise NoConclusionError(f"exponents between 1 and {MAX_EXPONENT} are wanted")
    rows: list[Exponents] = [
        (parameters[at], parameters[at + 1], parameters[at + 2], parameters[at + 3], parameters[at + 4])
        for at in range(0, len(parameters), 5)
    ]
    if min(double_others(rows[0])) < 1:
        raise NoConclusionError("one of j+k-h, k+l-i, l+h-j, h+i-k, i+j-l is not positive")
    if not set(rows) <= images(rows[0]):
        raise NoConclusionError("exponents that are no image of the first ones")
    constant = apply("zeta", integer(2))
    zeta_values((2,))  # the symmetries act on q and p because zeta(2) is irrational
    growth, remainder = _rate(rows[0], -1), _rate(rows[0], 1)
    denominators = _denominators(rows)
    return Construction(
        "double_integrals",
        parameters,
        constant,
        lambda expr: fmpq(1) if expr == constant else None,
        growth,
        remainder,
        denominators,
        bounded(growth, remainder, denominators),
    )


def double_others(v: Exponents) -> tuple[int, int, int, int, int]:
    """The other five of the ten numbers: j+k-h, k+l-i, l+h-j, h+i-k, i+j-l."""
    h, i, j, k, l = v  # noqa: E741  the names of the source
    return j + k - h, k + l - i, l + h - j, h + i - k, i + j - l


def images(v: Exponents) -> set[Exponents]:
    """The images of v under the group, at most 120."""
    found, pending = {v}, [v]
    while pending:
        h, i, j, k, l = pending.pop()  # noqa: E741  the names of the source
        for image in ((k, j, i, h, l), (i, j, k, l, h), (i + j - l, l + h - j, j, k, l)):
            if image not in found:
                found.add(image)
                pending.append(image)
    return found


def _rate(v: Exponents, sign: int) -> Expr:
    """The rate at the root with the given sign."""
    h, i, j, k, l = v  # noqa: E741  the names of the source
    m = i + j - l
    b = m * h + m * k + h * k - (h + i) * (k + j)
    half, radicand = fmpq(1, 2 * l), fmpz(b * b + 4 * l * m * h * k)

    def at(offset: int) -> Expr:
        """`log |t + offset|`; at the negative root t + h + i and t + k + j are positive, the others are not."""
        positive = sign > 0 or offset in (h + i, k + j)
        part, factor = half * b + offset, half * sign
        return logarithm(surd(part, factor, radicand) if positive else surd(-part, -factor, radicand))

    return total(
        multiple(-m, logarithm(integer(m))),
        multiple(i, logarithm(integer(i))),
        multiple(j, logarithm(integer(j))),
        *(multiple(e, at(e)) for e in (m, h, k)),
        *(multiple(-e, at(e)) for e in (h + i, k + j)),
    )


def order(v: Exponents, x: fmpq, periodic: bool) -> int:
    """A lower bound for the order of a prime p in q and p, n/p = x; for all n/p in x + NN if `periodic`.

    All places are counted in units of 1/(2 denominator of x), so that they are even and have integers between them.
    """
    h, i, j, k, l = v  # noqa: E741  the names of the source
    m, one, scale = i + j - l, 2 * int(x.q), 2 * int(x.p)
    zeros, low1, low2, start = m * scale, h * scale, k * scale, min(m, h, k) * scale
    high1, high2 = (h + i) * scale, (k + j) * scale
    factorials = (i * scale) // one + (j * scale) // one - zeros // one
    least = None
    for y in _places((0, zeros, low1, high1, low2, high2, start), one, None if periodic else max(high1, high2)):
        vanishing = y // one - (y - zeros) // one
        first = (y - low1) // one + (high1 - y) // one + 1
        second = (y - low2) // one + (high2 - y) // one + 1
        if periodic:
            value = factorials + vanishing - first - second
        else:
            zero, pole1, pole2 = y < zeros, low1 <= y <= high1, low2 <= y <= high2
            multiplicity = pole1 + pole2 - zero
            if multiplicity <= 0:
                continue
            dividing = (vanishing - zero, first - pole1, second - pole2)
            nu = factorials + dividing[0] - dividing[1] - dividing[2]
            summed = y - start >= one
            value = nu - summed
            if multiplicity == 2:
                value = min(nu - 2 * summed, value - any(dividing))
        least = value if least is None else min(least, value)
    assert least is not None
    return least


def _places(ends: tuple[int, ...], one: int, last: int | None) -> list[int]:
    """The ends modulo `one`, and a place between neighbours: up to `last`, or in one period when there is no last."""
    residues = sorted({end % one for end in ends})
    if last is None:
        around = [*residues, residues[0] + one]
    else:
        around = sorted({y for residue in residues for y in range(residue, last + 1, one)} | {last})
    return around + [(x + y) // 2 for x, y in pairwise(around)]


def prime_cells(rows: list[Exponents]) -> list[tuple[fmpq, fmpq, int, int]]:
    """`(a, b, f, g)` for consecutive intervals (a, b) of [0, 1]: the exponents of primes in D_n.

    It is f where n/p is in (a, b), and g where the fractional part of n/p > 1 is.
    """
    ends = sorted({fmpq(r, d) for d in _differences(rows) for r in range(d + 1)})
    total_of = sum(rows[0])
    assert all(sum(row) == total_of for row in rows)  # so that the quotients of factorials are periodic in n/p
    cells: list[tuple[fmpq, fmpq, int, int]] = []
    for a, b in pairwise(ends):
        x = (a + b) / 2
        saved = [sum(int((e * x).floor()) for e in rows[0]) - sum(int((e * x).floor()) for e in row) for row in rows]
        first, later = (
            -max(order(row, x, periodic) + gain for row, gain in zip(rows, saved, strict=True))
            for periodic in (False, True)
        )
        cells.append((a, b, first, later))
    return cells


def _differences(rows: list[Exponents]) -> set[int]:
    found: set[int] = set()
    for row in rows:
        h, i, j, k, l = row  # noqa: E741  the names of the source
        m = i + j - l
        ends = (0, m, h, h + i, k, k + j, min(m, h, k))
        found |= {abs(x - y) for x in ends for y in ends} | set(row)
    return found - {0}


def _denominators(rows: list[Exponents]) -> Expr:
    """`g_0 + sum over the cells with a > 0 of (f - g + g_0)(1/a - 1/b) + (g - g_0)(psi(b) - psi(a))`, g_0 for a = 0.

    By psi(1+x) = psi(x) + 1/x and psi(2) - psi(1) = 1. Raises NoConclusionError when primes of any size occur.
    """
    (_, _, largest, base), *cells = prime_cells(rows)
    if largest != 0:
        raise NoConclusionError("primes of any size divide the denominators")
    constant, terms = fmpq(base), []
    before = 0
    for a, b, first, later in cells:
        constant += (first - later + base) * (1 / a - 1 / b)
        if later - base != before:
            terms.append(multiple(before - later + base, apply("digamma", number(a))))
            before = later - base
    if before:
        terms.append(multiple(before, apply("digamma", integer(1))))
    return total(number(constant), *terms)
