"""The table of theorems: each row holds at random admissible values, and with a coefficient changed it does not."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise

import pytest
from flint import ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.theorem import Instance, Theorem, theorems
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language import Expr, integer, parse_expression, substitute
from probatum.verifiers.language.expr import BINDERS
from probatum.verifiers.theorems import FAMILIES
from scripts import generate_theorems

NAMES = [name for family in FAMILIES for name, _, _ in family]

VALUES = [parse_expression(text) for text in (
    "1", "2", "3", "4", "5", "6", "0", "-1", "-2", "-3", "1/2", "1/3", "2/3", "1/4", "3/4", "5/2", "-1/2", "-5/3",
    "1/5", "sqrt(2)", "pi/4", "-7/10", "i", "1 + i", "-i/2", "2 - i/3", "-1 - 2*i", "1/3 + i/2", "3*i", "2*i",
    "-2 + i/5",
)]  # fmt: skip

SPECIAL: dict[str, list[tuple[str, ...]]] = {
    "W to the right of the branch point": [("2*exp(2)", "2"), ("-log(2)/2", "-log(2)"), ("0", "0")],
    "W of order -1 below the branch point": [("-2*exp(-2)", "-2"), ("-log(2)/2", "-2*log(2)")],
    "W on its branch cut": [("-pi/2", "i*pi/2")],
    "incomplete F up to the branch point": [("pi/6", "4"), ("pi/4", "2"), ("pi/3", "4/3")],
    "incomplete E up to the branch point": [("pi/6", "4"), ("pi/4", "2"), ("pi/3", "4/3")],
    "complete RJ at the geometric mean": [("1", "4", "2"), ("i", "-i", "1"), ("2", "3", "sqrt(6)")],
    "Mellin transform of theta_2": [("2",)],
    "Mellin transform of theta_3": [("2",)],
    "RJ with arguments up to 0": [("-1", "-2", "-3", "-4"), ("0", "-1", "-2", "-1")],
}
"""Values for theorems whose conditions random ones hardly ever satisfy."""

WITHOUT_COEFFICIENTS = {
    "Eisenstein series of weight 10",  # its integers are weights
    "Eisenstein series of weight 2 is periodic",  # any other period is right too
    "Eisenstein series of weight 2 is periodic from below",
}
"""Theorems that another integer in the place of one of theirs may leave true, or without a value."""

BITS = {"integral": 96}
"""Working precision by the head of the left side, else 160."""


@cache
def _instances(name: str) -> tuple[tuple[Expr, ...], ...]:
    """Admissible values of the variables at which both sides have a value: one for an integral, else three."""
    theorem = theorems()[name]
    wanted = 1 if theorem.statement.proposition.args[0].head == "integral" else 3
    count = len(theorem.statement.declared)
    if name in SPECIAL:
        candidates = [tuple(map(parse_expression, texts)) for texts in SPECIAL[name]]
    else:
        source = random.Random(name)
        candidates = [tuple(source.choices(VALUES, k=count)) for _ in range(400 if count else 1)]
    found: list[tuple[Expr, ...]] = []
    for values in candidates:
        try:
            Checking(RULES).conclude(Instance(name, values))
        except CertificateError as error:
            if "different numbers" in str(error):
                pytest.fail(f"{name} is false at {values}")
            continue
        found.append(values)
        if len(found) == wanted:
            break
    return tuple(found)


def _differs(theorem: Theorem, right: Expr, values: tuple[Expr, ...]) -> bool:
    scope = dict(zip(theorem.statement.declared, values, strict=True))
    try:
        with ctx.workprec(BITS.get(theorem.statement.proposition.args[0].head, 160)):
            sides = [evaluate(substitute(side, scope), {}) for side in (theorem.statement.proposition.args[0], right)]
            return bool(complex_(sides[0]) - complex_(sides[1]) != 0)
    except NO_VALUE:
        return False


@pytest.mark.parametrize("name", NAMES)
def test_a_theorem_holds_where_its_conditions_do(name: str) -> None:
    assert _instances(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_neighbour_of_a_theorem_is_seen_to_be_false(name: str) -> None:
    theorem = theorems()[name]
    right = theorem.statement.proposition.args[1]
    digits = 9 if theorem.statement.proposition.args[0].head == "integral" else 15
    beside = Expr("+", (right, Expr("/", (integer(1), integer(10**digits)))))
    assert any(_differs(theorem, beside, values) for values in _instances(name))
    changed = list(_with_another_coefficient(right))
    if changed and name not in WITHOUT_COEFFICIENTS and theorem.statement.proposition.args[0].head != "integral":
        assert any(_differs(theorem, other, values) for other in changed for values in _instances(name))


def _with_another_coefficient(expr: Expr) -> list[Expr]:
    """The expression with one of its integers raised by 1, for each outside of binders."""
    if expr.head == "int":
        assert isinstance(expr.value, int)
        return [integer(expr.value + 1)]
    if expr.head in BINDERS:
        return []
    return [
        Expr(expr.head, (*expr.args[:place], other, *expr.args[place + 1 :]), expr.value)
        for place, arg in enumerate(expr.args)
        for other in _with_another_coefficient(arg)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_theorem_names_its_source(name: str) -> None:
    assert len(theorems()[name].source) > 4
    assert any(character.isdigit() for character in theorems()[name].source) or "Legendre" in theorems()[name].source


def test_the_compiled_tables_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["generate_theorems.py", "--check"])
    assert generate_theorems.main() == 0


def test_no_two_theorems_have_one_name() -> None:
    assert all(first != second for first, second in pairwise(sorted(NAMES)))


@pytest.mark.parametrize(("name", "values", "reason"), [
    ("zeta at even positive integers", ["3"], "a condition"),
    ("zeta at even positive integers", ["-2"], "a condition"),
    ("Gauss's sum", ["1", "1", "2"], "a condition"),
    ("inverse tangent", ["2*i"], "a condition"),
    ("logarithm of a product", ["-1", "-1"], "a condition"),
    ("incomplete F up to the branch point", ["pi/4", "3"], "a condition"),
    ("K of lambda", ["1/2 + i/2"], "a condition"),
    ("gamma reflected", ["2"], "a condition"),
    ("gamma reflected", ["1/2", "1/3"], "takes 1 values"),
    ("gamma reflected", ["x"], "free variables"),
    ("gamma reflected", ["1/(2 - 2)"], "no value"),
    ("no such theorem", [], "unknown theorem"),
])  # fmt: skip
def test_an_instance_outside_the_conditions_is_refused(name: str, values: list[str], reason: str) -> None:
    with pytest.raises(CertificateError, match=reason):
        Checking(RULES).conclude(Instance(name, tuple(map(parse_expression, values))))
