"""Proofs of equations that hold at every point of a domain: what each rule concludes from its data.

An equation says here: at every point that satisfies the conditions both sides have a value, and the same. The rules
`Combination` and `Instance` are those of closed expressions, read on a domain; the others change the domain.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import chain, islice
from types import MappingProxyType
from typing import Final

from flint import ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation, Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.differential import Differential, conclude_differential
from probatum.verifiers.certificates.rules.domains import (
    Cases,
    Constant,
    Enlargement,
    conclude_cases,
    conclude_constant,
    conclude_enlargement,
)
from probatum.verifiers.certificates.rules.extension import (
    Extension,
    Parametrisation,
    conclude_extension,
    conclude_parametrisation,
)
from probatum.verifiers.certificates.rules.induction import Induction, conclude_induction
from probatum.verifiers.certificates.rules.joined_sums import JoinedSums, conclude_joined_sums
from probatum.verifiers.certificates.rules.modular_identity import ModularIdentity, conclude_modular_identity
from probatum.verifiers.certificates.rules.modular_value import ModularValue, conclude_modular_value_on_domain
from probatum.verifiers.certificates.rules.nome_series import NomeSeries, conclude_nome_series_on_domain
from probatum.verifiers.certificates.rules.residues import Residues, conclude_residues
from probatum.verifiers.certificates.rules.telescoping import Telescoping, conclude_telescoping
from probatum.verifiers.certificates.rules.theorem import Instance, Theorem
from probatum.verifiers.certificates.trees import tree_of
from probatum.verifiers.conditions.points import admissible_points, point_scope, remote_points
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities.definedness import integrated, is_defined
from probatum.verifiers.identities.divisors import vanishes_nowhere
from probatum.verifiers.identities.expansions import difference, expander, is_zero, rewritten
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.normal_form import Expander
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.expr import (
    BINDERS,
    Expr,
    bound_symbol_index,
    free_symbols,
    substitute,
    symbol,
    walk,
)

__all__ = [
    "IDENTITY_RULES",
    "DomainChecking",
    "functional_equations",
    "renamed",
]

_PRECISION: Final = 96
ARITHMETIC: Final = frozenset({"+", "*", "/", "neg", "^", "int", "decimal", "symbol"})
_TRIED: Final = 4
_TRIED_FAR: Final = 2
_MAX_DEPTH: Final = 6


class DomainChecking(Checking):
    """A run of the checker on one domain; equations are tried at some of its points as a net below the rules."""

    def __init__(self, conditions: tuple[Expr, ...], depth: int = 0) -> None:
        super().__init__(IDENTITY_RULES)
        if depth > _MAX_DEPTH:
            raise CertificateError("domains within domains")
        self.conditions = conditions
        self.facts = Facts(conditions)
        if any(map(self.facts.is_declared, CONSTANTS)):
            raise CertificateError("a variable with the name of a constant")
        self.steps: dict[Proof, Equation] = {}
        """What was concluded, on this domain and on those within."""
        self._depth_of_domain = depth

    def within(self, conditions: tuple[Expr, ...]) -> DomainChecking:
        """The checker on another domain."""
        inner = DomainChecking(conditions, self._depth_of_domain + 1)
        inner.steps = self.steps
        return inner

    def conclude(self, proof: Proof) -> Equation:
        """The equation that `proof` proves on the domain.

        Raises CertificateError when a hypothesis is not seen to hold.
        """
        equation = self.steps[proof] = super().conclude(proof)
        return equation

    def _require_agreement(self, equation: Equation) -> None:
        claim = Claim(Expr("=", (equation.left, equation.right)), self.conditions)
        if any(node.head == "integral" or node.is_symbol("oo") for node in walk(claim.proposition)):
            return  # each evaluation would cost more than all the rest
        for point in chain(islice(admissible_points(claim, 0), _TRIED), islice(remote_points(claim), _TRIED_FAR)):
            scope = point_scope(point, _PRECISION)
            try:
                with ctx.workprec(_PRECISION):
                    left, right = (complex_(evaluate(side, scope)) for side in (equation.left, equation.right))
                    differ = bool(left - right != 0)
            except NO_VALUE:
                continue
            if differ:
                raise CertificateError("the two sides of a step differ at a point")


@cache
def functional_equations() -> Mapping[str, Theorem]:
    """The table of equations between functions, by name: each holds wherever its conditions do, branch cuts too."""
    text = resources.files("probatum.verifiers.certificates").joinpath("identities.json").read_text("utf-8")
    return {
        row["name"]: Theorem(
            row["name"], Claim(tree_of(row["equation"]), tuple(map(tree_of, row["conditions"]))), row["source"]
        )
        for row in json.loads(text)
    }


def renamed(claim: Claim) -> Claim:
    """The claim with variables renamed that have the name of a constant."""
    hidden = {name: symbol(f"{name}_") for name in claim.declared if name in CONSTANTS}
    if not hidden:
        return claim
    if {f"{name}_" for name in hidden} & {
        node.value for part in (claim.proposition, *claim.conditions) for node in walk(part)
    }:
        raise CertificateError("a variable with the name of a constant")
    return Claim(substitute(claim.proposition, hidden), tuple(substitute(c, hidden) for c in claim.conditions))


def conclude_combination_on_domain(proof: Combination, checking: DomainChecking) -> Equation:
    """The difference of the sides has the numerator 0, after the premises are used; all parts have values."""
    own = expander(checking.facts)
    rewrites = [checking.conclude(premise) for premise in proof.rewrites]
    relations = [(factor, checking.conclude(premise)) for factor, premise in proof.relations]
    known = {
        _value_key(part, own)
        for equation in (*rewrites, *(e for _, e in relations))
        for side in (equation.left, equation.right)
        for part in _values_in(side)
    }
    heads = {head for head, *_ in known}

    def vouched(expr: Expr) -> bool:
        # What has a value has it with all its parts.
        if expr.head in heads and _value_key(expr, own) in known:
            return True
        return expr.head == "/" and vanishes_nowhere(expr.args[1], (proof.left, proof.right), own)

    for part in (proof.left, proof.right, *(factor for factor, _ in relations)):
        if not is_defined(part, checking.facts, vouched):
            raise CertificateError("a part is not seen to have a value at every point")
    total = difference(proof.left, proof.right)
    for factor, equation in relations:
        total = difference(total, Expr("*", (factor, difference(equation.left, equation.right))))
    value = own.expansion(total)
    if rewrites:
        value = rewritten(value, [(own.expansion(e.left), own.expansion(e.right)) for e in rewrites], own)
    if not is_zero(value, own):
        raise CertificateError("the difference of the sides does not expand to 0")
    return Equation(proof.left, proof.right)


def _value_key(expr: Expr, own: Expander) -> tuple[object, ...]:
    """What values of one function at equal arguments have in common; another function may have another domain."""
    parts = (expr,) if expr.head in BINDERS else expr.args
    return (expr.head, *(own.key(own.expansion(part)) for part in parts))


def _values_in(expr: Expr) -> Iterator[Expr]:
    """What need not have a value in an expression that has one, outside the scope of binders; parts of integrands."""
    if expr.head not in ARITHMETIC or expr.head in ("/", "^"):
        yield expr
    if expr.head == "integral":
        yield from integrated(expr)
    for arg in expr.args if expr.head not in BINDERS else ():
        yield from _values_in(arg)


def conclude_instance_on_domain(proof: Instance, checking: DomainChecking) -> Equation:
    """The conditions of a theorem that holds wherever they do follow from those of the domain."""
    theorem = functional_equations().get(proof.theorem)
    if theorem is None:
        raise CertificateError(f"unknown theorem: {proof.theorem}")
    statement = theorem.statement
    if len(statement.declared) != len(proof.values):
        raise CertificateError(f"{proof.theorem} takes {len(statement.declared)} values")
    free = frozenset[str]().union(*map(free_symbols, proof.values))
    bound = {
        node.args[bound_symbol_index(node.head)].name for node in walk(statement.proposition) if node.head in BINDERS
    }
    if free & bound:
        raise CertificateError("a variable would be captured")
    for value in proof.values:
        if not is_defined(value, checking.facts):
            raise CertificateError("a value is not seen to exist at every point")
    values = dict(zip(statement.declared, proof.values, strict=True))
    proved = {Expr("=", (known.left, known.right)) for known in map(checking.conclude, proof.premises)}
    for condition in statement.conditions:
        instance = substitute(condition, values)
        if instance not in proved and not checking.facts.entails(instance):
            raise CertificateError(f"a condition of {proof.theorem} is not seen to hold")
    left, right = substitute(statement.proposition, values).args
    return Equation(left, right)


IDENTITY_RULES: Final[Mapping[type, Callable[..., Equation]]] = MappingProxyType(
    {
        Cases: conclude_cases,
        Combination: conclude_combination_on_domain,
        Constant: conclude_constant,
        Differential: conclude_differential,
        Enlargement: conclude_enlargement,
        Extension: conclude_extension,
        Induction: conclude_induction,
        Instance: conclude_instance_on_domain,
        JoinedSums: conclude_joined_sums,
        ModularIdentity: conclude_modular_identity,
        ModularValue: conclude_modular_value_on_domain,
        NomeSeries: conclude_nome_series_on_domain,
        Parametrisation: conclude_parametrisation,
        Residues: conclude_residues,
        Telescoping: conclude_telescoping,
    }
)
