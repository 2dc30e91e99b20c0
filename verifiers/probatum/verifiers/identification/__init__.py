"""Closed forms for a value: found by lattice reduction, and then judged like any claim."""

from probatum.verifiers.identification.identify import Identification, Proposal, identify

__all__ = ["Identification", "Proposal", "identify"]
