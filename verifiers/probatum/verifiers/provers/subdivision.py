"""The search for a subdivision of a domain on whose parts orders are decided, or for a point at which one fails."""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Final

from flint import arb, ctx, fmpq

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.scope import infinite_end
from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.kinds.equality import EqualSides
from probatum.verifiers.certificates.kinds.induction import InductiveOrder, step
from probatum.verifiers.certificates.kinds.subdivision import BoxSubdivision, PolynomialOrder, Subdivision, halves
from probatum.verifiers.certificates.types import SeparatedBalls
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import fraction, is_exact, real
from probatum.verifiers.identities import expansions
from probatum.verifiers.identities.expansions import expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.normal_form import NotExpandedError
from probatum.verifiers.inequalities.coordinates import coordinates
from probatum.verifiers.inequalities.domains import constant, ends, is_integer_variable, is_real_variable
from probatum.verifiers.inequalities.ends import MAX_ORDER
from probatum.verifiers.inequalities.jets import Box, NotAnalyticError, has_jets, jet
from probatum.verifiers.inequalities.parts import Part
from probatum.verifiers.inequalities.periods import is_periodic
from probatum.verifiers.inequalities.polynomial_orders import NotReadError
from probatum.verifiers.inequalities.scales import LEAST
from probatum.verifiers.inequalities.subdivision import ORDERS, decided, decided_on_box, normal
from probatum.verifiers.inequalities.vanishing import is_zero
from probatum.verifiers.language import Claim, Expr, symbol
from probatum.verifiers.language.expr import apply, integer, rational, substitute, walk
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.search import Search

__all__ = ["subdivision"]

_PLANS: Final = ((64, 4), (96, 9), (160, 16), (320, 30))
"""Precision and order of the expansions, tried in turn."""

_FEW_BOXES: Final = 300
_MAX_BOXES: Final = 3_000
"""Parts looked at with one plan, at first and when all plans have failed with few."""

_WIDE: Final = 64
"""Parts looked at in the order of their width."""

_TRIAL: Final = 100
_LEAST_ACCEPTED: Final = 10
"""A plan is given up when after so many parts fewer than one in ten of them were accepted."""

_SMALLEST: Final = 1e-9
"""Relative width of a part near which equality is guessed."""

_BELOW: Final = Expr("neg", (symbol("oo"),))
_ABOVE: Final = symbol("oo")
_FURTHEST: Final = 1 << 140
"""The expansions at infinity are tried on neighbourhoods that begin at most here."""

_LARGEST: Final = 1024.0
"""Widths are compared with that of the domain, or with this."""

_MOST_BESIDE: Final = 16
"""Expansions beside an infinite or singular end that are tried with one plan."""

_MAX_GUESSES: Final = 8
_MAX_VARIABLES: Final = 3
_MAX_DEPTH: Final = 3

_NOTABLE: Final = (
    integer(0), integer(1), integer(-1), rational(1, 2), rational(-1, 2), integer(2), integer(-2), symbol("pi"),
    Expr("/", (symbol("pi"), integer(2))), Expr("neg", (symbol("pi"),)),
    Expr("neg", (Expr("/", (symbol("pi"), integer(2))),)), symbol("e"),
)  # fmt: skip
"""Constants at which orders often turn into equality."""

Found = Subdivision | BoxSubdivision | PolynomialOrder | EqualSides | InductiveOrder | SeparatedBalls


