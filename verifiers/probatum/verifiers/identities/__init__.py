"""Identities with variables: what the conditions of a claim entail, and normal forms of expressions on its domain."""
