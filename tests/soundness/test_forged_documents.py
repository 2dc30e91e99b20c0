"""No document with a broken certificate is accepted, whatever is wrong with it.

A document that is accepted says that the checker has repeated an argument for its claim. So a false claim must never be
accepted, nor a certificate that states what it proves for another claim. A change that leaves the claim as it is may
leave a proof of it (a precision of 130 bits for 128): that is counted apart, and the claim is true.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from probatum.verifiers import Claim, Status, Verdict, judge, parse_claim
from probatum.verifiers.certificates.documents import canonical, read, verdict_document
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.recheck import Outcome, outcome, parsed
from tests.soundness import forgeries
from tests.soundness.mutation import sampled
from tests.soundness.sources import DATABASES, LONG, Slice, Source, slices
from tests.soundness.test_mutants import OPTIONS, compares_numbers, is_confirmed, is_false

EVERY = {True: 1, False: 12}
"""Of the claims that the project expects to be PROVED all are taken, of others every twelfth."""

SAMPLE = 12 if LONG else 2
"""Documents of each kind for a claim."""

Forgery = tuple[str, Claim, str]
"""How it was made, the claim it is for, and the document as text."""


def certain(part: Slice) -> list[Verdict]:
    """Verdicts of certainty on the claims of a slice."""

    def wanted(index: int, source: Source) -> bool:
        return source.status is Status.PROVED or (source.status is None and index % EVERY[False] == 0)

    sources = [source for index, source in enumerate(part.sources) if wanted(index, source)]
    verdicts = [judge(source.text, OPTIONS) for source in sources[:: 1 if LONG else 3]]
    return [verdict for verdict in verdicts if verdict.certificate is not None]


def false_forgeries(verdict: Verdict, others: list[Verdict], draw: random.Random) -> Iterator[Forgery]:
    """Documents that must not be accepted."""
    claim = verdict.statement
    assert claim is not None
    yield "status reversed", claim, canonical(forgeries.reversed_status(forgeries.original(verdict)))
    if verdict.status is Status.PROVED and compares_numbers(claim) and is_confirmed(claim):
        for mutant in sampled(claim, 2 * SAMPLE):
            if is_false(mutant.claim):
                document = forgeries.for_another_claim(verdict, mutant.claim)
                yield "for a false claim", mutant.claim, canonical(document)
        for forged, document in islice(forgeries.consistent(verdict), SAMPLE):
            if is_false(forged):
                yield "a number changed in claim and certificate", forged, canonical(document)
    for other in draw.sample(others, min(SAMPLE, len(others))):
        if forgeries.carries_a_proof(other.certificate) and other.statement != claim:
            assert other.statement is not None
            if other.statement.relations != claim.relations:
                yield "of another claim", claim, canonical(forgeries.for_another_claim(other, claim))


def damaged(verdict: Verdict, others: list[Verdict], draw: random.Random) -> Iterator[Forgery]:
    """Documents of the same claim with something changed, mostly for the worse."""
    claim = verdict.statement
    assert claim is not None
    document = forgeries.original(verdict)
    premises = [proof for other in others for proof in getattr(other.certificate, "proofs", ()) if proof is not None]
    elsewhere = draw.sample(premises, min(2, len(premises)))
    for broken in forgeries.broken_certificates(verdict, elsewhere, draw, 2 * SAMPLE):
        yield "a part of the certificate changed", claim, canonical(broken)
    for _ in range(2 * SAMPLE):
        yield "a bit turned", claim, forgeries.flipped(document, draw)
        yield "parts exchanged, left out, doubled", claim, forgeries.scrambled(document, draw)


def answer(text: str) -> Outcome:
    """What the checker says of a document; anything but a refusal with a reason is an error of this test."""
    try:
        return outcome(parsed(text))
    except CertificateError as error:
        return Outcome(False, message=str(error))


def rewritten(text: str) -> str:
    """What is written of what was read of a document."""
    found = read(parsed(text))
    return canonical(verdict_document(found.claim, found.status, found.certificate))


@pytest.mark.parametrize("part", slices(DATABASES))
def test_broken_certificates_are_not_accepted(part: Slice, tally: Callable[[str, str], Counter[str]]) -> None:
    counts, ways = tally("broken certificates", part.file), tally("broken certificates, by what is wrong", "all files")
    verdicts = certain(part)
    accepted = []
    for verdict in verdicts:
        claim = verdict.statement
        assert claim is not None
        draw = random.Random(claim.text)
        others = [other for other in verdicts if other is not verdict]
        for way, of, text in false_forgeries(verdict, others, draw):
            found = answer(text)
            counts["tried"] += 1
            counts["ACCEPTED" if found.accepted else "rejected"] += 1
            ways[way] += 1
            if found.accepted:
                accepted.append(f"{way}: {of.text}: {text}")
            else:
                assert found.message
        for way, _, text in damaged(verdict, others, draw):
            if text == canonical(forgeries.original(verdict)):
                continue
            found = answer(text)
            if not found.accepted:
                counts["tried"] += 1
                counts["rejected"] += 1
                ways[way] += 1
            elif (found.claim, found.status) == (claim.text, verdict.status):
                assert rewritten(text) == text
                counts["(not broken: another proof of the same claim)"] += 1
            else:
                accepted.append(f"{way}: {text}")
    assert not accepted, "\n".join(accepted)


def test_the_text_of_a_document_is_that_of_its_claim() -> None:
    """What the forgeries start from is accepted as it stands."""
    verdict = judge("sum(1/n^2, n, 1, oo) = pi^2/6", OPTIONS)
    found = answer(canonical(forgeries.original(verdict)))
    assert found.accepted
    assert found.claim == parse_claim("sum(1/n^2, n, 1, oo) = pi^2/6").text
