"""Verdicts of certainty as JSON documents that travel: the claim as text and as a tree, and its certificate.

A document is an object with the keys of `verdict_document`; docs/certificates.md describes it. Certificates and proofs
are written by the fields of their dataclasses, so that a new rule needs nothing here: integers are decimal strings,
expressions are trees, tuples are lists. Proofs stand in a list of `steps`, each once and after its premises, and refer
to these by `{"step": "0"}`. Everything that is not exactly what would have been written is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Set
from dataclasses import dataclass, fields
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from flint import fmpz

from probatum.verifiers.certificates.checker import Checked, check
from probatum.verifiers.certificates.identities import IDENTITY_RULES
from probatum.verifiers.certificates.proofs import MAX_DEPTH, MAX_PREMISES, CertificateError, Proof, in_order
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.trees import TreeError, json_of, tree_of
from probatum.verifiers.certificates.types import KINDS, Certificate
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.language.limits import DEFAULT_LIMITS

__all__ = ["FORMAT", "Document", "canonical", "read", "recheck", "verdict_document"]

FORMAT: Final = "probatum.certificate/1"
"""Changes when a reader of the old form would misread the new one."""

MAX_UNFOLDED: Final = 100_000
"""Steps of all proofs in a document together, when none were shared between them."""

MAX_TEXT: Final = 200
"""Characters of a name in a certificate."""

_KEYS: Final = frozenset(
    {"format", "claim", "claim_sha256", "proposition", "conditions", "status", "kind", "contents", "steps"}
)
_INTEGER: Final = re.compile(r"(0|-?[1-9][0-9]*)\Z")
_NAMES: Final = {kind: name for name, kind in KINDS.items()}
_RULES: Final = {rule.__name__: rule for rule in (*RULES, *IDENTITY_RULES, *KINDS.values())}


@dataclass(frozen=True, slots=True)
class Document:
    """A claim, the status claimed for it (PROVED or REFUTED) and the certificate for that; nothing is checked yet."""

    claim: Claim
    status: str
    certificate: Certificate


def verdict_document(claim: Claim, status: str, certificate: Certificate) -> dict[str, object]:
    """The document of a verdict, as JSON values."""

    def contents(instance: Any) -> dict[str, object]:
        return {field.name: value(getattr(instance, field.name)) for field in fields(instance)}

    def value(content: Any) -> object:
        if isinstance(content, int):
            return str(fmpz(content))
        if isinstance(content, Expr):
            return json_of(content)
        if isinstance(content, tuple):
            return [value(part) for part in content]
        if content is None or isinstance(content, str):
            return content
        return {"step": str(steps[content])}

    steps = in_order(getattr(certificate, field.name) for field in fields(certificate))
    return {
        "format": FORMAT,
        "claim": claim.text,
        "claim_sha256": claim.sha256,
        "proposition": json_of(claim.proposition),
        "conditions": [json_of(condition) for condition in claim.conditions],
        "status": str(status),
        "kind": _NAMES[type(certificate)],
        "contents": contents(certificate),
        "steps": [{"rule": type(proof).__name__, **contents(proof)} for proof in steps],
    }


def canonical(document: object) -> str:
    """The text of a JSON value with sorted keys and without spaces: equal documents have equal texts."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"))


def recheck(found: Document) -> Checked:
    """Repeat the argument of a document; raises CertificateError when it does not establish the status claimed."""
    checked = check(found.claim, found.certificate)
    if ("PROVED" if checked.proved else "REFUTED") != found.status:
        raise CertificateError(f"the certificate does not establish that the claim is {found.status}")
    return checked


def read(document: object) -> Document:
    """The claim and the certificate in a document.

    Raises CertificateError, with the place, for everything that `verdict_document` would not have written.
    """
    body = _exactly(document, _KEYS, "document")
    if body["format"] != FORMAT:
        raise CertificateError(f"format: {FORMAT} is what is read here")
    if body["status"] not in ("PROVED", "REFUTED"):
        raise CertificateError("status: PROVED or REFUTED")
    reading = _Reading()
    conditions = reading.decoded(body["conditions"], tuple[Expr, ...], "conditions")
    claim = Claim(reading.decoded(body["proposition"], Expr, "proposition"), conditions)
    try:
        own = (claim.text, claim.sha256)
    except (LookupError, TypeError, ValueError) as error:  # `axis` of one argument has no text
        raise CertificateError("proposition: a part that has not the arguments of its head") from error
    if (body["claim"], body["claim_sha256"]) != own:
        raise CertificateError("claim: not the text and the SHA-256 of the proposition with its conditions")
    kind = KINDS.get(str(body["kind"]))
    if kind is None:
        raise CertificateError(f"kind: one of {', '.join(KINDS)} is wanted")
    reading.read_steps(body["steps"])
    certificate = reading.instance(kind, body["contents"], "contents")
    if not reading.is_canonical():
        raise CertificateError("steps: a proof is written twice, out of order or not used")
    return Document(claim, str(body["status"]), certificate)


