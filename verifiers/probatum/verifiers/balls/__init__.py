"""Expressions to enclosures: balls that provably contain the value, at whatever precision is asked."""
