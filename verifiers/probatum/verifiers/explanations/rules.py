"""What each rule of inference says about its instance: one function for each row of the table of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from probatum.verifiers.certificates.proofs import Equation, Proof
from probatum.verifiers.certificates.rules.antiderivative import Antiderivative
from probatum.verifiers.certificates.rules.beta_series import BetaSeries
from probatum.verifiers.certificates.rules.chowla_selberg import ChowlaSelberg
from probatum.verifiers.certificates.rules.combination import Combination, Congruence
from probatum.verifiers.certificates.rules.differential import Differential
from probatum.verifiers.certificates.rules.direction import DirectionChange
from probatum.verifiers.certificates.rules.domains import Cases, Constant, Enlargement
from probatum.verifiers.certificates.rules.equivalent_fraction import EquivalentFraction
from probatum.verifiers.certificates.rules.euler_fraction import EulerFraction
from probatum.verifiers.certificates.rules.extension import Extension, Parametrisation
from probatum.verifiers.certificates.rules.induction import Induction
from probatum.verifiers.certificates.rules.infinite_product import InfiniteProduct
from probatum.verifiers.certificates.rules.integral_solution import IntegralSolution
from probatum.verifiers.certificates.rules.integrands import Integrands
from probatum.verifiers.certificates.rules.joined_sums import JoinedSums
from probatum.verifiers.certificates.rules.limit_value import LimitValue
from probatum.verifiers.certificates.rules.logarithms import Logarithms
from probatum.verifiers.certificates.rules.modular_identity import ModularIdentity
from probatum.verifiers.certificates.rules.modular_value import ModularValue
from probatum.verifiers.certificates.rules.nome_series import NomeSeries
from probatum.verifiers.certificates.rules.residues import Residues, quotient_name
from probatum.verifiers.certificates.rules.roots import Roots
from probatum.verifiers.certificates.rules.series_solution import SeriesSolution
from probatum.verifiers.certificates.rules.split_sum import SplitSum
from probatum.verifiers.certificates.rules.sum_relation import SumRelation
from probatum.verifiers.certificates.rules.telescoping import Telescoping
from probatum.verifiers.certificates.rules.theorem import Instance, Theorem
from probatum.verifiers.certificates.rules.trajectory import Trajectory
from probatum.verifiers.certificates.rules.transport import Transport
from probatum.verifiers.certificates.rules.unfolding import Unfolding
from probatum.verifiers.certificates.rules.wz_pair import WZPair
from probatum.verifiers.explanations.integrals import antiderivative, beta_series, integral_solution
from probatum.verifiers.explanations.modular import chowla_selberg, modular_identity, modular_value
from probatum.verifiers.explanations.pairs import wz_pair
from probatum.verifiers.explanations.prose import Part, Prose, Reference, listed
from probatum.verifiers.explanations.recurrences import series_solution, transport
from probatum.verifiers.explanations.series import euler_fraction, sum_relation
from probatum.verifiers.language import Expr, integer, symbol

__all__ = ["EXPLANATIONS", "Explanation", "Step", "title"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof: the rule's data, what it concludes, the numbers of all steps, and the table of theorems.

    `on_domain` says that the equation is one between functions, at every point of a domain.
    """

    proof: Any
    conclusion: Equation
    numbers: Mapping[Proof, int]
    table: Mapping[str, Theorem]
    on_domain: bool = False

    def reference(self, premise: Proof) -> Reference:
        """The step of a premise."""
        return Reference(self.numbers[premise])


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule's name, and what it says about an instance."""

    title: str
    explain: Callable[[Step], Prose]


_ON_DOMAIN: Final = (
    "a quotient of polynomials in the variables, in exponentials and in the function values that occur: trigonometric "
    "functions, hyperbolic functions and powers are written in exponentials. All that is divided by is different "
    "from 0 on the domain."
)


