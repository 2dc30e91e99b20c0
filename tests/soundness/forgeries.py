"""Documents of verdicts with something wrong: what a forger, a bad transmission or a faulty prover would send."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

from probatum.verifiers import Claim, Verdict
from probatum.verifiers.certificates.documents import canonical, verdict_document
from probatum.verifiers.certificates.types import Certificate, Derivation, Identity
from probatum.verifiers.language import Expr, integer
from tests.soundness.broken_proofs import broken
from tests.soundness.mutation import numbers, replaced

Json = Any


def original(verdict: Verdict) -> dict[str, Json]:
    """The document of a verdict of certainty."""
    assert verdict.statement is not None
    assert verdict.certificate is not None
    return verdict_document(verdict.statement, verdict.status, verdict.certificate)


def for_another_claim(verdict: Verdict, claim: Claim) -> dict[str, Json]:
    """The certificate of a verdict presented for another claim, with a text and a hash that fit."""
    assert verdict.certificate is not None
    return verdict_document(claim, verdict.status, verdict.certificate)


def carries_a_proof(certificate: Certificate | None) -> bool:
    """Whether the certificate says by itself what it proves, so that it is of no use for any other claim."""
    return isinstance(certificate, Derivation | Identity) and None not in certificate.proofs


def reversed_status(document: dict[str, Json]) -> dict[str, Json]:
    """PROVED for REFUTED and the other way round."""
    return {**document, "status": "REFUTED" if document["status"] == "PROVED" else "PROVED"}


def consistent(verdict: Verdict) -> Iterator[tuple[Claim, dict[str, Json]]]:
    """A number of the claim changed everywhere, in the claim and all through the certificate."""
    claim, certificate = verdict.statement, verdict.certificate
    assert claim is not None
    for old in sorted(set(numbers(claim.proposition)), key=repr):
        for new in (integer(int(old.value) + 1), integer(2 * int(old.value))):  # type: ignore[arg-type]
            if new != old:
                forged = Claim(replaced(claim.proposition, old, new), claim.conditions)
                yield forged, verdict_document(forged, verdict.status, _replaced(certificate, old, new))


def _replaced(part: Any, old: Expr, new: Expr) -> Any:
    """A certificate or a part of one with a number replaced, in expressions and as data of rules."""
    if isinstance(part, Expr):
        return replaced(part, old, new)
    if isinstance(part, tuple):
        return tuple(_replaced(each, old, new) for each in part)
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        values = {field.name: _replaced(getattr(part, field.name), old, new) for field in dataclasses.fields(part)}
        return dataclasses.replace(part, **values)
    return part


def broken_certificates(
    verdict: Verdict, others: Sequence[Any], draw: random.Random, count: int
) -> Iterator[dict[str, Json]]:
    """The certificate with one thing changed, at most `count` of them."""
    assert verdict.statement is not None
    for certificate, _ in broken(verdict.certificate, others, draw, count):
        yield verdict_document(verdict.statement, verdict.status, certificate)


def flipped(document: dict[str, Json], draw: random.Random) -> str:
    """The text of the document with one bit turned, as text; what is no UTF-8 is made so."""
    sent = bytearray(canonical(document).encode())
    sent[draw.randrange(len(sent))] ^= 1 << draw.randrange(7)
    return sent.decode("utf-8", "replace")


def scrambled(document: dict[str, Json], draw: random.Random) -> str:
    """The document with parts of its argument exchanged, left out, doubled or put elsewhere."""
    changed = json.loads(canonical(document))
    lists = [part for part in _containers(changed) if isinstance(part, list) and len(part) > 1]
    objects = [part for part in _containers(changed) if isinstance(part, dict) and part is not changed]
    kind = draw.choice(("exchanged", "left out", "doubled", "elsewhere", "key"))
    if kind == "key" or not lists:
        part = draw.choice(objects or [changed])
        if part:
            del part[draw.choice(sorted(part))]
        return canonical(changed)
    chosen = draw.choice(lists)
    index = draw.randrange(len(chosen))
    if kind == "exchanged":
        other = draw.randrange(len(chosen))
        chosen[index], chosen[other] = chosen[other], chosen[index]
    elif kind == "left out":
        del chosen[index]
    elif kind == "doubled":
        chosen.insert(index, chosen[index])
    else:
        chosen[index] = json.loads(canonical(draw.choice(draw.choice(lists))))
    return canonical(changed)


def _containers(value: Json) -> Iterator[Json]:
    if isinstance(value, dict | list):
        yield value
        for part in value.values() if isinstance(value, dict) else value:
            yield from _containers(part)