def subdivision(claim: Claim, search: Search) -> Found | None:
    """A subdivision that proves the orders claimed, or a point that refutes one; None when neither is found."""
    names, conditions = claim.declared, claim.conditions
    if not names or not all(r.head in ORDERS for r in claim.relations):
        return None
    if not all(is_real_variable(conditions, name) for name in names):
        return None
    with ctx.workprec(128):
        ranges = [_range(conditions, name) for name in names]
    if any(node.head == "sum" for node in walk(claim.proposition)):
        return _by_induction(claim, search)
    exactly = _exactly(claim, search) or _refuted_on_simplex(claim, search)
    if exactly is not None:
        return exactly
    if any(map(partial(_is_identity, conditions=conditions), claim.relations)):
        return None  # no expansion shows more than that the sides agree
    if len(names) > _MAX_VARIABLES or not all(
        has_jets(side, frozenset(names)) for relation in claim.relations for side in relation.args
    ):
        return None
    if len(names) > 1:
        finite = all(infinite_end(end, {}) == 0 for each in ranges for end in each)
        return _in_several(claim, ranges, search) if finite else None
    if all(infinite_end(end, {}) for end in ranges[0]) and is_periodic(claim.proposition, names[0]):
        return _Line(claim, names[0], Expr("neg", (symbol("pi"),)), symbol("pi"), ()).search(search)
    return _Line(claim, names[0], *ranges[0], conditions).search(search)


def _is_identity(relation: Expr, conditions: tuple[Expr, ...]) -> bool:
    """Whether an order that is not strict has sides of one normal form."""
    if relation.head not in ("<=", ">="):
        return False
    own = expander(Facts(conditions))
    try:
        return expansions.is_zero(own.expansion(expansions.difference(*relation.args)), own)
    except (NotExpandedError, *NO_VALUE):
        return False


def _by_induction(claim: Claim, search: Search) -> InductiveOrder | None:
    """A certificate for an order between sums that end at an integer variable."""
    try:
        premise = subdivision(step(claim)[0], search)
        if premise is None:
            return None
        certificate = InductiveOrder(premise)
        return certificate if check(claim, certificate).proved else None
    except CertificateError:
        return None


def _exactly(claim: Claim, search: Search) -> PolynomialOrder | None:
    """A certificate for orders between rational functions, with the least depth that serves."""
    for depth in range(_MAX_DEPTH + 1):
        search.spend(5 * len(claim.declared) ** (depth + 1))
        certificate = PolynomialOrder(depth)
        try:
            check(claim, certificate)
        except CertificateError as error:
            if isinstance(error.__cause__, NotReadError):
                return None
            continue
        return certificate
    return None


def _refuted_on_simplex(claim: Claim, search: Search) -> SeparatedBalls | None:
    """A refutation at a point of small coordinates, where an equation bounds a sum of the variables."""
    known = coordinates(claim.conditions, claim.declared)
    if known.shares.keys() != set(claim.declared) or len(claim.declared) > _MAX_VARIABLES:
        return None
    for weights in itertools.product(range(4), repeat=len(claim.declared)):
        if any(weights):
            search.spend(1)
            point = tuple(
                (name, rational_number(known.shares[name][0] * weight / sum(weights)))
                for name, weight in zip(claim.declared, weights, strict=True)
            )
            refuted = _refutation(claim, point, 64)
            if refuted is not None:
                return refuted
    return None


def _range(conditions: tuple[Expr, ...], name: str) -> tuple[Expr, Expr]:
    """The narrowest constant bounds of a variable, infinite ones where there are none."""
    best: dict[int, tuple[arb, Expr]] = {}
    for end in ends(conditions, name):
        value = constant(end.value)
        if value is None:
            continue
        ball = real(value)
        if end.side not in best or bool(ball * end.side < best[end.side][0] * end.side):
            best[end.side] = ball, end.value
    return (best[-1][1] if -1 in best else _BELOW, best[1][1] if 1 in best else _ABOVE)


def _between(low: Expr, high: Expr) -> Expr | None:
    """A rational with a short denominator near the middle; None when there is none strictly between.

    Between numbers of different sizes the middle is that of the logarithms, beside an infinite end far out.
    """
    if low == _BELOW or high == _ABOVE:
        far = (
            0
            if low == _BELOW and high == _ABOVE
            else _further(low)
            if high == _ABOVE
            else -_further(Expr("neg", (high,)))
        )
        return None if abs(far) > _FURTHEST else integer(far)
    bounds = [_fraction(each) for each in (low, high)]
    width = bounds[1] - bounds[0]
    if width <= 0:
        return None
    sizes = sorted(map(abs, bounds))
    if bounds[0] * bounds[1] > 0 and sizes[0] >= 1 and sizes[1] > 8 * sizes[0]:
        size = 1 << (int(sizes[0]).bit_length() + int(sizes[1]).bit_length()) // 2
        return integer(size if bounds[0] > 0 else -size)
    scale = 1
    while scale * width < 8:
        scale *= 2
    middle = Fraction(round((bounds[0] + bounds[1]) / 2 * scale), scale)
    return rational(middle.numerator, middle.denominator) if bounds[0] < middle < bounds[1] else None