def _combination(step: Step) -> Prose:
    proof: Combination = step.proof
    what = _ON_DOMAIN if step.on_domain else "a polynomial in the constants that occur, with algebraic coefficients."
    if not proof.rewrites and not proof.relations and step.on_domain:
        return ["The difference of the two sides is 0 as ", what]
    if not proof.rewrites and not proof.relations:
        return ["The two sides are equal as polynomials in the constants that occur; that their algebraic coefficients "
                "agree follows from Liouville's inequality (Waldschmidt 2000, section 3.5)."]  # fmt: skip
    parts: list[Part] = []
    if proof.rewrites:
        steps = listed([step.reference(premise)] for premise in dict.fromkeys(proof.rewrites))
        parts += ["Substitute ", *steps, " from left to right. "]
    if proof.relations:
        terms = listed(([factor, " times ", step.reference(premise)] for factor, premise in proof.relations), " plus ")
        parts += ["The difference of the sides is then ", *terms, ". " if proof.rewrites else ", up to arithmetic. "]
    return [*parts, "What remains is 0 as ", what]


def _congruence(step: Step) -> Prose:
    return ["Replace the left side of ", step.reference(step.proof.premise), " by its right side."]


def _instance(step: Step) -> Prose:
    proof: Instance = step.proof
    theorem = step.table[proof.theorem]
    name = proof.theorem[:1].upper() + proof.theorem[1:]
    parts: list[Part] = [f"{name} ({theorem.source}): ", theorem.statement.proposition]
    names = theorem.statement.declared
    if names:
        conditions = listed([condition] for condition in theorem.statement.conditions)
        values = listed([Expr("=", (symbol(n), value))] for n, value in zip(names, proof.values, strict=True))
        parts += [" for ", *conditions, ". Here ", *values, ", which satisfies the conditions"]
        known = listed([step.reference(premise)] for premise in dict.fromkeys(proof.premises))
        parts += [", by ", *known, "."] if known else ["."]
    else:
        parts.append(".")
    return parts


def _logarithms(step: Step) -> Prose:
    terms = step.proof.terms
    powers = tuple(Expr("^", (x, integer(c))) for c, x in terms)
    product = powers[0] if len(powers) == 1 else Expr("*", powers)
    return [
        "The product of powers ", Expr("=", (product, integer(1))), " holds for algebraic numbers by Liouville's "
        "inequality, so that the sum of the principal logarithms is an integer multiple of ",
        Expr("*", (integer(2), symbol("pi"), symbol("i"))), "; an enclosure of radius below a half tells which.",
    ]  # fmt: skip


def _unfolding(step: Step) -> Prose:
    return ["Write out the terms of ", step.proof.expression, "."]


def _roots(step: Step) -> Prose:
    proof: Roots = step.proof
    n = proof.exponent
    return [
        "By ", step.reference(proof.premise), f" the two sides have the same power with exponent {n}, so that their "
        "quotient is a root of unity of that order. Those different from 1 are at least ",
        Expr("/", (integer(4), integer(n))), " away from 1, and enclosures show the quotient to be closer.",
    ]  # fmt: skip


def _of_data(explain: Callable[[Any], Prose]) -> Callable[[Step], Prose]:
    """The explanation of a rule without premises: its data say everything."""
    return lambda step: explain(step.proof)


def _equivalent_fraction(step: Step) -> Prose:
    return [
        "The partial denominators and numerators of ", step.proof.left, " are those of ", step.proof.right, " times ",
        step.proof.factor, " and its square, so that the convergents are the same up to this factor (Lorentzen and "
        "Waadeland 1992, section II.2, theorem 9).",
    ]  # fmt: skip


def _split_sum(step: Step) -> Prose:
    return ["Write ", step.proof.series, " as the sum of its parts, each of which converges."]


def _integrands(step: Step) -> Prose:
    return ["The integrand of ", step.proof.integral, " is a combination of those on the right by arithmetic alone."]


def _infinite_product(step: Step) -> Prose:
    return [
        "The factors of ", step.proof.product, " are a rational function of the index with as many zeros as poles and "
        "equal sums of these. Its product is a quotient of gamma functions (Whittaker and Watson, section 12.13), "
        "those of pairs of quadratic zeros or poles by the reflection formula.",
    ]  # fmt: skip


def _limit_value(step: Step) -> Prose:
    return [
        "The limit ",
        step.proof.limit,
        " is the constant term of an asymptotic expansion whose other terms vanish.",
    ]


