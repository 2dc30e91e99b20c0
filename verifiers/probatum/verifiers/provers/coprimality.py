"""Greatest common divisors by Euclid's algorithm on linear forms, and what follows where they are 1.

Every division with remainder is an instance of `gcd(a + n*b, b) = gcd(a, b)`. Where it ends with 1, theorems about
coprime numbers apply: multiplicative functions, least common multiples.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flint import fmpq

from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Equation, Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.identities.expansions import expander
from probatum.verifiers.identities.linear_forms import LinearForm, combined, linear_form
from probatum.verifiers.identities.normal_form import NotExpandedError
from probatum.verifiers.language.expr import Expr, apply, integer
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.functional_equations import function_values, instances
from probatum.verifiers.provers.search import Search

__all__ = ["by_coprimality"]

_MAX_DIVISIONS: Final = 12
_COPRIME: Final = {
    "totient": "totient is multiplicative",
    "moebius": "moebius is multiplicative",
    "divisor_sigma": "divisor_sigma is multiplicative",
}
_AT_POWERS: Final = {
    "totient": ("totient of a prime power", "totient of a power"),
    "moebius": ("moebius at a prime power",),
    "divisor_sigma": ("divisor_sigma at a prime power",),
}
_ONE: Final = integer(1)


def by_coprimality(left: Expr, right: Expr, checking: DomainChecking, search: Search) -> Iterator[Proof]:
    """Rewriting by greatest common divisors, and by theorems about those numbers that they show to be coprime."""
    values = dict.fromkeys(v for side in (left, right) for v in function_values(side))
    proofs: list[Proof] = []
    for value in values:
        if value.head == "gcd" and len(value.args) == 2:
            proofs += _divided(value.args[0], value.args[1], checking, search)
        elif value.head == "lcm" and len(value.args) == 2:
            proofs += _of_multiples(value, checking) or _of_coprime(
                "lcm of coprime numbers", value.args, (), checking, search
            )
        elif value.head in _COPRIME and value.args[0].head == "^":
            proofs += _of_power(value, checking)
        elif value.head in _COPRIME and value.args[0].head == "*":
            first, *rest = value.args[0].args
            other = rest[0] if len(rest) == 1 else Expr("*", tuple(rest))
            proofs += _of_coprime(_COPRIME[value.head], (first, other), value.args[1:], checking, search)
    if proofs:
        own = expander(checking.facts)
        parts = dict.fromkeys(
            node
            for proof in proofs
            for node in function_values(checking.conclude(proof).right)
            if node.head in _COPRIME
        )
        steps = [step for node in parts for step in instances(node, own, checking)]
        proofs += [s.proof for s in steps if all(v.head not in _COPRIME for v in function_values(s.equation.right))]
        yield Combination(left, right, tuple(proofs))


def _of_power(value: Expr, checking: DomainChecking) -> list[Proof]:
    """The theorem about the function at a power of a prime, or of another number."""
    base, exponent = value.args[0].args
    rest = value.args[1:]
    candidates: list[Proof] = [Instance(name, (base, exponent, *rest)) for name in _AT_POWERS[value.head]]
    if value.head == "divisor_sigma" and rest == (integer(0),):
        candidates.append(Instance("number of divisors of a prime power", (base, exponent)))
    return [proof for proof in candidates if _concluded(proof, checking) is not None][:1]


def _of_multiples(value: Expr, checking: DomainChecking) -> list[Proof]:
    """`lcm(a u, b u)` for numbers a, b."""
    forms = [linear_form(arg) for arg in value.args]
    atoms = {atom for form in forms for atom in form}
    if len(atoms) != 1 or None in atoms:
        return []
    (atom,) = atoms
    assert atom is not None
    proof = Instance("lcm of multiples", (*(rational_number(form[atom]) for form in forms), atom))
    return [proof] if _concluded(proof, checking) is not None else []


def _of_coprime(
    theorem: str, pair: tuple[Expr, ...], rest: tuple[Expr, ...], checking: DomainChecking, search: Search
) -> list[Proof]:
    """The theorem about two coprime numbers, when they are seen to be so."""
    for one, other in (pair, pair[::-1]):
        for premise in _coprime(one, other, checking, search):
            proof = Instance(theorem, (one, other, *rest), premise)
            if _concluded(proof, checking) is not None:
                return [proof]
    return []


def _coprime(a: Expr, b: Expr, checking: DomainChecking, search: Search) -> Iterator[tuple[Proof, ...]]:
    """Premises for `gcd(a, b) = 1`: none for a condition, that of primes, the end of Euclid's algorithm."""
    yield ()
    for name in ("gcd of different primes", "gcd of a prime and a smaller number"):
        yield (Instance(name, (a, b)),)
    divisions = _divided(a, b, checking, search)
    if divisions:
        yield (Combination(apply("gcd", a, b), _ONE, tuple(divisions)),)


def _divided(a: Expr, b: Expr, checking: DomainChecking, search: Search) -> list[Proof]:
    """Instances that lead from `gcd(a, b)`, for integral linear forms, to one with a constant."""
    forms = [linear_form(a), linear_form(b)]
    if not all(c.q == 1 for form in forms for c in form.values()):
        return []
    atoms = sorted({atom for form in forms for atom in form if atom is not None}, key=repr)
    proofs: list[Proof] = []
    for atom in atoms:
        while all(form.get(atom) for form in forms) and len(proofs) < _MAX_DIVISIONS:
            search.spend(1)
            large = 0 if abs(int(forms[0][atom].p)) >= abs(int(forms[1][atom].p)) else 1
            divisor = forms[1 - large]
            quotient = int(forms[large][atom].p) // int(divisor[atom].p)
            forms[large] = combined(forms[large], divisor, fmpq(-quotient))
            values = (_written(forms[large]), _written(divisor), integer(quotient))
            proofs.append(Instance("gcd with a multiple added", values))
    constant = next((form for form in forms if form.keys() <= {None}), None)
    if constant is None:
        return [p for p in proofs if _concluded(p, checking) is not None]
    other = forms[1] if constant is forms[0] else forms[0]
    number, value = abs(int(constant.get(None, fmpq(0)).p)), _written(other)
    if constant.get(None, fmpq(0)) < fmpq(0):
        proofs.append(Instance("gcd of opposite numbers", (integer(number), value)))
    ends = {0: "gcd with 0", 1: "gcd with 1", 2: "gcd with 2"}
    if number in ends:
        proofs.append(Instance(ends[number], (value,)))
    return [p for p in proofs if _concluded(p, checking) is not None]


def _written(form: LinearForm) -> Expr:
    terms = [rational_number(c) if atom is None else Expr("*", (rational_number(c), atom)) for atom, c in form.items()]
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms)) if terms else integer(0)


def _concluded(proof: Proof, checking: DomainChecking) -> Equation | None:
    try:
        return checking.conclude(proof)
    except (NotExpandedError, *REJECTED):
        return None
