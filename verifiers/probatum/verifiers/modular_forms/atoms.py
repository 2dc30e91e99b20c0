"""Modular forms at arguments (a tau + b)/d, and how the modular group acts on products of them.

An *atom* is a form g of weight k with a triangular integer matrix H = (a, b; 0, d), and stands for the function
`(g|H)(tau) = d^-k g((a tau + b)/d)`, up to the constant factor d^-k, or, in the last case below, a difference of such.
The group acts on the right, `(f|M)(tau) = (c tau + d)^-k f(M tau)`, where for an odd multiple k of 1/2 and c > 0 the
factor is `(-i(c tau + d))^-k`, the principal power of a number in the right half-plane. With `H S = M H'`, M in
SL_2(Z) and H' triangular, `g|H|S = (g|M)|H'`, and g|M is g, or another Klein form, up to a root of unity:

- eta, of weight 1/2: Apostol, *Modular functions and Dirichlet series in number theory* (1990), theorem 3.4;
- the Klein form of a = (a_1, a_2), of weight -1: `k_a(M tau) = (c tau + d)^-1 k_(aM)(tau)`, and `k_(a + b)` is k_a up
  to a root of unity for integral b: Kubert, Lang, *Modular units* (1981), section 2.1, K1 to K3;
- the Eisenstein series of even weight k >= 4;
- `E_2|H - E_2`, a modular form of weight 2, since E_2(tau) - 3/(pi im(tau)) is acted on as forms of weight 2 are.

The first two have no zeros. All are holomorphic on the upper half-plane and at every cusp but the Klein forms, whose
orders at the cusps are known.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Final

from flint import fmpq

__all__ = [
    "Atom",
    "Monomial",
    "Triangular",
    "decomposed",
    "inverted",
    "joined",
    "klein",
    "order",
    "translated",
    "weight",
]

Triangular = tuple[int, int, int]
"""a, b, d of a primitive matrix (a, b; 0, d) with a, d > 0 and 0 <= b < d."""

ETA: Final = "eta"
KLEIN: Final = "Klein"
EISENSTEIN: Final = "Eisenstein"
DIFFERENCE: Final = "difference"


@dataclass(frozen=True, slots=True, order=True)
class Atom:
    """A form at a triangular matrix.

    `kind` is `eta`, `Klein` (with `index` a, 0 <= a_1, a_2 < 1), `Eisenstein` (with `index` (k, 0)) or `difference`,
    for (a/d) E_2((a tau + b)/d) - E_2(tau).
    """

    kind: str
    index: tuple[Fraction, Fraction]
    matrix: Triangular
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.kind, self.index, self.matrix)))

    def __hash__(self) -> int:
        return self._hash

    @property
    def has_zeros(self) -> bool:
        """Whether the form may vanish on the upper half-plane."""
        return self.kind not in (ETA, KLEIN)


Monomial = tuple[tuple[Atom, int], ...]
"""Atoms, in increasing order, with their exponents other than 0."""


def weight(monomial: Monomial) -> Fraction:
    """The weight of a product of atoms."""
    weights = {ETA: Fraction(1, 2), KLEIN: Fraction(-1), DIFFERENCE: Fraction(2)}
    return sum((weights.get(atom.kind, atom.index[0]) * exponent for atom, exponent in monomial), Fraction(0))


def order(monomial: Monomial) -> Fraction:
    """A lower bound for the order of a product in q = exp(2 pi i tau); the order itself for eta and Klein forms."""
    return sum((_order_of_atom(atom) * exponent for atom, exponent in monomial if not atom.has_zeros), Fraction(0))


@lru_cache(maxsize=1 << 16)
def _order_of_atom(atom: Atom) -> Fraction:
    a, _, d = atom.matrix
    first = atom.index[0]
    return (Fraction(1, 24) if atom.kind == ETA else first * (first - 1) / 2) * Fraction(a, d)


def joined(factors: Iterable[tuple[Atom, int]]) -> Monomial:
    """The product of powers of atoms."""
    exponents: dict[Atom, int] = {}
    for atom, exponent in factors:
        exponents[atom] = exponents.get(atom, 0) + exponent
    return tuple(sorted((atom, exponent) for atom, exponent in exponents.items() if exponent))


def klein(a: tuple[Fraction, Fraction], matrix: Triangular) -> tuple[Atom, Fraction]:
    """The Klein form of a, not integral, as one with a reduced index times exp(2 pi i t), with that t.

    `k_(a + b) = (-1)^(b_1 b_2 + b_1 + b_2) exp(-pi i (b_1 a_2 - b_2 a_1)) k_a` and `k_(-a) = -k_a`.
    """
    (first, t), (second, u) = _reduced(a), _reduced((-a[0], -a[1]))
    if not any(first):
        raise ValueError("a Klein form with an integral index")
    if second < first:
        return Atom(KLEIN, second, matrix), (u + Fraction(1, 2)) % 1
    return Atom(KLEIN, first, matrix), t % 1


def _reduced(a: tuple[Fraction, Fraction]) -> tuple[tuple[Fraction, Fraction], Fraction]:
    b = math.floor(a[0]), math.floor(a[1])
    rest = a[0] - b[0], a[1] - b[1]
    return rest, Fraction(b[0] * b[1] + b[0] + b[1], 2) - (b[0] * rest[1] - b[1] * rest[0]) / 2


# -- the action ----------------------------------------------------------------------------------------


def decomposed(matrix: tuple[int, int, int, int]) -> tuple[tuple[int, int, int, int], Triangular]:
    """M in SL_2(Z) and a triangular H with M H = the integer matrix (A, B; C, D) of positive determinant.

    The matrix is primitive with C > 0, or with C = 0 and D > 0, and so is the lower row of M.
    """
    a, b, c, d = matrix
    determinant = a * d - b * c
    g = math.gcd(a, c)
    p, r = a // g, c // g
    if r == 0:  # a, d > 0
        shift = b // d
        return (1, shift, 0, 1), (a, b - shift * d, d)
    s = pow(p, -1, r) if r > 1 else 0
    q = (p * s - 1) // r
    below = determinant // g
    shift = (s * b - q * d) // below
    s, q = s + r * shift, q + p * shift
    return (p, q, r, s), (g, s * b - q * d, below)


def acted(atom: Atom, by: tuple[int, int, int, int], matrix: Triangular) -> tuple[Atom, Fraction]:
    """g|M|H for the form g of an atom and an M in SL_2(Z), as an atom times exp(2 pi i t), with that t.

    With c > 0 the factor of weight k is (-i(c tau + d))^k, so that of an integral weight k brings in i^k.
    """
    p, q, r, s = by
    if atom.kind == ETA:
        turns = fmpq(q, 24) if r == 0 else (fmpq(p + s, r) - 12 * fmpq.dedekind_sum(s, r)) / 24
        return Atom(ETA, atom.index, matrix), Fraction(int(turns.p), int(turns.q)) % 1
    turn = weight(((atom, 1),)) / 4 if r > 0 else Fraction(0)
    if atom.kind == KLEIN:
        x, y = atom.index
        found, t = klein((x * p + y * r, x * q + y * s), matrix)
        return found, (turn + t) % 1
    return Atom(atom.kind, atom.index, matrix), turn % 1


@lru_cache(maxsize=1 << 16)
def _moved(atom: Atom, inverse: bool) -> tuple[Atom, Fraction]:
    a, b, d = atom.matrix
    return acted(atom, *decomposed((b, -a, d, 0) if inverse else (a, a + b, 0, d)))


def inverted(monomial: Monomial) -> tuple[Monomial, Fraction]:
    """The product at -1/tau over (-i tau)^k, as a product times exp(2 pi i t), with that t; up to a positive factor.

    The positive factor of an atom depends on its matrices before and after alone: it is that of the powers of d.
    """
    return _moved_all(monomial, True)


def translated(monomial: Monomial) -> tuple[Monomial, Fraction]:
    """The product at tau + 1, as a product times exp(2 pi i t), with that t."""
    return _moved_all(monomial, False)


def _moved_all(monomial: Monomial, inverse: bool) -> tuple[Monomial, Fraction]:
    turns, factors = Fraction(0), []
    for atom, exponent in monomial:
        after, t = _moved(atom, inverse)
        turns += exponent * t
        factors.append((after, exponent))
    return joined(factors), turns % 1