def _beta_series(step: Step) -> Prose:
    return beta_series(step.proof, step.conclusion.left)


def _direction_change(step: Step) -> Prose:
    proof: DirectionChange = step.proof
    if not proof.cones:
        return ["The quotients of ", proof.limit, " are among those of ", step.conclusion.right, "."]
    start, p, q, r, s, *vectors, _ = proof.cones
    return [
        "The field is conservative, so that n strides of ", proof.limit, " are strides of ", step.conclusion.right,
        f" and then others across. From stride {start} on the quotient of the entries of the row divided by lies "
        f"between {p}/{q} and {r}/{s}, and the last column of the strides across in the cone of "
        f"({vectors[0]}, {vectors[1]}) and ({vectors[2]}, {vectors[3]}), by polynomials with non-negative "
        "coefficients; the determinants are so small that the quotients of both limits come together.",
    ]  # fmt: skip


def _trajectory(step: Step) -> Prose:
    return [
        "The column of the product of strides of the trajectory satisfies a linear recurrence, a dependency of its "
        "Krylov vectors that holds as an identity of polynomials. Its quotients are the images of the convergents of a "
        "continued fraction under one Möbius map, so that ", step.proof.limit, " is ", step.conclusion.right, ".",
    ]  # fmt: skip


def _extension(step: Step) -> Prose:
    proof: Extension = step.proof
    excluded = listed([condition] for condition in proof.excluded)
    return [
        step.reference(proof.premise), " holds under the further conditions ", *excluded, ", which leave out isolated "
        "values of ", symbol(proof.variable), ". Both sides are continuous in this variable, so it holds there too.",
    ]  # fmt: skip


def _parametrisation(step: Step) -> Prose:
    proof: Parametrisation = step.proof
    value = Expr("cos", (symbol(f"{proof.variable}_"),))
    return [
        "Every complex number is a cosine. Put ", Expr("=", (symbol(proof.variable), value)), " in ",
        step.reference(proof.premise), ".",
    ]  # fmt: skip


def _residues(step: Step) -> Prose:
    proof: Residues = step.proof
    modulus, name = len(proof.premises), proof.variable
    classes = listed([step.reference(premise)] for premise in proof.premises)
    return [
        "Every integer ", symbol(name), f" is {modulus} times an integer {quotient_name(name)} plus one of the "
        f"residues 0, ..., {modulus - 1}; these cases are ", *classes, ".",
    ]  # fmt: skip


def _telescoping(step: Step) -> Prose:
    proof: Telescoping = step.proof
    return [
        "By ", step.reference(proof.premise), " the terms are the differences of ", proof.primitive, ", which add "
        "up to the difference at the ends.",
    ]  # fmt: skip


def _differential(step: Step) -> Prose:
    proof: Differential = step.proof
    x, references = symbol(proof.variable), [[step.reference(premise)] for premise in proof.initial]
    operator = listed([coefficient] for coefficient in proof.operator)
    prose: list[Part] = ["Both sides are analytic in ", x, " on a connected set. "]
    if proof.step is not None:
        prose += ["By ", step.reference(proof.step), " their derivatives are equal"]
    else:
        prose += [
            "Their difference h satisfies c_0 h + c_1 h' + ... = 0 with the coefficients ",
            *operator,
            ", as the differential equations of the functions in it say",
        ]
    return [
        *prose, ". At ", Expr("=", (x, proof.point)), " it vanishes with its first derivatives by ",
        *listed(references), ", and no solution of this equation other than 0 begins with a higher power.",
    ]  # fmt: skip


def _induction(step: Step) -> Prose:
    proof: Induction = step.proof
    n, references = symbol(proof.variable), [[step.reference(premise)] for premise in proof.initial]
    operator = listed([coefficient] for coefficient in proof.operator)
    return [
        "Induction on ", n, ": by ", step.reference(proof.step), " the two sides satisfy the same recurrence c_0 f(n) "
        "+ c_1 f(n + 1) + ..., with the coefficients ", *operator, ", of which the last is never 0. They agree from ",
        Expr("=", (n, proof.start)), " on by ", *listed(references), ".",
    ]  # fmt: skip


