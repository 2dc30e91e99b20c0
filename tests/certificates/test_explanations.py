"""Explanations: every rule and kind has one, and they say what the theorem is, what it rests on and what it gives."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from probatum.verifiers import CertificateError, judge
from probatum.verifiers.certificates.documents import verdict_document
from probatum.verifiers.certificates.identities import IDENTITY_RULES
from probatum.verifiers.certificates.proofs import Checking, in_order
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.theorem import theorems
from probatum.verifiers.certificates.types import Certificate, Derivation
from probatum.verifiers.explanations import explained
from probatum.verifiers.explanations.kinds import PARAGRAPHS
from probatum.verifiers.explanations.prose import Reference
from probatum.verifiers.explanations.rules import EXPLANATIONS, Step

DECIDED = [
    "polylog(2, x) + polylog(2, 1 - x) = pi^2/6 - log(x)*log(1 - x) for x in RR, 0 < x < 1",
    "polylog(3, x) + polylog(3, -x) = polylog(3, x^2)/4 for x in RR, -1 < x < 1",
    "hyp0f1(3/2, -x^2/4) = sin(x)/x for x in CC, x != 0",
    "sum(binomial(n, k)^2, k, 0, n) = binomial(2*n, n) for n in NN",
    "1 + 1 = 2", "1 + 1 = 3", "pi < 22/7", "exp(i) != 1 + i", "x^2 = x for x in RR", "sqrt(8) = 2*sqrt(2)",
    "(x + 1)^2 = x^2 + 2*x + 1 for x in CC", "zeta(2) = pi^2/6", "3 < zeta(4)*3 = pi^4/30 <= 2*pi^4/60",
    "gamma(1/3)*gamma(2/3) = 2*pi/sqrt(3)", "log(6) = log(2) + log(3)", "4*atan(1/5) - atan(1/239) = pi/4",
    "sum(pi^k, k, 1, 3) = pi + pi^2 + pi^3", "sum(k, k, 1, n) = n*(n + 1)/2 for n in NN", "mu(zeta(3)) <= 14",
]  # fmt: skip


def _document(claim: str) -> tuple[dict[str, Any], Certificate]:
    verdict = judge(claim)
    assert verdict.statement is not None, verdict
    assert verdict.certificate is not None
    return verdict_document(verdict.statement, verdict.status, verdict.certificate), verdict.certificate


def test_every_rule_has_an_explanation_under_a_title_of_its_own() -> None:
    assert EXPLANATIONS.keys() == RULES.keys() | IDENTITY_RULES.keys()
    assert len({row.title for row in EXPLANATIONS.values()}) == len(EXPLANATIONS)


def test_every_kind_of_certificate_has_an_explanation() -> None:
    assert PARAGRAPHS.keys() == set(get_args(Certificate))


@pytest.mark.parametrize("claim", DECIDED)
@pytest.mark.parametrize("notation", ["text", "markdown", "latex"])
def test_every_step_is_numbered_once(claim: str, notation: str) -> None:
    document, certificate = _document(claim)
    text = explained(document, notation)
    count = len(in_order(getattr(certificate, "proofs", ())))
    starts = {
        "text": r"^  \((\d+)\) [A-Z]",
        "markdown": r"^\*\*\((\d+)\)\*\*",
        "latex": r"\\textbf\{\((\d+)\)\}",
        "html": r"^<p><strong>\((\d+)\)</strong>",
    }
    heads = re.findall(starts[notation], text, re.MULTILINE)
    assert [int(number) for number in heads] == list(range(1, count + 1))


@pytest.mark.parametrize("claim", DECIDED)
def test_a_step_refers_to_earlier_ones_and_names_every_premise(claim: str) -> None:
    _, certificate = _document(claim)
    if not isinstance(certificate, Derivation):
        return
    numbers = {proof: index + 1 for proof, index in in_order(certificate.proofs).items()}
    checking = Checking(RULES)
    conclusions = {proof: checking.conclude(proof) for proof in numbers}
    for proof, number in numbers.items():
        prose = EXPLANATIONS[type(proof)].explain(Step(proof, conclusions[proof], numbers, theorems()))
        named = {part.number for part in prose if isinstance(part, Reference)}
        fields = (getattr(proof, name) for name in proof.__dataclass_fields__)
        direct = {numbers[each] for field in fields for each in _direct(field)}
        assert named == direct
        assert all(each < number for each in named)


def _direct(field: Any) -> list[Any]:
    if isinstance(field, tuple):
        return [proof for part in field for proof in _direct(part)]
    return [field] if type(field) in RULES else []


def test_a_theorem_is_named_with_its_source_and_the_values_put_into_it() -> None:
    text = explained(_document("zeta(4) = pi^4/90")[0], "text")
    assert text.startswith("Theorem. zeta(4) = pi^4/90\n\nProof.\n")
    assert "25.6.2" in text
    assert "s = 4" in text
    assert text.rstrip().endswith("zeta(4) = pi^4/90 holds by (3).")


def test_a_counterexample_is_told() -> None:
    text = explained(_document("sqrt(x^2) = x for x in RR")[0], "text")
    assert text.startswith("Refuted claim. sqrt(x^2) = x for x in RR")
    assert "The point x = -1 satisfies every condition." in text
    assert "its left side is 1, its right side -1" in text


def test_a_zero_bound_is_told_with_its_numbers() -> None:
    text = explained(_document("sqrt(2) + sqrt(3) = sqrt(5 + 2*sqrt(6))")[0], "text")
    assert "Liouville" in text
    assert re.search(r"degree at most \d+", text)


def test_markdown_has_formulas_in_latex() -> None:
    text = explained(_document("zeta(2) = pi^2/6")[0], "markdown")
    assert r"\zeta\left(2\right) = \frac{\pi^{2}}{6}" in text
    assert text.count("$$") % 2 == 0


@pytest.mark.parametrize("claim", DECIDED)
def test_latex_is_balanced(claim: str) -> None:
    text = explained(_document(claim)[0], "latex")
    for opening, closing in ((r"\[", r"\]"), (r"\(", r"\)"), ("{", "}"), (r"\left", r"\right")):
        assert text.count(opening) - text.count(opening + "arrow") == text.count(closing) - text.count(
            closing + "arrow"
        )
    assert re.findall(r"\\begin\{(\w+\*?)\}", text)[-1:] == ["proof"]
    assert sorted(re.findall(r"\\begin\{(\S+?)\}", text)) == sorted(re.findall(r"\\end\{(\S+?)\}", text))


def test_what_is_not_read_is_not_explained() -> None:
    document, _ = _document("zeta(2) = pi^2/6")
    with pytest.raises(CertificateError):
        explained(document | {"claim": "zeta(2) = pi^2/7"}, "text")
    with pytest.raises(KeyError):
        explained(document, "esperanto")
