"""Certificates in words: each proof as numbered steps, for people to read and to print."""

from probatum.verifiers.explanations.argument import explained, method

__all__ = ["explained", "method"]