def _further(low: Expr) -> int:
    """A number larger than the constant, at least the least beyond which there are expansions."""
    size = _fraction(low)
    return next((far for far in (4, LEAST) if size < far), 1 << 2 * int(size).bit_length())


def _place(cut: Expr) -> Fraction | float:
    return -math.inf if cut == _BELOW else math.inf if cut == _ABOVE else _fraction(cut)


def _fraction(expr: Expr) -> Fraction:
    value = constant(expr)
    if value is None:
        raise NotAnalyticError("an end without a real value")
    exact = fraction(value) if is_exact(value) else _midpoint(real(value))
    return Fraction(int(exact.p), int(exact.q))


def _midpoint(ball: arb) -> fmpq:
    mantissa, exponent = ball.mid().man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)


@dataclass(slots=True)
class _Line:
    """The search on an interval for one variable."""

    claim: Claim
    variable: str
    low: Expr
    high: Expr
    conditions: tuple[Expr, ...]
    """Those that hold between the two ends; none where the claim is reduced to a period."""

    def search(self, search: Search) -> Found | None:
        cuts = [self.low, self.high]
        with ctx.workprec(128):
            for point in _NOTABLE:
                self._insert(cuts, point)
            for cut in cuts:
                if (equal := self._equal_at(cut)) is not None:
                    return equal
        guesses = 0
        for most, (precision, order) in itertools.product((_FEW_BOXES, _MAX_BOXES), _PLANS):
            while True:
                with ctx.workprec(precision):
                    found, stalled = self._subdivided(cuts, precision, order, most, search)
                if found is not None:
                    return found
                guess = self._guess(stalled) if stalled is not None and guesses < _MAX_GUESSES else None
                guesses += 1
                if guess is not None and (equal := self._equal_at(guess)) is not None:
                    return equal
                if guess is None or not self._insert(cuts, guess):
                    break
        return None

    def _insert(self, cuts: list[Expr], point: Expr) -> bool:
        """Put a cut where a relation has equal sides, or is not analytic, inside the interval."""
        if point in cuts:
            return False
        at = _fraction(point)
        places = [_place(cut) for cut in cuts]
        if not places[0] < at < places[-1] or at in places or not self._is_special(point):
            return False
        cuts.insert(sum(place < at for place in places), point)
        return True

    def _is_analytic(self, point: Expr) -> bool:
        """Whether all differences are seen to have a Taylor series at the point, without a division of zeros."""
        part = Part(self.variable, point, point, 1, ())
        for relation in self.claim.relations:
            for difference, _ in normal(relation):
                try:
                    found = jet(difference, part.box("l"), 8)
                except NotAnalyticError:
                    return False
                if found.removed:
                    return False
        return True

    def _is_special(self, point: Expr) -> bool:
        part = Part(self.variable, point, point, 1, ())
        for relation in self.claim.relations:
            for difference, _ in normal(relation):
                try:
                    found = jet(difference, part.box("l"), 2)
                except NotAnalyticError:
                    return True
                if found.removed or found.coefficient(0).contains(0):
                    return True
        return False

    def _subdivided(
        self, cuts: list[Expr], precision: int, order: int, most: int, search: Search
    ) -> tuple[Found | None, tuple[Expr, Expr] | None]:
        special = set(cuts)
        singular = {cut for cut in cuts if infinite_end(cut, {}) or not self._is_analytic(cut)}
        whole = min(float(_place(self.high)) - float(_place(self.low)), _LARGEST)
        integral = is_integer_variable(self.conditions, self.variable)
        pending = deque(itertools.pairwise(cuts))
        points = set(cuts)
        boxes = accepted = 0
        constants: dict[Expr, Value] = {}
        beside: dict[tuple[Expr, str], int] = {}
        while pending:
            # Wide parts first, where a relation may fail; then one point of equality after another.
            low, high = pending.popleft() if boxes < _WIDE else pending.pop()
            boxes += 1
            search.spend(1 + order // 16)
            part = Part(self.variable, low, high, order, self.conditions, constants)
            centres = "m" + "l" * (low in special) + "h" * (high in special)
            for place, letter in ((low, "L"), (high, "H")):
                if place in singular and (trials := beside.get((place, letter), _MOST_BESIDE)):
                    centres += letter
                    beside[place, letter] = trials - 1
                    search.spend(min(order, MAX_ORDER) ** 2)
            centres += "i" * integral
            if all(decided(relation, part, centres) for relation in self.claim.relations):
                accepted += 1
                continue
            if boxes >= _TRIAL and accepted * _TRIAL < boxes * _LEAST_ACCEPTED:
                return None, None
            middle = _between(low, high)
            if middle is None:
                return None, None
            refuted = self._refuted(middle, precision)
            if refuted is not None:
                return refuted, None
            narrow = float(_place(high)) - float(_place(low)) < _SMALLEST * whole
            if narrow or boxes + len(pending) >= most:
                return None, ((low, high) if narrow else None)
            points.add(middle)
            pending += [(low, middle), (middle, high)]
        ordered = sorted(points, key=_place)
        return self._accepted(Subdivision(precision, order, tuple(ordered))), None

    def _accepted(self, certificate: Subdivision) -> Subdivision | None:
        try:
            check(self.claim, certificate)
        except CertificateError:
            return None
        return certificate

    def _refuted(self, point: Expr, precision: int) -> SeparatedBalls | None:
        value = constant(point)
        if value is None:
            return None
        box = Box(self.variable, value, real(value), 0, {})
        for relation in self.claim.relations:
            for difference, strict in normal(relation):
                try:
                    at = jet(difference, box, 1).coefficient(0)
                except NotAnalyticError:
                    continue
                if at < 0 or (strict and at.is_zero()):
                    return _refutation(self.claim, ((self.variable, point),), precision)
        return None

    def _equal_at(self, point: Expr) -> EqualSides | None:
        """A strict order turns into equality at the point."""
        certificate = EqualSides(((self.variable, point),))
        try:
            return None if check(self.claim, certificate).proved else certificate
        except CertificateError:
            return None

    def _guess(self, stalled: tuple[Expr, Expr] | None) -> Expr | None:
        """A constant in a narrow part at which a relation has equal sides."""
        if stalled is None:
            return None
        bounds = [_fraction(each) for each in stalled]
        margin = 2 * (bounds[1] - bounds[0])
        low, high = bounds[0] - margin, bounds[1] + margin
        with ctx.workprec(256):
            for guess in _constants_between(low, high):
                if any(
                    is_zero(substitute(difference, {self.variable: guess}))
                    for relation in self.claim.relations
                    for difference, _ in normal(relation)
                ):
                    return guess
        return None


def _constants_between(low: Fraction, high: Fraction) -> Iterator[Expr]:
    """The simplest rational in an interval, square root, multiple of pi and of e, logarithm, power of e, and angle."""
    simplest = _simplest(low, high)
    yield rational(simplest.numerator, simplest.denominator)
    if low > 0 or high < 0:
        squares = sorted((low * low, high * high))
        inside = _simplest(*squares)
        root = apply("sqrt", rational(inside.numerator, inside.denominator))
        yield root if low > 0 else Expr("neg", (root,))
    for name, value in (("pi", arb.pi()), ("e", arb(1).exp())):
        unit = _midpoint(value)
        ratio = Fraction(int(unit.p), int(unit.q))
        multiple = _simplest(low / ratio, high / ratio)
        if multiple:
            yield Expr("*", (rational(multiple.numerator, multiple.denominator), symbol(name)))
    ends = [arb(fmpq(end.numerator, end.denominator)) for end in (low, high)]
    powers = [_rounded(end.exp()) for end in ends]
    if powers[0] < powers[1] < _LARGEST:
        inside = _simplest(*powers)
        yield apply("log", rational(inside.numerator, inside.denominator))
    if low > 0:
        inside = _simplest(*sorted(_rounded(end.log()) for end in ends))
        yield apply("exp", rational(inside.numerator, inside.denominator))
    yield from _angles(low, high)


def _angles(low: Fraction, high: Fraction) -> Iterator[Expr]:
    """Angles between -pi and pi with the simplest cosine and tangent, and the negative of the former."""
    sizes = [arb(fmpq(end.numerator, end.denominator)) for end in sorted((abs(low), abs(high)))]
    if low * high <= 0 or not sizes[1] < arb.pi():
        return
    cosine = _simplest(*sorted(_rounded(size.cos()) for size in sizes))
    angle = apply("acos", rational(cosine.numerator, cosine.denominator))
    yield angle if low > 0 else Expr("neg", (angle,))
    if not sizes[1] < arb.pi() / 2:
        return
    tangent = _simplest(*sorted(_rounded(size.tan()) for size in sizes))
    angle = apply("atan", rational(tangent.numerator, tangent.denominator))
    yield angle if low > 0 else Expr("neg", (angle,))


def _rounded(value: arb) -> Fraction:
    middle = _midpoint(value)
    return Fraction(int(middle.p), int(middle.q))


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """The rational with the least denominator in a closed interval."""
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -_simplest(-high, -low)
    terms: list[int] = []
    while True:
        whole = -(-low.numerator // low.denominator)
        if whole <= high:
            value = Fraction(whole)
            break
        terms.append(whole - 1)
        low, high = 1 / (high - whole + 1), 1 / (low - whole + 1)
    for term in reversed(terms):
        value = term + 1 / value
    return value


def _refutation(claim: Claim, point: tuple[tuple[str, Expr], ...], precision: int) -> SeparatedBalls | None:
    certificate = SeparatedBalls(precision, point)
    try:
        return None if check(claim, certificate).proved else certificate
    except CertificateError:
        return None


def _in_several(claim: Claim, ranges: list[tuple[Expr, Expr]], search: Search) -> Found | None:
    precision = 64
    with ctx.workprec(precision):
        outer = [(_outward(low, -1), _outward(high, 1)) for low, high in ranges]
        box = dict(zip(claim.declared, outer, strict=True))
        if any(low >= high for low, high in outer):
            return None
        splits: list[int] = []
        pending, parts = [box], 0
        while pending:
            search.spend(2)
            current = pending.pop()
            parts += 1
            if all(decided_on_box(relation, current) for relation in claim.relations):
                splits.append(0)
                continue
            point = tuple((name, rational_number((low + high) / 2)) for name, (low, high) in current.items())
            refuted = _refutation(claim, point, precision)
            if refuted is not None:
                return refuted
            if parts + len(pending) >= _MAX_BOXES:
                return None
            index = max(range(len(outer)), key=lambda k: _share(current[claim.declared[k]], outer[k]))
            splits.append(index + 1)
            pending += reversed(halves(current, claim.declared[index]))
    written = tuple((rational_number(low), rational_number(high)) for low, high in outer)
    certificate = BoxSubdivision(precision, written, tuple(splits))
    try:
        check(claim, certificate)
    except CertificateError:
        return None
    return certificate


def _share(part: tuple[fmpq, fmpq], whole: tuple[fmpq, fmpq]) -> Fraction:
    ratio = (part[1] - part[0]) / (whole[1] - whole[0])
    return Fraction(int(ratio.p), int(ratio.q))


def _outward(expr: Expr, side: int) -> fmpq:
    """A rational at the end of a range, or a little outside."""
    value = constant(expr)
    assert value is not None
    if is_exact(value):
        return fraction(value)
    ball = real(value)
    edge = ball.upper() if side > 0 else ball.lower()
    return _midpoint(edge)
