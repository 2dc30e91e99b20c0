"""Derivations of several steps: each is a claim of its own, and each begins where the one before it ends."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from probatum.verifiers.certificates.checked import Checked
from probatum.verifiers.certificates.proofs import CertificateError, Proof
from probatum.verifiers.conditions.points import admissible_points
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import ARROWS, Expr, derivation_steps, free_symbols
from probatum.verifiers.language.text import expression_text

__all__ = ["StepByStep", "WrongStep", "composed", "step_claims"]

_DIRECTIONS: Final = (frozenset({"=", "<", "<="}), frozenset({"=", ">", ">="}))


@dataclass(frozen=True, slots=True)
class StepByStep:
    """A certificate for each step of a derivation, in their order."""

    certificates: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class WrongStep:
    """A certificate against one step, counted from 1: a derivation with a wrong step is wrong, whatever its end."""

    step: int
    certificate: Proof


def step_claims(claim: Claim) -> tuple[Claim, ...]:
    """Each step as a claim, with the conditions on the variables that it speaks of, or that these conditions speak of.

    Raises CertificateError for a claim that is no derivation.
    """
    return tuple(Claim(step, _conditions(claim, step)) for step in derivation_steps(claim.proposition))


def _conditions(claim: Claim, step: Expr) -> tuple[Expr, ...]:
    variables = frozenset(claim.declared)
    reached = free_symbols(step) & variables
    while True:
        kept = tuple(c for c in claim.conditions if free_symbols(c) & reached)
        wider = reached | (frozenset().union(*map(free_symbols, kept)) & variables)
        if wider == reached:
            return kept
        reached = wider


def composed(claim: Claim) -> Expr:
    """What the steps amount to: the first beginning, the last end, and the weakest relation that all steps give.

    Raises CertificateError, saying what would be right, when the steps do not follow on each other.
    """
    steps = derivation_steps(claim.proposition)
    for number, (step, following) in enumerate(itertools.pairwise(steps), 1):
        if step.args[1] != following.args[0]:
            end, begin = expression_text(step.args[1]), expression_text(following.args[0])
            raise CertificateError(f"step {number} ends with {end}, and step {number + 1} begins with {begin}")
    signs = {step.head for step in steps}
    return Expr(_sign(signs, [step.head for step in steps]), (steps[0].args[0], steps[-1].args[1]))


def _sign(signs: set[str], heads: list[str]) -> str:
    if signs <= ARROWS:
        return "=>" if "=>" in signs else "<=>"
    if signs & ARROWS:
        raise CertificateError("relations between numbers and implications between propositions do not join")
    if heads.count("!=") == 1 and signs <= {"=", "!="}:
        return "!="
    if not any(signs <= direction for direction in _DIRECTIONS):
        raise CertificateError(f"nothing follows from steps {', '.join(heads)}: orders are to point one way")
    return next((sign for sign in ("<", ">", "<=", ">=") if sign in signs), "=")


def check_step_by_step(claim: Claim, certificate: StepByStep, check: Callable[[Claim, Any], Checked]) -> Checked:
    """Every step is proved, and the steps follow on each other."""
    whole = composed(claim)
    for step, premise in zip(step_claims(claim), certificate.certificates, strict=True):
        if not check(step, premise).proved:
            raise CertificateError("a step is refuted")
    count = len(certificate.certificates)
    return Checked(True, f"derivation of {expression_text(whole)} in {count} step{'s' * (count != 1)}")


def check_wrong_step(claim: Claim, certificate: WrongStep, check: Callable[[Claim, Any], Checked]) -> Checked:
    """The step is refuted as a claim of its own, and the other conditions, about other variables, hold somewhere."""
    composed(claim)
    steps = step_claims(claim)
    if not 1 <= certificate.step <= len(steps):
        raise CertificateError("no step of that number")
    step = steps[certificate.step - 1]
    others = tuple(c for c in claim.conditions if c not in step.conditions)
    if others and next(admissible_points(Claim(step.proposition, others), 0), None) is None:
        raise CertificateError("no point is seen to satisfy the conditions that the step does not speak of")
    found = check(step, certificate.certificate)
    if found.proved:
        raise CertificateError("the step is proved")
    return Checked(False, f"step {certificate.step} is wrong: {found.method}", found.relation, found.left, found.right)
