"""The sign of a polynomial for non-negative values of its variables, exactly.

A polynomial is the product of its irreducible factors; those of even multiplicity are squares. The sign of a factor is
seen

- from coefficients that are all >= 0;
- for a quadratic one by `L D L^T` of its symmetric matrix, on all of R^n;
- for one of a single variable by Sturm's theorem;
- by *successive difference substitution*: the orthant is the union of the cones `0 <= u_s(1) <= u_s(2) <= ...`, one for
  each permutation s, on which `u_s(j) = v_1 + ... + v_j` with v >= 0 again; this may be repeated. What is not
  homogeneous becomes so by one more variable, which is positive.

Source: Sturm (1829); Yang, *Solving harder problems with lesser mathematics* (2005) for the last.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpq_mpoly, fmpq_poly

__all__ = ["MAX_DEPTH", "Orthant", "TooManyPartsError"]

MAX_DEPTH: Final = 6
_MAX_VARIABLES: Final = 5
_MAX_DEGREE: Final = 40
_MAX_TERMS: Final = 600

_Terms = dict[tuple[int, ...], fmpq]


class TooManyPartsError(ArithmeticError):
    """More polynomials would have to be looked at than is allowed."""


@dataclass(slots=True)
class Orthant:
    """Signs for variables >= 0; `depth` is that of substitutions, `budget` the number of polynomials looked at."""

    depth: int
    budget: int

    def sign(self, polynomial: fmpq_mpoly, positive: frozenset[int], strict: bool) -> int:
        """1 or -1 when the polynomial is > 0 or < 0 (>= or <= unless `strict`) wherever all variables are >= 0.

        `positive` are the places of variables that are > 0. 0 when no sign is seen. Raises TooManyPartsError.
        """
        if polynomial.is_zero():
            return 0 if strict else 1
        constant, factors = polynomial.factor()
        total = 1 if constant > 0 else -1
        for factor, multiplicity in factors:
            even = multiplicity % 2 == 0
            if even and not strict:
                continue
            sign = self._sign_of_factor(_terms(factor), positive, strict)
            if not sign:
                return 0
            total *= 1 if even else sign
        return total

    def _sign_of_factor(self, terms: _Terms, positive: frozenset[int], strict: bool) -> int:
        for sign in (1, -1):
            signed = {key: value * sign for key, value in terms.items()}
            if _is_positive_by_coefficients(signed, positive, strict) or _is_positive_quadratic(
                signed, positive, strict
            ):
                return sign
        used = sorted({place for key in terms for place, exponent in enumerate(key) if exponent})
        if len(used) == 1:
            return _sign_in_one_variable(terms, used[0], positive)
        degree = max(map(sum, terms))
        if len(used) > _MAX_VARIABLES or degree > _MAX_DEGREE:
            return 0
        form: _Terms = {}
        for key, value in terms.items():
            form[(*(key[place] for place in used), degree - sum(key))] = value
        strictly = frozenset(index for index, place in enumerate(used) if place in positive) | {len(used)}
        if all(key[-1] == 0 for key in form):
            form = {key[:-1]: value for key, value in form.items()}
            strictly -= {len(used)}
        for sign in (1, -1):
            signed = {key: value * sign for key, value in form.items()}
            if self._is_positive_on_cones(signed, strictly, strict, self.depth):
                return sign
        return 0

    def _is_positive_on_cones(self, form: _Terms, positive: frozenset[int], strict: bool, depth: int) -> bool:
        self.budget -= 1
        if self.budget < 0 or len(form) > _MAX_TERMS:
            raise TooManyPartsError("too many parts")
        if _is_positive_by_coefficients(form, positive, strict):
            return True
        count = len(next(iter(form)))
        # The sum of the coefficients is the value where all variables are 1.
        if depth == 0 or sum(form.values(), fmpq(0)) < 0:
            return False
        return all(
            self._is_positive_on_cones(
                _ordered(form, order), frozenset({0}) if order[0] in positive else frozenset(), strict, depth - 1
            )
            for order in itertools.permutations(range(count))
        )


def _terms(polynomial: fmpq_mpoly) -> _Terms:
    return {tuple(map(int, key)): fmpq(value) for key, value in polynomial.to_dict().items()}


def _is_positive_by_coefficients(terms: _Terms, positive: frozenset[int], strict: bool) -> bool:
    if any(value < 0 for value in terms.values()):
        return False
    return not strict or any(all(place in positive for place, exponent in enumerate(key) if exponent) for key in terms)


def _ordered(form: _Terms, order: tuple[int, ...]) -> _Terms:
    """The form with `u_order[j] = v_0 + ... + v_j`."""
    current = {tuple(key[place] for place in order): value for key, value in form.items()}
    count = len(order)
    for place in range(count - 1, 0, -1):
        current = _shifted(current, place)
    return current


def _shifted(form: _Terms, place: int) -> _Terms:
    """The form with `u_place + u_(place - 1)` in the place of `u_place`."""
    total: _Terms = {}
    for key, value in form.items():
        exponent = key[place]
        coefficient = fmpq(1)
        for taken in range(exponent + 1):
            moved = (*key[: place - 1], key[place - 1] + taken, exponent - taken, *key[place + 1 :])
            total[moved] = total.get(moved, fmpq(0)) + value * coefficient
            coefficient = coefficient * (exponent - taken) / (taken + 1)
    return {key: value for key, value in total.items() if value != 0}


def _is_positive_quadratic(terms: _Terms, positive: frozenset[int], strict: bool) -> bool:
    """Whether a polynomial of degree 2 is >= 0 on R^n (`strict`: > 0 on the domain) by its homogeneous form."""
    if max(map(sum, terms)) != 2:
        return False
    count = len(next(iter(terms))) + 1
    entries = [[fmpq(0)] * count for _ in range(count)]
    for key, value in terms.items():
        first, second = (place for place, power in enumerate((*key, 2 - sum(key))) for _ in range(power))
        entries[first][second] += value / 2
        entries[second][first] += value / 2
    used = [place for place in range(count) if any(value != 0 for value in entries[place])]
    if strict and not any(place in positive or place == count - 1 for place in used):
        return False
    return _is_semidefinite([[entries[row][column] for column in used] for row in used], strict)


def _is_semidefinite(matrix: list[list[fmpq]], definite: bool) -> bool:
    """Whether a symmetric matrix is positive semidefinite, definite if so asked, by elimination."""
    while matrix:
        pivot, *row = matrix[0]
        if pivot < 0 or (pivot == 0 and (definite or any(value != 0 for value in row))):
            return False
        rest = [line[1:] for line in matrix[1:]]
        if pivot != 0:
            rest = [[value - row[i] * row[j] / pivot for j, value in enumerate(line)] for i, line in enumerate(rest)]
        matrix = rest
    return True


def _sign_in_one_variable(terms: _Terms, place: int, positive: frozenset[int]) -> int:
    """The sign on [0, oo), or (0, oo) for a positive variable, of an irreducible polynomial without a zero there."""
    coefficients = [fmpq(0)] * (max(key[place] for key in terms) + 1)
    for key, value in terms.items():
        coefficients[key[place]] = value
    polynomial = fmpq_poly(coefficients)
    lead = 1 if coefficients[-1] > 0 else -1
    if coefficients[0] == 0:  # irreducible: a multiple of the variable itself
        return lead if place in positive and len(coefficients) == 2 else 0
    return lead if _roots_above_zero(polynomial) == 0 else 0


def _roots_above_zero(polynomial: fmpq_poly) -> int:
    """The number of positive zeros of a polynomial without multiple ones, not 0 at 0, by Sturm's theorem."""
    chain = [polynomial, polynomial.derivative()]
    while chain[-1].degree() > 0:
        chain.append(-(chain[-2] % chain[-1]))
    at_zero = [each[0] for each in chain]
    at_infinity = [each[each.degree()] for each in chain]
    return _variations(at_zero) - _variations(at_infinity)


def _variations(values: list[fmpq]) -> int:
    signs = [value > 0 for value in values if value != 0]
    return sum(first != second for first, second in itertools.pairwise(signs))
