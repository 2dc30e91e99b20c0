"""The checker: the only place that mints PROVED and REFUTED.

`check` repeats an argument from its certificate with exact integers, rationals and balls, and trusts nothing else about
how it was found. Each kind of certificate has one function here that states the theorem it uses.
"""

from __future__ import annotations

from typing import Final

from flint import arb, ctx, fmpz

from probatum.verifiers.balls.comparison import Outcome, decide, sides
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.checked import Checked
from probatum.verifiers.certificates.identities import DomainChecking, renamed
from probatum.verifiers.certificates.kinds import KIND_CHECKS
from probatum.verifiers.certificates.proofs import MAX_PRECISION_BITS, CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.types import (
    AlgebraicZero,
    Certificate,
    ConservativeField,
    Derivation,
    ExactValues,
    FieldWitness,
    Identity,
    IrrationalityMeasure,
    RationalIdentity,
    SeparatedBalls,
    SmallMeasure,
)
from probatum.verifiers.conditions.domains import never_zero
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.conditions.points import point_scope
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.rational_functions import NotRationalError, expand
from probatum.verifiers.fields.conservativity import Witness, is_conservative, refutes, vanishing_determinant
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.fields.written_matrices import written_field, written_values
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, exact, fraction, is_exact, is_real
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.expansions import entails
from probatum.verifiers.identities.normal_form import NotExpandedError
from probatum.verifiers.irrationality.constructions import construct
from probatum.verifiers.irrationality.families import is_source_of
from probatum.verifiers.irrationality.statements import least_measure, moebius, raised, read_statement, within
from probatum.verifiers.irrationality.terms import multiple
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.expr import Expr, free_symbols, rational, speaks_of_steps

__all__ = ["MAX_PRECISION_BITS", "CertificateError", "Checked", "OpenDomainError", "check"]

_REJECTED: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotExpandedError,
    NotRationalError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What repeating an argument can raise when the certificate is not what it should be: no value, no such field."""


class OpenDomainError(CertificateError):
    """The sides are equal as rational functions, but a denominator may vanish on the domain."""


def check(claim: Claim, certificate: Certificate) -> Checked:
    """Re-verify `certificate` against `claim`.

    Raises CertificateError when it does not establish the claim or its negation, for whatever reason.
    """
    try:
        if type(certificate) not in KIND_CHECKS and speaks_of_steps(claim.proposition):
            raise CertificateError("an implication or a derivation has a certificate of its own kind")
        if type(certificate) in KIND_CHECKS:
            return KIND_CHECKS[type(certificate)](claim, certificate, check)
        if isinstance(certificate, ExactValues):
            return _check_exact_values(claim)
        if isinstance(certificate, SeparatedBalls):
            return _check_separated_balls(claim, certificate)
        if isinstance(certificate, AlgebraicZero):
            return _check_algebraic_zero(claim, certificate)
        if isinstance(certificate, RationalIdentity):
            return _check_rational_identity(claim)
        if isinstance(certificate, Derivation):
            return _check_derivation(claim, certificate)
        if isinstance(certificate, Identity):
            return _check_identity(claim, certificate)
        if isinstance(certificate, ConservativeField):
            return _check_conservative_field(claim)
        if isinstance(certificate, FieldWitness):
            return _check_field_witness(claim, certificate)
        if isinstance(certificate, IrrationalityMeasure):
            return _check_irrationality_measure(claim, certificate)
        if isinstance(certificate, SmallMeasure):
            return _check_small_measure(claim)
    except _REJECTED as error:
        raise CertificateError(f"{type(error).__name__}: {error}") from error
    raise CertificateError(f"unknown kind of certificate: {type(certificate).__name__}")


def _require_closed(claim: Claim) -> None:
    if claim.conditions or claim.undeclared:
        raise CertificateError("this kind of certificate is for claims without variables")


def _require_precision(precision_bits: int) -> None:
    if not 2 <= precision_bits <= MAX_PRECISION_BITS:
        raise CertificateError(f"precision_bits must be between 2 and {MAX_PRECISION_BITS}")


def _check_exact_values(claim: Claim) -> Checked:
    """Rational numbers are compared exactly; the evaluator returns a rational only when it computed one."""
    _require_closed(claim)
    for relation in claim.relations:
        left, right = sides(relation, {}, 64)
        if not (is_exact(left) and is_exact(right)):
            raise CertificateError("a side is not an exact rational")
        if decide(relation.head, left, right) is Outcome.FALSE:
            return Checked(False, "exact rational values", relation, left, right)
    return Checked(True, "exact rational values")


def _check_separated_balls(claim: Claim, certificate: SeparatedBalls) -> Checked:
    """Each ball contains its side, so a difference that excludes 0 decides `=`, and one of certain sign an order."""
    _require_precision(certificate.precision_bits)
    scope = _scope(claim, certificate)
    undecided = 0
    for relation in claim.relations:
        left, right = sides(relation, scope, certificate.precision_bits)
        with ctx.workprec(certificate.precision_bits):
            outcome = decide(relation.head, left, right)
        if outcome is Outcome.FALSE:
            return Checked(False, "separated enclosures", relation, left, right)
        undecided += outcome is not Outcome.TRUE
    if undecided:
        raise CertificateError("the enclosures do not decide every relation")
    _require_closed(claim)
    return Checked(True, "separated enclosures")


def _scope(claim: Claim, certificate: SeparatedBalls) -> dict[str, Value]:
    """The values of the variables at the certificate's point, which must satisfy every condition."""
    if tuple(name for name, _ in certificate.point) != claim.declared or claim.undeclared:
        raise CertificateError("the point does not give exactly the declared variables a value, in order")
    for name, expr in certificate.point:
        if not free_symbols(expr) <= CONSTANTS:
            raise CertificateError(f"the value of {name} is not closed")
    scope = point_scope(certificate.point, certificate.precision_bits)
    for condition in claim.conditions:
        if holds(condition, scope) is not True:
            raise CertificateError("the point is not seen to satisfy every condition")
    return scope


