"""An entry as the mapping that YAML and JSON lines hold, and whether two entries say the same."""

from __future__ import annotations

from probatum.cli.databases import Entry
from probatum.client import Latex
from probatum.service.exchange import Claim, ClaimError, claim_from_text, reading_of_latex

__all__ = ["claim_of", "difference", "mapping_of"]


def mapping_of(entry: Entry) -> dict[str, object]:
    """The keys of an entry with their values, in the order in which they are read best."""
    found: dict[str, object] = {"id": entry.id}
    if isinstance(entry.claim, Latex):
        found["latex"] = str(entry.claim)
        if entry.claim.meanings:
            found["meanings"] = list(entry.claim.meanings)
    else:
        found["claim"] = entry.claim
    if entry.expect is not None:
        found["expect"] = str(entry.expect)
    if entry.source:
        found["source"] = entry.source
    if entry.tags:
        found["tags"] = list(entry.tags)
    if entry.suppress:
        found["suppress"] = dict(entry.suppress)
    return found | dict(entry.other)


def claim_of(entry: Entry) -> Claim:
    """The claim of an entry in either notation; raises ClaimError, for a law that is only proposed too."""
    if not isinstance(entry.claim, Latex):
        return claim_from_text(entry.claim)
    reading = reading_of_latex(entry.claim, entry.claim.meanings)
    if not reading.confirmed:
        raise ClaimError(f"the law of a continued fraction is only proposed: {reading.claim.text}", reading.position)
    return reading.claim


def difference(entry: Entry, again: Entry) -> str:
    """What the second entry does not say that the first one does; empty when it says all of it."""
    if claim_of(entry) != claim_of(again):
        return f"the claim reads back as {claim_of(again).text}"
    if entry.id != again.id:
        return f"the id reads back as {again.id}"
    keys = ("expect", "source", "tags", "suppress", "other")
    lost = [key for key in keys if getattr(entry, key) and getattr(entry, key) != getattr(again, key)]
    return f"without {', '.join(lost)}" if lost else ""
