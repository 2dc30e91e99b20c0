"""Provers: the untrusted search for proofs that the checker then re-verifies."""