@dataclass(frozen=True, slots=True)
class _Step:
    """A proof that was read, the steps of its premises, its height, and its steps when none is shared."""

    proof: Proof
    premises: list[int]
    depth: int
    unfolded: int


class _Reading:
    """One document being read: its steps so far, and one expression for each that occurs in it."""

    def __init__(self) -> None:
        self.steps: list[_Step] = []
        self.used: list[int] = []
        """The steps that the instance being read refers to, in this order."""
        self._known: dict[object, Expr] = {}
        self._distinct = True

    def read_steps(self, written: object) -> None:
        if not isinstance(written, list) or len(written) > MAX_PREMISES:
            raise CertificateError(f"steps: a list of at most {MAX_PREMISES} is wanted")
        unfolded = 0
        for index, content in enumerate(written):
            place = f"steps[{index}]"
            body = dict(content) if isinstance(content, dict) else {}
            rule = _RULES.get(str(body.pop("rule", "")))
            if rule is None:
                raise CertificateError(f"{place}.rule: one of {', '.join(_RULES)} is wanted")
            self.used = []
            proof = self.instance(rule, body, place)
            premises = [self.steps[premise] for premise in self.used]
            depth, own = 1 + max((s.depth for s in premises), default=0), 1 + sum(s.unfolded for s in premises)
            self.steps.append(_Step(proof, self.used, depth, own))
            unfolded += own
            if depth > MAX_DEPTH or unfolded > MAX_UNFOLDED:
                raise CertificateError(f"{place}: a proof of too many steps")
        self.used = []
        # Equal steps are written alike, because everything in them is read from one form only.
        self._distinct = len(set(map(canonical, written))) == len(written)

    def is_canonical(self) -> bool:
        """Whether each proof stands once, after its premises in the order of first use, and none is unused."""
        numbered = 0
        pending = list(reversed(self.used))
        while pending:
            index = pending[-1]
            unread = [premise for premise in self.steps[index].premises if premise >= numbered]
            if index < numbered:
                pending.pop()
            elif unread:
                pending.append(unread[0])
            elif index == numbered:
                numbered += 1
            else:
                return False
        return self._distinct and numbered == len(self.steps)

    def instance(self, kind: type, content: object, place: str) -> Any:
        hints = _hints(kind)
        body = _exactly(content, hints.keys(), place)
        return kind(**{name: self.decoded(body[name], hint, f"{place}.{name}") for name, hint in hints.items()})

    def decoded(self, content: object, hint: Any, place: str) -> Any:
        """The value of a field of type `hint`."""
        if hint is Expr:
            try:
                return tree_of(content, self._known)
            except TreeError as error:
                raise CertificateError(f"{place}: {error}") from error
        if hint is Proof:
            return self._premise(content, place)
        if hint is int:
            return _integer(content, place)
        if get_origin(hint) is UnionType:
            (inner,) = (each for each in get_args(hint) if each is not type(None))
            return None if content is None else self.decoded(content, inner, place)
        if get_origin(hint) is tuple:
            return self._tuple(content, get_args(hint), place)
        if hint is str and isinstance(content, str) and len(content) <= MAX_TEXT:
            return content
        raise CertificateError(f"{place}: text of at most {MAX_TEXT} characters is wanted")

    def _premise(self, content: object, place: str) -> Proof:
        step = _exactly(content, {"step"}, place)["step"]
        index = _integer(step, place)
        if not 0 <= index < len(self.steps):
            raise CertificateError(f"{place}: no earlier step has the number {index}")
        self.used.append(index)
        return self.steps[index].proof

    def _tuple(self, content: object, hints: tuple[Any, ...], place: str) -> tuple[Any, ...]:
        if not isinstance(content, list) or len(content) > DEFAULT_LIMITS.max_nodes:
            raise CertificateError(f"{place}: a list of at most {DEFAULT_LIMITS.max_nodes} is wanted")
        if len(hints) == 2 and hints[1] is Ellipsis:
            hints = (hints[0],) * len(content)
        if len(content) != len(hints):
            raise CertificateError(f"{place}: a list of {len(hints)} is wanted")
        parts = zip(content, hints, strict=True)
        return tuple([self.decoded(part, hint, f"{place}[{index}]") for index, (part, hint) in enumerate(parts)])


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _exactly(content: object, keys: Set[str], place: str) -> dict[str, object]:
    if not isinstance(content, dict) or content.keys() != keys:
        raise CertificateError(f"{place}: an object with exactly the keys {', '.join(sorted(keys))} is wanted")
    return content


def _integer(content: object, place: str) -> int:
    if not isinstance(content, str) or len(content) > DEFAULT_LIMITS.max_digits or not _INTEGER.match(content):
        raise CertificateError(f"{place}: an integer as a decimal string is wanted")
    return int(fmpz(content))
