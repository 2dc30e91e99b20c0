"""The checker accepts what a certificate establishes, and answers everything else with CertificateError."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from probatum import verifiers
from probatum.verifiers import CertificateError, Status, check, judge, parse_claim
from probatum.verifiers.certificates import (
    AlgebraicZero,
    Certificate,
    ExactValues,
    RationalIdentity,
    SeparatedBalls,
)
from probatum.verifiers.certificates.checker import MAX_PRECISION_BITS
from probatum.verifiers.language import parse_expression

ROOM = Path(verifiers.__file__).parent


def _at(*point: tuple[str, str]) -> SeparatedBalls:
    return SeparatedBalls(64, tuple((name, parse_expression(text)) for name, text in point))


@pytest.mark.parametrize(
    ("claim", "certificate", "proved"),
    [
        ("1 + 1 = 2", ExactValues(), True), ("1 + 1 = 3", ExactValues(), False), ("1 < 2 < 3", ExactValues(), True),
        ("1 < 2 < 2", ExactValues(), False), ("sum(k, k, 1, 9) = 45", ExactValues(), True),
        ("pi < 22/7", SeparatedBalls(64), True), ("pi = 22/7", SeparatedBalls(64), False),
        ("pi != 3", SeparatedBalls(8), True), ("x^2 = x for x in RR", _at(("x", "2")), False),
        ("x < y for x in RR, y in RR", _at(("x", "pi"), ("y", "3")), False),
        ("sqrt(8) = 2*sqrt(2)", AlgebraicZero(256), True), ("sqrt(8) = 3*sqrt(2)", AlgebraicZero(256), False),
        ("1 < 2 < sqrt(8) = 2*sqrt(2)", AlgebraicZero(256), True),
        ("(x + 1)^2 = x^2 + 2*x + 1 for x in CC", RationalIdentity(), True),
        ("(pi + 1)^2 = pi^2 + 2*pi + 1", RationalIdentity(), True),
    ],
)  # fmt: skip
def test_good_certificates(claim: str, certificate: Certificate, proved: bool) -> None:
    checked = check(parse_claim(claim), certificate)
    assert checked.proved is proved
    assert (checked.relation is not None) is (not proved)


X_IS_2 = _at(("x", "2"))

WRONG: list[tuple[str, Certificate, str]] = [
    # the wrong kind
    ("pi = pi", ExactValues(), "exact rational"),
    ("x = x for x in RR", ExactValues(), "without variables"),
    ("x = 1", ExactValues(), "without variables"),
    ("sqrt(8) = 2*sqrt(2)", SeparatedBalls(256), "do not decide"),
    ("zeta(2) = pi^2/6", SeparatedBalls(4096), "do not decide"),
    ("zeta(2) = pi^2/6", AlgebraicZero(4096), "algebraic"),
    ("zeta(2) = pi^2/6", RationalIdentity(), "expand to 0"),
    ("sqrt(8) = 2*sqrt(2)", RationalIdentity(), "expand to 0"),
    ("sin(x)^2 + cos(x)^2 = 1 for x in RR", RationalIdentity(), "expand to 0"),
    ("x = x for x in RR", AlgebraicZero(64), "without variables"),
    ("sqrt(8) < 2*sqrt(2)", AlgebraicZero(256), "prove <"),
    ("sqrt(8) != 2*sqrt(2)", AlgebraicZero(256), "prove !="),
    ("x <= x for x in RR", RationalIdentity(), "prove <="),
    ("x = y", RationalIdentity(), "undeclared"),
    # precision
    ("pi = 3", SeparatedBalls(-1), "precision_bits"),
    ("pi = 3", SeparatedBalls(0), "precision_bits"),
    ("pi = 3", SeparatedBalls(1), "precision_bits"),
    ("pi = 3", SeparatedBalls(MAX_PRECISION_BITS + 1), "precision_bits"),
    ("pi = 3", SeparatedBalls(10**100), "precision_bits"),
    ("sqrt(8) = 2*sqrt(2)", AlgebraicZero(10**100), "precision_bits"),
    ("sqrt(8) = 2*sqrt(2)", AlgebraicZero(2), "wider"),
    ("pi = 355/113", SeparatedBalls(4), "do not decide"),
    # points
    ("x = 1 for x in RR", SeparatedBalls(64), "declared variables"),
    ("pi = 3", X_IS_2, "declared variables"),
    ("x = y for x in RR, y in RR", _at(("y", "1"), ("x", "2")), "in order"),
    ("x = y for x in RR, y in RR", X_IS_2, "in order"),
    ("x = 1 for x in RR", _at(("x", "2"), ("x", "2")), "in order"),
    ("x = 1 for x in RR", _at(("y", "2")), "in order"),
    ("x = 1 for x in RR", _at(("x", "x")), "closed"),
    ("x = y for x in RR, y in RR", _at(("x", "y + 1"), ("y", "1")), "closed"),
    ("x = 1 for x in RR", _at(("x", "y")), ""),
    ("x = 1 for x in RR", _at(("x", "1/0")), ""),
    ("x = 1 for x in RR", _at(("x", "RR")), ""),
    ("x = 1 for x in RR", _at(("x", "oo")), ""),
    ("x = 1 for x in RR", _at(("x", "9^9^9^9")), ""),
    # points outside the domain
    ("sqrt(x^2) = x for x in RR, x > 0", _at(("x", "-1")), "condition"),
    ("sqrt(x^2) = x for x in (0, oo)", _at(("x", "-1")), "condition"),
    ("x = x + 1 for x in RR", _at(("x", "i")), "condition"),
    ("x = x + 1 for x in ZZ", _at(("x", "1/2")), "condition"),
    ("x = x + 1 for x in (oo, 5)", _at(("x", "2")), "condition"),
    ("x = x + 1 for x in RR, sqrt(x)^2 = 2", _at(("x", "2")), "condition"),
    ("x = x + 1 for x in QQ", _at(("x", "pi")), "condition"),
    ("x = x + 1 for x in 3", _at(("x", "3")), ""),
    # true at the point, which proves nothing for the others
    ("x^2 = x for x in RR", _at(("x", "1")), "without variables"),
    ("x > 1 for x in RR, x > 1", X_IS_2, "without variables"),
    # sides without a value
    ("1/0 = 1", ExactValues(), "zero"),
    ("1/0 = 1", SeparatedBalls(64), "zero"),
    ("1/x = x for x in RR", _at(("x", "0")), "zero"),
    ("sum(1/n, n, 1, oo) = 1", SeparatedBalls(64), "harmonic"),
    ("oo = 1", SeparatedBalls(64), "infinite"),
    ("oo - oo = 0", RationalIdentity(), "infinite"),
    ("RR = RR", RationalIdentity(), ""),
    ("1/(sqrt(2)*sqrt(3) - sqrt(6)) = 0", AlgebraicZero(4096), "wider"),
    ("0/(sqrt(2)*sqrt(3) - sqrt(6)) = 0", AlgebraicZero(4096), "wider"),
    ("i > 0", SeparatedBalls(64), "do not decide"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "certificate", "why"), WRONG, ids=lambda value: str(value)[:50])
def test_wrong_certificates_are_refused(claim: str, certificate: Certificate, why: str) -> None:
    with pytest.raises(CertificateError, match=why or None):
        check(parse_claim(claim), certificate)


@pytest.mark.parametrize("thing", [None, 1, "SeparatedBalls", object(), {"precision_bits": 64}, (), SeparatedBalls])
def test_what_is_no_certificate_is_refused(thing: object) -> None:
    with pytest.raises(CertificateError, match="unknown kind"):
        check(parse_claim("1 = 1"), thing)  # type: ignore[arg-type]


_balls: Any = SeparatedBalls
_zero: Any = AlgebraicZero


@pytest.mark.parametrize(
    "certificate",
    [
        _balls("64"), _balls(None), _balls(64.5), _balls(64, None), _zero("2"), _balls(64, ("x", "2")),
        _balls(64, (("x", "2"),)), _balls(64, (("x", 2),)), _balls(64, (("x",),)), _balls(64, 7),
        _balls(64, ((("x",), "2"),)),
    ],
    ids=str,
)  # fmt: skip
def test_fields_of_the_wrong_type_are_refused(certificate: Certificate) -> None:
    with pytest.raises(CertificateError):
        check(parse_claim("x = x + 1 for x in RR"), certificate)
    with pytest.raises(CertificateError):
        check(parse_claim("sqrt(8) = 2*sqrt(2)"), certificate)


def test_certificates_of_other_claims_establish_nothing_false() -> None:
    """Every certificate of the judge, presented with every other claim: what is accepted agrees with the judge."""
    claims = [
        "1 + 1 = 2", "1 + 1 = 3", "pi < 22/7", "pi = 22/7", "sqrt(8) = 2*sqrt(2)", "sqrt(8) = 2*sqrt(3)",
        "(x + 1)^2 = x^2 + 2*x + 1 for x in RR", "(x + 1)^2 = x^2 + 1 for x in RR", "sqrt(x^2) = x for x in RR",
        "log(x*y) = log(x) + log(y) for x in CC, y in CC, x != 0, y != 0", "zeta(2) = pi^2/6",
        "sqrt(x^2) = x for x in RR, x > 0", "sin(x)^2 + cos(x)^2 = 1 for x in RR",
    ]  # fmt: skip
    verdicts = {claim: judge(claim) for claim in claims}
    certificates = {verdict.certificate for verdict in verdicts.values()} - {None}
    assert len(certificates) >= 5
    for claim, verdict in verdicts.items():
        for certificate in certificates:
            assert certificate is not None
            try:
                checked = check(parse_claim(claim), certificate)
            except CertificateError:
                continue
            assert verdict.status is (Status.PROVED if checked.proved else Status.REFUTED), (claim, certificate)


# -- only the checker mints ---------------------------------------------------------------------

_CERTAIN = {"PROVED", "REFUTED"}


def _functions_naming_certain_statuses(path: Path) -> Iterator[tuple[str, ast.FunctionDef | None]]:
    """Every use of Status.PROVED or Status.REFUTED in a call of a constructor, with the function around it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    around: dict[ast.AST, ast.FunctionDef | None] = {tree: None}
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            around[child] = node if isinstance(node, ast.FunctionDef) else around[node]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Verdict", "replace"):
            names = {n.attr for arg in [*node.args, *(k.value for k in node.keywords)] for n in ast.walk(arg)
                     if isinstance(n, ast.Attribute)}  # fmt: skip
            if names & _CERTAIN:
                yield path.relative_to(ROOM).as_posix(), around[node]


def test_only_functions_that_receive_a_checked_argument_build_certain_verdicts() -> None:
    found = [use for path in sorted(ROOM.rglob("*.py")) for use in _functions_naming_certain_statuses(path)]
    assert found, "the judge builds certain verdicts somewhere"
    for path, function in found:
        assert function is not None, path
        annotations = {ast.unparse(a.annotation) for a in function.args.args if a.annotation is not None}
        assert "Checked" in annotations, f"{path}: {function.name} builds a certain verdict without a checked argument"


def test_only_the_checker_builds_checked_arguments() -> None:
    for path in sorted(ROOM.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        built = [
            node for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Checked"
        ]  # fmt: skip
        assert not built or path.relative_to(ROOM).parts[0] == "certificates", path


def test_the_checker_does_not_import_sympy() -> None:
    for path in sorted(ROOM.rglob("*.py")):
        if path.name == "sympy_form.py":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                assert "sympy" not in ast.unparse(node).split("sympy_form")[0], path