def _check_algebraic_zero(claim: Claim, certificate: AlgebraicZero) -> Checked:
    """Liouville's inequality for the difference of two sides; balls may decide relations beside it."""
    _require_closed(claim)
    _require_precision(certificate.precision_bits)
    for relation in claim.relations:
        left, right = sides(relation, {}, certificate.precision_bits)
        with ctx.workprec(certificate.precision_bits):
            outcome = decide(relation.head, left, right)
            difference = abs(complex_(left) - complex_(right))
        if outcome is Outcome.TRUE:
            continue
        if outcome is Outcome.FALSE:
            return Checked(False, "separated enclosures", relation, left, right)
        if relation.head != "=" and not (relation.head in ("<=", ">=") and is_real(left) and is_real(right)):
            raise CertificateError(f"equal sides do not prove {relation.head} here")
        bound = zero_bound(Expr("+", (relation.args[0], Expr("neg", (relation.args[1],)))))
        if bound is None:
            raise CertificateError("the difference is not seen to be an algebraic number")
        if not difference < arb(2) ** (-bound.bits):
            raise CertificateError("the enclosure of the difference is wider than the zero bound")
    return Checked(True, "algebraic numbers: zero bound")


def _check_rational_identity(claim: Claim) -> Checked:
    """A zero rational function is 0 wherever no denominator of its expression vanishes."""
    variables = frozenset(claim.declared)
    if claim.undeclared:
        raise CertificateError("an undeclared variable")
    for relation in claim.relations:
        if relation.head != "=":
            raise CertificateError(f"an identity does not prove {relation.head}")
        expansion = expand(Expr("+", (relation.args[0], Expr("neg", (relation.args[1],)))), variables)
        if not expansion.numerator.is_zero():
            raise CertificateError("the difference does not expand to 0")
        for denominator in expansion.denominators:
            if not never_zero(denominator, expansion, claim):
                raise OpenDomainError("a denominator is not shown to be different from 0 on the domain")
    return Checked(True, "identity of rational functions")


def _check_derivation(claim: Claim, certificate: Derivation) -> Checked:
    """A proven equation establishes `=`, and `<=`, `>=` between real sides; balls may decide relations beside it."""
    _require_closed(claim)
    _require_precision(certificate.precision_bits)
    if len(certificate.proofs) != len(claim.relations):
        raise CertificateError("not one proof for each relation")
    checking = Checking(RULES)
    for relation, proof in zip(claim.relations, certificate.proofs, strict=True):
        if proof is None:
            left, right = sides(relation, {}, certificate.precision_bits)
            with ctx.workprec(certificate.precision_bits):
                if decide(relation.head, left, right) is not Outcome.TRUE:
                    raise CertificateError("a relation is neither proved nor decided by balls")
            continue
        equation = checking.conclude(proof)
        if (equation.left, equation.right) != relation.args:
            raise CertificateError("the equation proved is not the one claimed")
        if relation.head != "=" and not (
            relation.head in ("<=", ">=") and all(is_real(checking.value(side)) for side in relation.args)
        ):
            raise CertificateError(f"equal sides do not prove {relation.head} here")
    return Checked(True, "proof")


def _check_identity(claim: Claim, certificate: Identity) -> Checked:
    """Equations proved at every point of the domain; orders may follow from the conditions by signs instead."""
    claim = renamed(claim)
    if claim.undeclared or not claim.conditions or len(certificate.proofs) != len(claim.relations):
        raise CertificateError("one proof for each relation of a claim with declared variables is wanted")
    checking = DomainChecking(claim.conditions)
    for relation, proof in zip(claim.relations, certificate.proofs, strict=True):
        if proof is None:
            if not all(is_defined(side, checking.facts) for side in relation.args) or not entails(
                checking.facts, relation
            ):
                raise CertificateError("a relation is not seen to follow from the conditions")
            continue
        equation = checking.conclude(proof)
        if (equation.left, equation.right) != relation.args:
            raise CertificateError("the equation proved is not the one claimed")
        if relation.head != "=" and not (
            relation.head in ("<=", ">=") and all(map(checking.facts.is_real, relation.args))
        ):
            raise CertificateError(f"equal sides do not prove {relation.head} here")
    return Checked(True, "proof on the domain")


