"""Which construction gives a number its irrationality measure: candidates for the checker, best bound first.

The constants that a number is made of, and the elements of continued fractions in it or beside it, suggest
constructions. Where the number is not written as the constant of one, a rational Möbius relation between the two is
guessed by lattice reduction and proved by the closing engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from flint import arb, ctx, fmpz, fmpz_mat

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.types import IrrationalityMeasure
from probatum.verifiers.irrationality.construction import Construction, NoConclusionError
from probatum.verifiers.irrationality.constructions import construct
from probatum.verifiers.irrationality.families import is_source_of
from probatum.verifiers.irrationality.statements import Statement, moebius, raised
from probatum.verifiers.irrationality.terms import enclosed
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.search import ExhaustedError, Search
from probatum.verifiers.provers.suggested_constructions import suggestions

__all__ = ["candidates", "moebius_relation"]


_RELATION_BITS: Final = 400
_MAX_BITS: Final = 100
"""Numbers of more bits than this are no images with small coefficients of anything."""
_MAX_COEFFICIENT: Final = 10**9
_MAX_POWER: Final = 4
"""The largest k for which the measure of x is looked for through that of x^k."""


def candidates(statement: Statement, search: Search) -> Iterator[tuple[Construction, IrrationalityMeasure]]:
    """Certificates worth checking, those with the least bounds first; `search` notes why constructions fail."""
    found: list[Construction] = []
    for key in dict.fromkeys(suggestions(statement)):
        search.spend(5)
        try:
            found.append(construct(*key))
        except NoConclusionError as error:
            search.note(f"{key[0].replace('_', ' ')} {key[1]}: {error}")
        except NO_VALUE:
            search.note(f"{key[0].replace('_', ' ')} {key[1]}: no value")
    found = [each for each in found if statement.source is None or _gives(each, statement.source)]
    for power, construction in sorted(product(range(1, _MAX_POWER + 1), found), key=_bound):
        certificate = _certificate(construction, statement.number, power, search)
        if certificate is not None:
            yield construction, certificate


def _bound(trial: tuple[int, Construction]) -> tuple[float, int, int]:
    """The bound that follows, simple arguments first where it is the same."""
    power, construction = trial
    return round(power * float(enclosed(construction.measure).mid()), 10), power, construction.measure.size


def _gives(construction: Construction, source: Expr) -> bool:
    try:
        return is_source_of(construction, source)
    except (ArithmeticError, ValueError, AttributeError):  # no such field, no such fraction
        return False


def _certificate(construction: Construction, number: Expr, power: int, search: Search) -> IrrationalityMeasure | None:
    if power > 1:
        number = raised(number, power)
    elif construction.multiple(number) or (number.head == "pcf" and _gives(construction, number)):
        return IrrationalityMeasure(construction.name, construction.parameters)
    search.spend(30)
    image = moebius_relation(number, construction.constant)
    if image is None:
        return None
    proof: Proof | None = None
    try:
        proof = prove(Expr("=", (number, moebius(image, construction.constant))), search)
    except ExhaustedError:
        search.note("the effort is spent")
    if proof is None:
        return None
    return IrrationalityMeasure(construction.name, construction.parameters, image, (proof,), power)


def moebius_relation(number: Expr, constant: Expr) -> tuple[int, int, int, int] | None:
    """Small integers p, q, r, s with `number = (p c + q)/(r c + s)` to many digits, None when there are none."""
    x, c = _value(number), _value(constant)
    if x is None or c is None or not all(abs(value) < 2**_MAX_BITS for value in (x, c)):
        return None
    with ctx.workprec(2 * _RELATION_BITS):
        values = [c, arb(1), -x * c, -x]
        scaled = [(value * arb(2) ** _RELATION_BITS).mid().floor().unique_fmpz() for value in values]
    lattice = fmpz_mat(4, 5, [fmpz(0)] * 20)
    for i, value in enumerate(scaled):
        if value is None:
            return None
        lattice[i, i], lattice[i, 4] = fmpz(1), value
    reduced = lattice.lll()
    p, q, r, s, rest = (int(reduced[0, j]) for j in range(5))
    if max(map(abs, (p, q, r, s))) > _MAX_COEFFICIENT or abs(rest) > _MAX_COEFFICIENT**2 or p * s == q * r:
        return None
    sign = -1 if (r, s) < (0, 0) or (r == 0 and s < 0) else 1
    return sign * p, sign * q, sign * r, sign * s


@lru_cache(maxsize=64)
def _value(expr: Expr) -> arb | None:
    try:
        return enclosed(expr, 2 * _RELATION_BITS)
    except NO_VALUE:
        return None
