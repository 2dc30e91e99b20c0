"""Documents: what is read is exactly what would have been written, and says where it is not."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers import Options, Verdict, judge
from probatum.verifiers.certificates.documents import canonical, read, recheck, verdict_document
from probatum.verifiers.certificates.identities import IDENTITY_RULES
from probatum.verifiers.certificates.proofs import MAX_DEPTH, CertificateError, Proof, in_order
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.unfolding import Unfolding
from probatum.verifiers.certificates.trees import TreeError, json_of, tree_of
from probatum.verifiers.certificates.types import KINDS, AlgebraicZero, Certificate, Derivation, SeparatedBalls
from probatum.verifiers.language import Claim, ClaimError, Expr, integer, parse_claim, parse_expression, symbol
from probatum.verifiers.language.expr import BINDERS, bound_symbol_index
from tests.language.strategies import claims

DECIDED = [
    "1 + 1 = 2", "1/3 < 1/4", "x^2 = x for x in RR", "sqrt(8) = 2*sqrt(2)", "(x + 1)^2 = x^2 + 2*x + 1 for x in CC",
    "1.5 < pi < 22/7", "zeta(2) = pi^2/6", "3 < zeta(4)*100 = 10*pi^4/9 <= pi^4*10/9", "sum(k^2, k, 1, 10)*pi = 385*pi",
]  # fmt: skip


def _document(verdict: Verdict) -> dict[str, Any]:
    assert verdict.statement is not None
    assert verdict.certificate is not None
    return verdict_document(verdict.statement, verdict.status, verdict.certificate)


@pytest.mark.parametrize("claim", DECIDED)
def test_a_document_read_from_its_text_is_accepted(claim: str) -> None:
    verdict = judge(claim)
    text = canonical(_document(verdict))
    found = read(json.loads(text))
    assert (found.claim, found.status, found.certificate) == (
        verdict.statement,
        str(verdict.status),
        verdict.certificate,
    )
    assert recheck(found).proved is (verdict.status == "PROVED")
    assert canonical(verdict_document(found.claim, found.status, found.certificate)) == text


def test_equal_certificates_have_equal_bytes_whatever_was_shared_in_memory() -> None:
    total, ten = parse_expression("sum(pi, k, 1, 10)"), parse_expression("10*pi")
    shared = Unfolding(total)
    once = Combination(total, ten, (shared, shared))
    twice = Combination(total, ten, (Unfolding(total), Unfolding(parse_expression("sum(pi, k, 1, 10)"))))
    claim = Claim(Expr("=", (total, ten)))
    texts = {canonical(verdict_document(claim, "PROVED", Derivation(64, (proof,)))) for proof in (once, twice)}
    assert len(texts) == 1
    assert len(json.loads(texts.pop())["steps"]) == 2


# -- the tree is bound to the text ---------------------------------------------------------------

_NAMES = ("x", "n", "pi", "i", "e", "oo", "ZZ", "in", "for", "not", "and", "sum", "sin", "abs", "neg", "tuple", "int")
_HEADS = ("+", "*", "neg", "!", "/", "^", "tuple", "list", "[)", "(]", "=", "<", "!=", "in", "and", "or", "not", "sin",
          "f", "abs", "for", "chain", *BINDERS)  # fmt: skip


def _anything(heads: st.SearchStrategy[str], args: list[Expr], name: str) -> st.SearchStrategy[Expr]:
    def built(head: str) -> Expr:
        parts = list(args)
        if head in BINDERS:
            parts = (parts + [integer(1)] * 4)[: BINDERS[head]]
            parts[bound_symbol_index(head)] = symbol(name)
        relations = " ".join(["=", "<"] * len(parts))[: max(0, 4 * (len(parts) - 1) // 2)].strip()
        return Expr(head, tuple(parts), relations if head == "chain" else None)

    return heads.map(built)


_wild = st.recursive(
    st.one_of(
        st.sampled_from(_NAMES).map(symbol),
        st.integers(0, 12).map(integer),
        st.builds(lambda p, q: Expr("decimal", (), Fraction(p, q)), st.integers(1, 30), st.sampled_from((2, 4, 6, 10))),
    ),
    lambda inner: st.tuples(st.lists(inner, max_size=4), st.sampled_from(_NAMES)).flatmap(
        lambda parts: _anything(st.sampled_from(_HEADS), *parts)
    ),
    max_leaves=8,
)


@given(_wild, st.sampled_from(("=", "<", "chain")))
@settings(max_examples=250, deadline=None)
def test_a_tree_that_prints_like_a_claim_is_that_claim(side: Expr, head: str) -> None:
    """Else a document could show one claim and prove another."""
    args = (side, integer(1)) if head != "chain" else (side, integer(1), integer(2))
    tree = Expr(head, args, "= <" if head == "chain" else None)
    try:
        accepted = tree_of(json_of(tree))
        claim = parse_claim(Claim(accepted).text)
    except (TreeError, ClaimError):
        return
    assert claim == Claim(accepted)


@pytest.mark.parametrize(
    "tree",
    [
        ["decimal", "1", "6"], ["decimal", "4", "2"], ["decimal", "2", "1"], ["decimal", "1", "0"], ["int", "01"],
        ["int", "-1"], ["int", 1], ["int", "1", "2"], ["int", ""], ["symbol", "x y"], ["symbol", "x" * 65], ["symbol"],
        ["chain", "=", ["int", "1"], ["int", "1"]], ["chain", "= in", *[["int", "1"]] * 3], ["neg"],
        ["+", ["int", "1"]],
        ["sum", ["int", "1"], ["int", "2"], ["int", "3"], ["int", "4"]], ["/", ["int", "1"]], [], [["int", "1"]], {},
        None, 1.5, "pi", ["", ["int", "1"]], ["f g", ["int", "1"]], ["int", "9" * 20_001],
    ],
    ids=lambda tree: str(tree)[:30],
)  # fmt: skip
def test_what_no_text_gives_is_no_tree(tree: object) -> None:
    with pytest.raises(TreeError):
        tree_of(tree)


@given(claims)
@settings(max_examples=50, deadline=None)
def test_every_claim_is_read_back(claim: Claim) -> None:
    document = verdict_document(claim, "PROVED", SeparatedBalls(64))
    assert read(json.loads(canonical(document))).claim == claim


# -- every rule and kind -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*RULES, *IDENTITY_RULES, *KINDS.values()], ids=lambda kind: kind.__name__)
def test_the_fields_of_every_rule_and_kind_are_of_types_that_documents_know(kind: type) -> None:
    def known(hint: Any) -> bool:
        if hint in (int, str, Expr, Proof, type(None), Ellipsis):
            return True
        inner = getattr(hint, "__args__", ())
        return bool(inner) and all(map(known, inner))

    assert all(known(hint) for hint in get_type_hints(kind).values())
    assert kind.__doc__


def test_every_kind_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs/certificates.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"| `{kind}` |" in text


def test_names_of_rules_differ() -> None:
    rules = RULES.keys() | IDENTITY_RULES.keys()
    assert len({rule.__name__ for rule in rules}) == len(rules)


# -- strictness ----------------------------------------------------------------------------------

PROOF = _document(judge("zeta(2) = pi^2/6"))
BALLS = _document(judge("x^2 = x for x in RR"))
Change = Callable[[dict[str, Any]], object]


def _set(*path: Any) -> Change:
    *outer, last, value = path

    def change(document: dict[str, Any]) -> None:
        place: Any = document
        for key in outer:
            place = place[key]
        place[last] = value

    return change


def _swap(document: dict[str, Any]) -> None:
    document["steps"].reverse()


CHANGES: dict[str, tuple[dict[str, Any], Change, str]] = {
    "a missing key": (PROOF, lambda d: d.pop("steps"), "document: an object with exactly the keys"),
    "a key too many": (PROOF, _set("note", "believe me"), "document: an object with exactly the keys"),
    "another format": (PROOF, _set("format", "probatum.certificate/2"), "format"),
    "another status": (PROOF, _set("status", "CERTAIN"), "status"),
    "another claim": (PROOF, _set("claim", "zeta(2) = pi^2/7"), "claim: not the text"),
    "another hash": (PROOF, _set("claim_sha256", "0" * 64), "claim: not the text"),
    "another tree": (PROOF, _set("proposition", ["=", ["int", "1"], ["int", "1"]]), "claim: not the text"),
    "a condition too many": (BALLS, _set("conditions", [["int", "1"]]), "claim: not the text"),
    "no tree": (PROOF, _set("proposition", {"=": 1}), "proposition: a tree is a list"),
    "conditions that are no list": (PROOF, _set("conditions", "x in RR"), "conditions: a list"),
    "an unknown kind": (PROOF, _set("kind", "by_authority"), "kind: one of"),
    "a kind that is no text": (PROOF, _set("kind", ["derivation"]), "kind: one of"),
    "contents of another kind": (PROOF, _set("kind", "exact_values"), "contents: an object with exactly"),
    "a precision that is a number": (BALLS, _set("contents", "precision_bits", 64), "contents.precision_bits"),
    "a precision that is a fraction": (BALLS, _set("contents", "precision_bits", "64.0"), "contents.precision_bits"),
    "a precision of a million digits": (BALLS, _set("contents", "precision_bits", "9" * 10**6), "precision_bits"),
    "a point of triples": (BALLS, _set("contents", "point", [["x", ["int", "2"], "y"]]), r"point\[0\]: a list of 2"),
    "a value that is text": (BALLS, _set("contents", "point", [["x", "2"]]), r"point\[0\]\[1\]: a tree"),
    "a name that is a number": (BALLS, _set("contents", "point", [[7, ["int", "2"]]]), r"point\[0\]\[0\]: text"),
    "steps that are no list": (PROOF, _set("steps", {}), "steps: a list"),
    "a step that is none": (PROOF, _set("steps", 0, 7), r"steps\[0\].rule: one of"),
    "an unknown rule": (PROOF, _set("steps", 0, "rule", "Authority"), r"steps\[0\].rule: one of"),
    "a rule that is a list": (PROOF, _set("steps", 0, "rule", []), r"steps\[0\].rule: one of"),
    "a rule's data too few": (PROOF, lambda d: d["steps"][0].pop("values"), r"steps\[0\]: an object with exactly"),
    "a rule's data too many": (PROOF, _set("steps", 0, "why", "because"), r"steps\[0\]: an object with exactly"),
    "a premise of its own": (PROOF, _set("steps", 0, "theorem", {"step": "0"}), r"steps\[0\].theorem: text"),
    "a later premise": (PROOF, _swap, "no earlier step has the number"),
    "a negative premise": (PROOF, _set("contents", "proofs", [{"step": "-1"}]), "no earlier step"),
    "a premise that is a number": (PROOF, _set("contents", "proofs", [{"step": 1}]), "an integer as a decimal string"),
    "a step written twice": (PROOF, lambda d: d["steps"].append(copy.deepcopy(d["steps"][0])), "written twice"),
    "a step not used": (PROOF, lambda d: d["contents"].update(proofs=[None]), "not used"),
}


@pytest.mark.parametrize(("document", "change", "why"), CHANGES.values(), ids=CHANGES.keys())
def test_what_would_not_have_been_written_is_refused_with_its_place(
    document: dict[str, Any], change: Change, why: str
) -> None:
    altered = copy.deepcopy(document)
    change(altered)
    with pytest.raises(CertificateError, match=why):
        read(altered)


@pytest.mark.parametrize("thing", [None, 1, 1.5, "text", [], {}, [PROOF], True])
def test_what_is_no_document_is_refused(thing: object) -> None:
    with pytest.raises(CertificateError, match="document: an object"):
        read(thing)


def test_the_other_status_is_not_established() -> None:
    for document, other in ((PROOF, "REFUTED"), (BALLS, "PROVED")):
        with pytest.raises(CertificateError, match="does not establish"):
            recheck(read(document | {"status": other}))


@pytest.mark.parametrize("claim", ["zeta(2) = pi^2/7", "zeta(4) = pi^4/90", "zeta(2) < pi^2/6", "zeta(3) = pi^2/6"])
def test_a_certificate_put_under_another_claim_is_not_accepted(claim: str) -> None:
    statement = parse_claim(claim)
    found = read(PROOF)
    with pytest.raises(CertificateError):
        recheck(read(verdict_document(statement, "PROVED", found.certificate)))


# -- sizes ---------------------------------------------------------------------------------------


def _tower(height: int, branches: int) -> Certificate:
    """Proofs on proofs, each used `branches` times by the next: small as a document, large when nothing is shared."""
    proof: Any = Unfolding(parse_expression("sum(pi, k, 1, 2)"))
    for index in range(height):
        proof = Combination(integer(index), integer(index), (proof,) * branches)
    return Derivation(64, (proof,))


@pytest.mark.parametrize(("height", "branches"), [(MAX_DEPTH + 5, 1), (30, 2), (20, 3), (50, 4)])
def test_proofs_that_unfold_beyond_all_bounds_are_refused_at_once(height: int, branches: int) -> None:
    steps: list[dict[str, Any]] = [{"rule": "Unfolding", "expression": ["symbol", "x"]}]
    for index in range(height):
        side = ["int", str(index)]
        premises = [{"step": str(index)}] * branches
        steps.append({"rule": "Combination", "left": side, "right": side, "rewrites": premises, "relations": []})
    contents = {"precision_bits": "64", "proofs": [{"step": str(height)}]}
    document = verdict_document(parse_claim("1 = 1"), "PROVED", SeparatedBalls(64))
    with pytest.raises(CertificateError, match="too many steps"):
        read(document | {"kind": "derivation", "contents": contents, "steps": steps})


def test_a_tower_within_bounds_is_read() -> None:
    certificate = _tower(10, 2)
    assert read(verdict_document(parse_claim("1 = 1"), "PROVED", certificate)).certificate == certificate


@pytest.mark.parametrize("field", ["proposition", "conditions", "steps", "contents"])
def test_deep_and_long_values_are_refused(field: str) -> None:
    deep: Any = ["int", "1"]
    for _ in range(500):
        deep = ["neg", deep]
    long = [["int", "1"]] * 1_000_000
    for value in (deep, long, {"precision_bits": long}, ["tuple", *long]):
        with pytest.raises(CertificateError):
            read(BALLS | {field: value})


def test_steps_are_numbered_from_their_premises_on() -> None:
    certificate = judge("zeta(4) = pi^4/90", Options(digits=15)).certificate
    assert isinstance(certificate, Derivation)
    order = in_order(certificate.proofs)
    assert list(order.values()) == list(range(len(order)))
    for proof, number in order.items():
        inner = in_order(getattr(proof, name) for name in proof.__dataclass_fields__)
        assert all(order[premise] < number for premise in inner)


@pytest.mark.parametrize("head", ["+", "in", "and", "max", "irrational"])
@pytest.mark.parametrize("certificate", [SeparatedBalls(64), AlgebraicZero(64)])
def test_what_is_no_relation_is_neither_true_nor_false(head: str, certificate: Certificate) -> None:
    claim = Claim(Expr(head, (symbol("pi"), symbol("e"))))
    with pytest.raises(CertificateError, match=r"no relation between two terms|takes 1 arguments"):
        recheck(read(verdict_document(claim, "REFUTED", certificate)))
