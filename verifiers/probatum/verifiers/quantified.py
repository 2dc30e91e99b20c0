"""Judging a claim with variables: counterexample, identity, or agreement at admissible points."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

from probatum.verifiers.balls.comparison import FIRST_PRECISION, Comparison, Outcome, compare, decide, sides
from probatum.verifiers.balls.errors import (
    EvaluationError,
    IllFormedError,
)
from probatum.verifiers.certificates.checker import CertificateError, Checked, OpenDomainError, check
from probatum.verifiers.certificates.kinds.subdivision import BoxSubdivision, Subdivision
from probatum.verifiers.certificates.types import RationalIdentity, SeparatedBalls
from probatum.verifiers.closed import enclosure, minted
from probatum.verifiers.conditions.critical_points import critical_points, far_points
from probatum.verifiers.conditions.failing_boxes import failing_box
from probatum.verifiers.conditions.points import Point, admissible_points, point_scope, simpler_values
from probatum.verifiers.evidence import UNDEFINED, TriedPoint, as_text, evidence
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, UnsupportedArgumentError, Value
from probatum.verifiers.inequalities.subdivision import ORDERS
from probatum.verifiers.language import Claim, Expr, expression_text
from probatum.verifiers.language.expr import BINDERS, walk
from probatum.verifiers.verdict import (
    Event,
    Evidence,
    Options,
    Progress,
    Standing,
    Status,
    Verdict,
)

__all__ = ["judge_quantified"]

_MAX_POINTS_WITH_INTEGRAL = 4
"""Points at which a claim with an integral is tried: each costs many quadratures."""

_SWEPT_POINTS = 100
"""Admissible points at which a claim without sums, products and integrals is first tried roughly, to refute it."""

_SWEPT_POINTS_WITH_BINDER = 24

_CRITICAL_POINTS, _CRITICAL_POINTS_WITH_BINDER = 60, 16
"""Points on branch cuts, at turns and poles, at which it is tried then."""

_FAR_POINTS, _FAR_POINTS_WITH_BINDER = 16, 6

_SIMPLER_POINTS = 400
"""Points at which a counterexample is tried to be made simpler; fewer where there are sums, products and integrals."""

_SIMPLER_POINTS_WITH_BINDER = 60

_FIRST_PART = 5
"""One part in so many of the effort goes into the search before the evidence."""

_SPENT = "the effort is spent"
"""What a search notes that ended for want of effort."""

_MAX_FAILURES_FACTOR = 3
"""Points at which evaluation fails are tried up to this many times `max_points`."""


def judge_quantified(claim: Claim, options: Options, report: Callable[[Event], None]) -> Verdict:
    """Try the identity of rational functions, then admissible points: one failing point refutes.

    Raises IllFormedError when a condition is not one.
    """
    report(Progress("prove", "identity of rational functions"))
    identity = RationalIdentity()
    notes: tuple[str, ...] = ()
    try:
        return minted(claim, identity, check(claim, identity), options, 0)
    except OpenDomainError as error:
        notes = (f"the sides are equal as rational functions, but {error}",)
    except CertificateError:
        pass  # no identity: the points decide
    report(Progress("refute", "admissible points, roughly"))
    undefined: list[TriedPoint] = []
    refuted = _sweep(claim, options, undefined)
    if refuted is not None:
        return refuted
    decided = _by_subdivision(claim, options, report)
    if decided is not None:
        return decided
    # Most proofs that there are take a small part of the effort; the rest is spent once the evidence is in, so that a
    # deadline reached in a long search costs no more than the search.
    proved = _search(claim, options.proof_effort // _FIRST_PART, options, report)
    if isinstance(proved, Verdict):
        return proved
    standing = _by_points(claim, options, notes + proved, undefined, report)
    if standing.status in (Status.REFUTED, Status.INVALID) or _SPENT not in proved:
        return standing
    report(Standing(standing))
    proved = _search(claim, options.proof_effort, options, report)
    return proved if isinstance(proved, Verdict) else standing


def _by_subdivision(claim: Claim, options: Options, report: Callable[[Event], None]) -> Verdict | None:
    """The verdict on orders between functions of real variables from expansions on parts of the domain."""
    effort = options.proof_effort // 2
    if not effort or not all(relation.head in ORDERS for relation in claim.relations):
        return None
    # Imported here, because who only rechecks certificates needs no provers.
    from probatum.verifiers.provers.search import Search
    from probatum.verifiers.provers.subdivision import subdivision
    from probatum.verifiers.proving import attempt

    report(Progress("prove", "expansions on parts of the domain"))
    found = attempt(claim, Search(effort), subdivision)
    if isinstance(found, SeparatedBalls):
        return _refuted_at(claim, found.point, found.precision_bits, options)
    try:
        precision = found.precision_bits if isinstance(found, (Subdivision, BoxSubdivision)) else 0
        return None if found is None else minted(claim, found, check(claim, found), options, precision)
    except CertificateError:
        return None


def _by_points(
    claim: Claim,
    options: Options,
    notes: tuple[str, ...],
    undefined: list[TriedPoint],
    report: Callable[[Event], None],
) -> Verdict:
    """A refutation at an admissible point, or what the points tried amount to; `undefined` are others without value."""
    report(Progress("evidence", "admissible points"))
    tried: list[TriedPoint] = []
    agreeing = 0
    wanted = _points_wanted(claim, options)
    for point in admissible_points(claim, options.seed):
        found = _at_point(claim, point, options)
        refuted = _refutation(claim, found, options)
        if refuted is not None:
            return refuted
        tried.append(found)
        agreeing += found.supports(claim)
        _report(found, options, report)
        if agreeing >= wanted or len(tried) >= _MAX_FAILURES_FACTOR * wanted:
            break
    return evidence(claim, tried, options, notes, undefined)


def _search(claim: Claim, effort: int, options: Options, report: Callable[[Event], None]) -> Verdict | tuple[str, ...]:
    """The verdict of a proof on the domain, or what was tried in vain."""
    if not effort:
        return ()
    # Imported here, because who only rechecks certificates needs no provers.
    from probatum.verifiers.provers.identities import identity
    from probatum.verifiers.provers.search import Search
    from probatum.verifiers.proving import attempt

    report(Progress("prove", "identity on the domain"))
    search = Search(effort)
    certificate = attempt(claim, search, identity)
    if certificate is not None:
        try:
            return minted(claim, certificate, check(claim, certificate), options, 0)
        except CertificateError as error:
            search.note(f"the checker did not accept a proof: {error}")
    return tuple(search.tried)


def _sweep(claim: Claim, options: Options, undefined: list[TriedPoint]) -> Verdict | None:
    """A refutation at one of many points from enclosures of the first precision, None when there is none.

    Points at which a side has no value are added to `undefined`.
    """
    if any(node.head == "integral" for node in walk(claim.proposition)):
        return None
    for point in _swept_points(claim, _has_binder(claim), options.seed):
        scope = point_scope(point, FIRST_PRECISION)
        for relation in claim.relations:
            try:
                outcome = decide(relation.head, *sides(relation, scope, FIRST_PRECISION))
            except IllFormedError:
                raise
            except (EvaluationError, UndefinedValueError, UnsupportedArgumentError, TooLargeError) as error:
                if isinstance(error, UNDEFINED):
                    undefined.append(TriedPoint(point, failure=error))
                break
            if outcome is Outcome.FALSE:
                refuted = _refuted_at(claim, point, FIRST_PRECISION, options)
                if refuted is not None:
                    return refuted
    return None


def _swept_points(claim: Claim, with_binder: bool, seed: int) -> Iterator[Point]:
    yield from itertools.islice(
        admissible_points(claim, seed), _SWEPT_POINTS_WITH_BINDER if with_binder else _SWEPT_POINTS
    )
    yield from itertools.islice(
        critical_points(claim), _CRITICAL_POINTS_WITH_BINDER if with_binder else _CRITICAL_POINTS
    )
    yield from itertools.islice(far_points(claim), _FAR_POINTS_WITH_BINDER if with_binder else _FAR_POINTS)


def _points_wanted(claim: Claim, options: Options) -> int:
    costly = any(node.head == "integral" for node in walk(claim.proposition))
    return min(options.max_points, _MAX_POINTS_WITH_INTEGRAL) if costly else options.max_points


def _at_point(claim: Claim, point: Point, options: Options) -> TriedPoint:
    comparisons: list[Comparison] = []

    def scope_at(precision_bits: int) -> dict[str, Value]:
        return point_scope(point, precision_bits)

    try:
        for relation in claim.relations:
            comparison = compare(relation, scope_at, options.digits, options.max_precision_bits)
            comparisons.append(comparison)
            if comparison.outcome is Outcome.FALSE:
                break
    except IllFormedError:
        raise
    except (EvaluationError, UndefinedValueError, UnsupportedArgumentError, TooLargeError) as error:
        return TriedPoint(point, failure=error)
    return TriedPoint(point, tuple(comparisons))


def _refutation(claim: Claim, found: TriedPoint, options: Options) -> Verdict | None:
    failing = next((c for c in found.comparisons if c.outcome is Outcome.FALSE), None)
    if failing is None:
        return None
    return _refuted_at(claim, found.point, failing.precision_bits, options)


def _refuted_at(claim: Claim, point: Point, precision_bits: int, options: Options) -> Verdict | None:
    """The refutation at the point, or at a simpler one that also refutes; None when the checker does not accept it."""
    checked = _checked_at(claim, point, precision_bits)
    if checked is None:
        return None
    point, checked = _simplified(claim, point, checked, precision_bits)
    certificate = SeparatedBalls(precision_bits, point)
    found = minted(claim, certificate, checked, options, precision_bits)
    if checked.relation is None or checked.relation.head not in ORDERS or _has_binder(claim):
        return found
    box = failing_box(claim, checked.relation, point)
    return replace(found, notes=(*found.notes, f"fails wherever {box}")) if box else found


def _simplified(claim: Claim, point: Point, checked: Checked, precision_bits: int) -> tuple[Point, Checked]:
    """The simplest of the points tried that also refute: one variable at a time, then two at once."""
    left = _SIMPLER_POINTS_WITH_BINDER if _has_binder(claim) else _SIMPLER_POINTS
    choices = {name: sorted(set(simpler_values(value)), key=_complexity) for name, value in point}
    names = [name for name, _ in point]
    for group in (*((name,) for name in names), *itertools.combinations(names, 2), *((name,) for name in names)):
        for values in itertools.product(*(choices[name] for name in group)):
            current = dict(point)
            moved = dict(zip(group, values, strict=True))
            if _total_complexity(moved) >= _total_complexity({name: current[name] for name in group}):
                continue
            if left == 0:
                return point, checked
            left -= 1
            simpler = _checked_at(claim, tuple((current | moved).items()), precision_bits)
            if simpler is not None:
                point, checked = tuple((current | moved).items()), simpler
                break
    return point, checked


def _has_binder(claim: Claim) -> bool:
    return any(node.head in BINDERS for node in walk(claim.proposition))


def _total_complexity(values: dict[str, Expr]) -> tuple[int, tuple[tuple[int, str], ...]]:
    each = tuple(sorted(map(_complexity, values.values())))
    return sum(length for length, _ in each), each


def _complexity(value: Expr) -> tuple[int, str]:
    """How hard a value is to read: the length of its text, then the text itself (0 before 1 before 2)."""
    text = expression_text(value)
    return len(text), text


def _checked_at(claim: Claim, point: Point, precision_bits: int) -> Checked | None:
    """The refutation at the point when the checker accepts it, else None."""
    try:
        checked = check(claim, SeparatedBalls(precision_bits, point))
    except CertificateError:
        return None
    return None if checked.proved else checked


def _report(found: TriedPoint, options: Options, report: Callable[[Event], None]) -> None:
    for comparison in found.comparisons[:1]:
        left, right = enclosure(comparison.left, options.digits), enclosure(comparison.right, options.digits)
        if left is not None and right is not None:
            digits = min(comparison.digits, options.digits)
            report(Evidence(digits, comparison.precision_bits, left, right, as_text(found.point)))
