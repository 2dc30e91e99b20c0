"""The domain of a claim: exact membership, admissible points, and what a condition says about the values."""
