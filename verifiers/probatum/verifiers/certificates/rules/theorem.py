"""Instances of published theorems: special values and functional equations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation, Proof
from probatum.verifiers.certificates.trees import tree_of
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.exact.constants_ring import is_formally_zero
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.expr import Expr, free_symbols, substitute

__all__ = ["Instance", "Theorem", "conclude_instance", "theorems"]


@dataclass(frozen=True, slots=True)
class Theorem:
    """A published equation: its statement with the conditions on its variables, and where it is proved."""

    name: str
    statement: Claim
    source: str


@dataclass(frozen=True, slots=True)
class Instance:
    """The theorem called `theorem` with closed `values` for its variables, in the order of their declaration.

    A condition that is an equation holds when one of the `premises` proves it as it stands, or by arithmetic.
    """

    theorem: str
    values: tuple[Expr, ...]
    premises: tuple[Proof, ...] = ()


@cache
def theorems() -> Mapping[str, Theorem]:
    """The table of theorems by name."""
    text = resources.files("probatum.verifiers.certificates").joinpath("theorems.json").read_text("utf-8")
    return {
        row["name"]: Theorem(
            row["name"], Claim(tree_of(row["equation"]), tuple(map(tree_of, row["conditions"]))), row["source"]
        )
        for row in json.loads(text)
    }


def conclude_instance(proof: Instance, checking: Checking) -> Equation:
    """The equation holds for all values that satisfy the conditions; each condition is seen to hold for these."""
    theorem = theorems().get(proof.theorem)
    if theorem is None:
        raise CertificateError(f"unknown theorem: {proof.theorem}")
    names = theorem.statement.declared
    if len(names) != len(proof.values):
        raise CertificateError(f"{proof.theorem} takes {len(names)} values")
    for value in proof.values:
        if not free_symbols(value) <= CONSTANTS - {"oo"}:
            raise CertificateError("a value with free variables")
        checking.value(value)
    values = dict(zip(names, proof.values, strict=True))
    proved = {Expr("=", (known.left, known.right)) for known in map(checking.conclude, proof.premises)}
    for condition in theorem.statement.conditions:
        instance = substitute(condition, values)
        if instance not in proved and holds(instance, {}) is not True and not _is_equation_by_arithmetic(instance):
            raise CertificateError(f"a condition of {proof.theorem} is not seen to hold")
    left, right = substitute(theorem.statement.proposition, values).args
    return Equation(left, right)


def _is_equation_by_arithmetic(condition: Expr) -> bool:
    """Whether the condition is an equation whose sides are equal as polynomials in constants."""
    if condition.head != "=":
        return False
    return is_formally_zero(Expr("+", (condition.args[0], Expr("neg", (condition.args[1],)))))
