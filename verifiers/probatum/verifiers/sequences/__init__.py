"""Continued fractions and recurrences with polynomial coefficients: exact terms, kinds, convergence."""