def _field_expression(claim: Claim) -> Expr:
    if claim.proposition.head != "conservative" or claim.conditions:
        raise CertificateError("this kind of certificate is for claims that a matrix field is conservative")
    return claim.proposition.args[0]


def _check_conservative_field(claim: Claim) -> Checked:
    """Equal products around all squares of invertible matrices: products depend on the ends of a path alone."""
    field = read_field(_field_expression(claim))
    if vanishing_determinant(field) is not None:
        raise CertificateError("a matrix with determinant 0 identically")
    if not is_conservative(field):
        raise CertificateError("the products around a square differ")
    return Checked(True, "matrix field: identities of polynomials")


def _check_field_witness(claim: Claim, certificate: FieldWitness) -> Checked:
    """Rational functions that differ at a point where both have values are different."""
    values = [evaluate(expr, {}) for _, expr in certificate.point]
    if not all(map(is_exact, values)):
        raise CertificateError("a value that is not an exact rational")
    names = tuple(name for name, _ in certificate.point)
    if not set(certificate.axes) <= set(names):
        raise CertificateError("an axis of the square has no value at the point")
    # The axes come first, so that these are their numbers.
    first, second = map(names.index, certificate.axes)
    entry = certificate.row - 1, certificate.column - 1
    witness = Witness((first, second), entry, tuple(map(fraction, values)))
    expr = _field_expression(claim)
    written = written_field(expr)
    field = written or read_field(expr)
    if names != field.names:
        raise CertificateError("the point does not give exactly the axes and parameters a value, in order")
    found = (written and written_values(written, witness)) or refutes(read_field(expr), witness)
    if found is None:
        raise CertificateError("the products do not differ at the point")
    left, right = found
    relation = Expr("=", (rational(int(left.p), int(left.q)), rational(int(right.p), int(right.q))))
    return Checked(False, "matrix field: two paths with different products", relation, *map(exact, found))


def _check_irrationality_measure(claim: Claim, certificate: IrrationalityMeasure) -> Checked:
    """The measure of a constant from linear forms with proven rates; rational Möbius maps do not change measures.

    That of x is at most k times that of x^k: `|x - p/q| < q^-m` gives `|x^k - (p/q)^k| < C (q^k)^(-m/k)`.
    """
    statement = read_statement(claim)
    found = construct(certificate.construction, certificate.parameters)
    checking = Checking(RULES)
    if not is_real(checking.value(statement.number)):
        raise CertificateError("the number is not seen to be real")
    p, q, r, s = certificate.image
    if p * s == q * r:
        raise CertificateError("a map that is not invertible")
    if not certificate.proofs:
        # The value of a fraction is an image of the constant when its convergents are images of the approximations.
        equal = found.multiple(statement.number) or (
            statement.number.head == "pcf" and is_source_of(found, statement.number)
        )
        if (certificate.image, certificate.power) != ((1, 0, 0, 1), 1) or not equal:
            raise CertificateError("the number is not seen to be the constant of the construction")
    else:
        (proof,) = certificate.proofs
        equation = checking.conclude(proof)
        if (equation.left, equation.right) != (
            raised(statement.number, certificate.power),
            moebius(certificate.image, found.constant),
        ):
            raise CertificateError("the equation proved is not that of the number and the constant")
    if statement.source is not None and not is_source_of(found, statement.source):
        raise CertificateError("the source is not seen to give the approximations of the construction")
    measure = multiple(certificate.power, found.measure)
    if not within(statement, measure):
        raise CertificateError("the measure that follows is not seen to be within the bound claimed")
    return Checked(True, f"irrationality measure: {found.title}", None, *least_measure(statement, measure))


def _check_small_measure(claim: Claim) -> Checked:
    """A rational number is not irrational; no irrational number has a measure below 2 (Dirichlet)."""
    statement = read_statement(claim)
    value = evaluate(statement.number, {})
    if is_exact(value):
        exact_value = fraction(value)
        written = rational(int(exact_value.p), int(exact_value.q))
        return Checked(False, "a rational number", Expr("!=", (statement.number, written)), value, value)
    if statement.bound is None or not is_real(value):
        raise CertificateError("the number is not seen to be rational")
    bound = evaluate(statement.bound, {})
    if not (is_real(bound) and (complex_(bound).real < 2 or (statement.comparison == "<" and bound == 2))):
        raise CertificateError("the claimed measure is not seen to be less than 2")
    relation = Expr(statement.comparison, (Expr("int", (), 2), statement.bound))
    return Checked(False, "Dirichlet's theorem", relation, exact(fmpz(2)), bound)