def _joined_sums(step: Step) -> Prose:
    return ["The sums are joined over the range that they have in common; the other terms stand by themselves."]


def _modular_identity(step: Step) -> Prose:
    return modular_identity(step.proof, [step.reference(premise) for premise in step.proof.nonzero])


def _nome_series(step: Step) -> Prose:
    return [
        "With t such that the terms are exponentials of pi i t times quadratic polynomials, or the factors of linear "
        "ones, this is the series of a theta function, or the product of an eta or theta function (DLMF 20.2, 20.5, "
        "23.15.9): ", step.conclusion.right, ".",
    ]  # fmt: skip


def _constant(step: Step) -> Prose:
    return ["The equation ", step.reference(step.proof.premise), " is one between constants."]


def _enlargement(step: Step) -> Prose:
    proof: Enlargement = step.proof
    conditions = listed([condition] for condition in proof.conditions)
    return [step.reference(proof.premise), " holds on the larger domain ", *conditions, "."]


def _cases(step: Step) -> Prose:
    proof: Cases = step.proof
    premises = [premise for premise in (proof.below, proof.at, proof.above) if premise is not None]
    return [
        "The cases in which ", symbol(proof.variable), " is less than ", proof.value, ", equal to it where that is "
        "admitted, and greater are ", *listed([step.reference(premise)] for premise in premises), ".",
    ]  # fmt: skip


EXPLANATIONS: Final[Mapping[type, Explanation]] = MappingProxyType(
    {
        Combination: Explanation("arithmetic", _combination),
        Congruence: Explanation("substitution", _congruence),
        Cases: Explanation("cases", _cases),
        Constant: Explanation("constants", _constant),
        Differential: Explanation("differential equation and initial values", _differential),
        Enlargement: Explanation("larger domain", _enlargement),
        Induction: Explanation("recurrence and initial values", _induction),
        JoinedSums: Explanation("joined sums", _joined_sums),
        ModularIdentity: Explanation("coefficients of modular forms", _modular_identity),
        ModularValue: Explanation("value of an equation between modular forms", _of_data(modular_value)),
        NomeSeries: Explanation("series of theta functions", _nome_series),
        Extension: Explanation("continuity", _extension),
        InfiniteProduct: Explanation("product of a rational function", _infinite_product),
        LimitValue: Explanation("asymptotic expansion", _limit_value),
        Instance: Explanation("theorem", _instance),
        Logarithms: Explanation("relation of logarithms", _logarithms),
        Unfolding: Explanation("finite sum", _unfolding),
        Parametrisation: Explanation("parametrisation by cosines", _parametrisation),
        Residues: Explanation("residue classes", _residues),
        Telescoping: Explanation("telescoping sum", _telescoping),
        Roots: Explanation("equal powers", _roots),
        SumRelation: Explanation("sum relation", _of_data(sum_relation)),
        DirectionChange: Explanation("two directions of a matrix field", _direction_change),
        Trajectory: Explanation("trajectory of a matrix field", _trajectory),
        Transport: Explanation("equivalence of recurrences", _of_data(transport)),
        EquivalentFraction: Explanation("equivalence of continued fractions", _equivalent_fraction),
        SplitSum: Explanation("sum of sums", _split_sum),
        Integrands: Explanation("linearity of the integral", _integrands),
        EulerFraction: Explanation("continued fraction as a series", _of_data(euler_fraction)),
        Antiderivative: Explanation("primitive", _of_data(antiderivative)),
        BetaSeries: Explanation("series of beta integrals", _beta_series),
        SeriesSolution: Explanation("continued fraction as a quotient of series", _of_data(series_solution)),
        WZPair: Explanation("Wilf-Zeilberger pair", _of_data(wz_pair)),
        ChowlaSelberg: Explanation("formula of Chowla and Selberg", _of_data(chowla_selberg)),
        IntegralSolution: Explanation("continued fraction as a quotient of integrals", _of_data(integral_solution)),
    }
)
"""The explanation of each rule of the table of rules."""


def title(proof: Proof) -> str:
    """The name of the rule of a proof."""
    row = EXPLANATIONS.get(type(proof))
    return row.title if row is not None else type(proof).__name__
