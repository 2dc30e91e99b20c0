"""Certificates in words: each proof as numbered steps, for people to read and to print."""

from probatum.verifiers.explanations.argument import explained, rules_used

__all__ = ["explained", "rules_used"]
