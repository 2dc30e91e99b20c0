"""The documentation of the claim language agrees with the code."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language import CONSTANTS, DEFAULT_LIMITS, DOMAINS, ClaimError, parse_claim
from probatum.verifiers.language.reference import function_reference, with_reference

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "claim-language.md").read_text(encoding="utf-8")


def test_the_committed_reference_is_up_to_date() -> None:
    assert with_reference(DOCUMENT) == DOCUMENT, (
        "run python -m probatum.verifiers.language.reference docs/claim-language.md"
    )


def test_every_function_and_alias_is_in_the_reference() -> None:
    reference = function_reference()
    for name in FUNCTIONS:
        assert f"`{name}`" in reference


def test_a_document_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="the document has no"):
        with_reference("# Nothing here\n")


def test_every_constant_and_set_is_described() -> None:
    for name in CONSTANTS | DOMAINS:
        assert f"| `{name}` |" in DOCUMENT


def test_the_limits_are_the_documented_ones() -> None:
    for name in ("max_length", "max_name_length", "max_digits", "max_depth", "max_nodes", "max_exact_bits"):
        row = re.search(rf"\| `{name}` \| ([0-9 ]+) \|", DOCUMENT)
        assert row is not None, name
        assert int(row.group(1).replace(" ", "")) == getattr(DEFAULT_LIMITS, name)


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, flags=re.MULTILINE | re.DOTALL)


def test_every_example_claim_parses() -> None:
    claims = [line for block in _blocks("claim") for line in block.splitlines() if line.strip()]
    assert len(claims) >= 20
    for text in claims:
        claim = parse_claim(text)
        assert not claim.undeclared, text


def test_the_python_example_runs() -> None:
    (example,) = _blocks("python")
    test = doctest.DocTestParser().get_doctest(example, {}, "claim-language.md", None, 0)
    assert doctest.DocTestRunner().run(test).failed == 0


def test_every_error_transcript_is_true() -> None:
    transcripts = re.findall(r"^> (.*)\n(.+)$", "\n".join(_blocks("text")), flags=re.MULTILINE)
    assert len(transcripts) >= 10
    for text, message in transcripts:
        with pytest.raises(ClaimError) as caught:
            parse_claim(text)
        assert str(caught.value) == message
