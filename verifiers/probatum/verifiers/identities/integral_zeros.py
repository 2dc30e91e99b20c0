"""Whether a polynomial in an integer variable vanishes somewhere: by its irreducible factors."""

from __future__ import annotations

from flint import fmpq, fmpq_mpoly, fmpz_poly

from probatum.verifiers.exact.rational_functions import Expansion, NotRationalError, expand
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.identities.factor_signs import written
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language.expr import Expr, free_symbols, integer, symbol

__all__ = ["never_zero"]

_CONSTANTS = frozenset({"pi", "e", "i"})


def never_zero(polynomial: Expr, variable: str, facts: Facts) -> bool:
    """Whether a polynomial, whose coefficients may have other variables in them, is nowhere 0.

    `variable` is an integer by the facts, which say where it lies.
    """
    names = frozenset(n for n in free_symbols(polynomial) if n == variable or n not in _CONSTANTS)
    try:
        expansion = expand(polynomial, names, values_known=True)
    except (NotRationalError, UndefinedValueError, ValueError):
        return facts.is_nonzero(polynomial)
    if expansion.numerator.is_zero():
        return False
    _, factors = expansion.numerator.factor()
    return all(_factor_never_zero(factor, expansion, variable, facts) for factor, _ in factors)


def _factor_never_zero(factor: fmpq_mpoly, expansion: Expansion, variable: str, facts: Facts) -> bool:
    if factor.is_constant():
        return True
    own = symbol(variable)
    used = [k for k, degree in enumerate(factor.degrees()[: len(expansion.atoms)]) if degree]
    if [expansion.atoms[k] for k in used] == [own] and facts.is_integer(own):
        rows = {int(exponents[used[0]]): fmpq(c) for exponents, c in factor.to_dict().items()}
        scale = 1
        for coefficient in rows.values():
            scale *= int(coefficient.q)
        integral = fmpz_poly([int((rows.get(k, fmpq(0)) * scale).p) for k in range(max(rows) + 1)])
        zeros = (Expr("+", (own, integer(-int(root)))) for root, _ in integral.roots())
        return all(map(facts.is_nonzero, zeros))
    return facts.is_nonzero(written(factor, expansion.atoms))
