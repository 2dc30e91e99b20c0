"""Inequalities on boxes: Taylor expansions with certified remainders, subdivision, touching at isolated points."""
