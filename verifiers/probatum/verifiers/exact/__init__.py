"""Exact arithmetic that decides equality: algebraic numbers by zero bounds, rational functions by expansion."""
