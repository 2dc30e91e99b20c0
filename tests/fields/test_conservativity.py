"""Conservative or not: published fields, fields with one number changed, and what is no field."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import mpmath
import pytest
from flint import fmpq, fmpz_mpoly

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.documents import read, recheck, verdict_document
from probatum.verifiers.certificates.types import ConservativeField, ExactValues, FieldWitness, RationalIdentity
from probatum.verifiers.fields.conservativity import find_witness, is_conservative, refutes
from probatum.verifiers.fields.matrix_field import MatrixField
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.fields.transformations import forward_matrix
from probatum.verifiers.judge import judge
from probatum.verifiers.language import Claim, Expr, integer, parse_claim, parse_expression
from probatum.verifiers.language.expr import walk
from probatum.verifiers.verdict import Reason, Status, Verdict
from tests.fields.exact_paths import matrices, path, times
from tests.fields.published import DERIVED_3F2, E_FIELD, PUBLISHED, ZETA_3

FIELDS = {**PUBLISHED, "derived 3F2": DERIVED_3F2}
EXPLICIT = {name: text for name, text in FIELDS.items() if text.startswith("field(")}


def judged(field: str | Expr) -> Verdict:
    expr = parse_expression(field) if isinstance(field, str) else field
    return judge(Claim(Expr("conservative", (expr,))))


@pytest.mark.parametrize("text", FIELDS.values(), ids=FIELDS)
def test_published_fields_are_conservative(text: str) -> None:
    verdict = judged(text)
    assert verdict.status is Status.PROVED
    assert verdict.certificate == ConservativeField()
    claim = parse_claim(verdict.claim)
    document = verdict_document(claim, verdict.status, verdict.certificate)
    assert recheck(read(document)).proved


@pytest.mark.parametrize("p", range(1, 6))
@pytest.mark.parametrize("q", range(1, 5))
def test_the_contiguous_relations_of_pfq_are_conservative(p: int, q: int) -> None:
    field = read_field(parse_expression(f"pFq({p}, {q}, z)"))
    assert field.rank == max(p, q + 1)
    assert is_conservative(field)


@pytest.mark.parametrize(("p", "q", "rank"), [(2, 1, 1), (3, 2, 2), (4, 3, 3), (2, 2, 3), (3, 1, 3)])
def test_at_1_the_equation_of_pfq_may_have_a_lower_order(p: int, q: int, rank: int) -> None:
    # At z = 1 the leading coefficient 1 - z of the equation vanishes for p = q + 1.
    field = read_field(parse_expression(f"pFq({p}, {q}, 1)"))
    assert field.rank == rank
    assert is_conservative(field)


@pytest.mark.parametrize("numbers", ["1, 1, 1, 1", "2, 1, 2, 2", "1, 2, 3, 2", "2, 2, 2, 3", "1, 0, 0, 2"])
def test_the_contiguous_relations_of_meijers_g_are_conservative(numbers: str) -> None:
    assert judged(f"meijerG({numbers}, z)").status is Status.PROVED


@pytest.mark.parametrize(
    "text",
    [
        f"dual({ZETA_3})",
        f"tensor({E_FIELD}, {ZETA_3})",
        f"coboundary({E_FIELD}, [[x, c*x], [y, x*y]])",
        "dual(pFq(3, 2, 1))",
        "tensor(pFq(2, 1, z), dual(pFq(2, 1, 1/2)))",
        "coboundary(pFq(3, 2, 1), [[x0, c*y0], [3*x0 - 2*y0, 17*x0^2]])",
    ],
)
def test_transforms_of_conservative_fields_are_conservative(text: str) -> None:
    assert judged(text).status is Status.PROVED


def _hypergeometric_row(x: list[mpmath.mpf], y: list[mpmath.mpf], z: mpmath.mpf, size: int) -> list[mpmath.mpf]:
    """`F, theta F, ...` from the series, term by term: theta multiplies the term of index k by k."""
    return [mpmath.nsum(lambda k, r=r: k**r * mpmath.fprod(mpmath.rf(a, k) for a in x) * z**k  # type: ignore[misc]
                        / mpmath.fprod(mpmath.rf(b, k) for b in y) / mpmath.factorial(k), [0, mpmath.inf])
            for r in range(size)]  # fmt: skip


@pytest.mark.parametrize(("p", "q"), [(2, 1), (1, 2)])
def test_the_steps_of_pfq_take_the_function_to_its_neighbours(p: int, q: int) -> None:
    field = read_field(parse_expression(f"pFq({p}, {q}, 1/3)"))
    start = [fmpq(2 * k + 3, 5) for k in range(p + q)]
    with mpmath.workdps(40):
        z = mpmath.mpf(1) / 3
        numbers = [mpmath.mpf(int(v.p)) / int(v.q) for v in start]
        row = _hypergeometric_row(numbers[:p], numbers[p:], z, field.rank)
        for axis in range(p + q):
            moved = [value + int(k == axis) for k, value in enumerate(numbers)]
            wanted = _hypergeometric_row(moved[:p], moved[p:], z, field.rank)
            matrix = forward_matrix(field, axis)
            at = dict(enumerate(numbers))
            entries = [[_evaluated(entry, at) for entry in line] for line in matrix.rows]
            below = _evaluated(matrix.denominator, at)
            found = [sum(row[i] * entries[i][j] for i in range(field.rank)) / below for j in range(field.rank)]
            assert all(abs(a - b) < mpmath.mpf(10) ** -30 for a, b in zip(found, wanted, strict=True))


def _evaluated(polynomial: object, at: dict[int, mpmath.mpf]) -> mpmath.mpf:
    terms = polynomial.to_dict().items()  # type: ignore[attr-defined]
    return mpmath.fsum(int(c) * mpmath.fprod(at[k] ** int(e) for k, e in enumerate(powers)) for powers, c in terms)


def _with_one_number_changed(field: str, seed: int) -> Expr:
    """The field with one integer of its entries increased by 1."""
    generator = random.Random(seed)
    expr = parse_expression(field)
    places = sum(node.head == "int" for node in walk(expr))
    chosen, count = generator.randrange(places), -1

    def changed(node: Expr) -> Expr:
        nonlocal count
        if node.head == "int":
            count += 1
            return integer(int(str(node.value)) + 1) if count == chosen else node
        return Expr(node.head, tuple(map(changed, node.args)), node.value)

    return changed(expr)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", EXPLICIT)
def test_a_field_with_one_number_changed_is_refuted_by_its_witness(name: str, seed: int) -> None:
    field = _with_one_number_changed(EXPLICIT[name], seed)
    verdict = judged(field)
    generator = random.Random(seed)
    axes = list(matrices(field))
    names = [*axes, *sorted({n.name for n in walk(field) if n.head == "symbol"} - set(axes))]
    if verdict.status is Status.PROVED:  # then the change keeps the products equal: an independent look
        point = {each: Fraction(generator.randint(2, 10**6), 7) for each in names}
        for a in axes:
            for b in axes:
                assert path(field, point, [(a, 1), (b, 1)]) == path(field, point, [(b, 1), (a, 1)])
        return
    assert verdict.status is Status.REFUTED
    certificate = verdict.certificate
    assert isinstance(certificate, FieldWitness)
    point = {each: Fraction(str(judge_value)) for each, judge_value in _point(verdict)}
    first, second = certificate.axes
    one, other = (path(field, point, steps) for steps in ([(first, 1), (second, 1)], [(second, 1), (first, 1)]))
    entry = certificate.row - 1, certificate.column - 1
    assert one[entry[0]][entry[1]] != other[entry[0]][entry[1]]
    assert f"{one[entry[0]][entry[1]]} is not {other[entry[0]][entry[1]]}" in verdict.message
    document = verdict_document(parse_claim(verdict.claim), verdict.status, certificate)
    assert not recheck(read(document)).proved


def _point(verdict: Verdict) -> list[tuple[str, str]]:
    assert verdict.counterexample is not None
    return list(verdict.counterexample.point)


def _written_out(text: str) -> str:
    """The field with the matrix of the step along each axis written out."""
    field = read_field(parse_expression(text))
    parts = []
    for index, axis in enumerate(field.axes):
        matrix = forward_matrix(field, index)
        rows = (", ".join(f"({entry})/({matrix.denominator})" for entry in row) for row in matrix.rows)
        parts.append(f"{axis}: [{', '.join(f'[{row}]' for row in rows)}]")
    return f"field({', '.join(parts)})"


@pytest.mark.parametrize(("p", "q"), [(1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (3, 1), (1, 3)])
def test_pfq_written_out_with_one_number_changed_is_refuted(p: int, q: int) -> None:
    text = _written_out(f"pFq({p}, {q}, z)")
    assert is_conservative(read_field(parse_expression(text)))
    field = _with_one_number_changed(text, 10 * p + q)
    verdict = judged(field)
    assert verdict.status is Status.REFUTED
    certificate = verdict.certificate
    assert isinstance(certificate, FieldWitness)
    point = {name: Fraction(value) for name, value in _point(verdict)}
    first, second = certificate.axes
    one, other = (path(field, point, steps) for steps in ([(first, 1), (second, 1)], [(second, 1), (first, 1)]))
    assert one[certificate.row - 1][certificate.column - 1] != other[certificate.row - 1][certificate.column - 1]


def _with_one_coefficient_changed(field: MatrixField, seed: int) -> MatrixField:
    generator = random.Random(seed)
    axis, steps = generator.randrange(len(field.axes)), list(field.steps)
    matrix, rank = steps[axis].matrix, field.rank
    row, column = generator.randrange(rank), generator.randrange(rank)
    rows = [list(line) for line in matrix.rows]
    rows[row][column] = rows[row][column] + 1
    steps[axis] = replace(steps[axis], matrix=replace(matrix, rows=tuple(map(tuple, rows))))
    return replace(field, steps=tuple(steps))


def _at(field: MatrixField, axis: int, point: list[Fraction]) -> list[list[Fraction]]:
    """The step along an axis, term by term."""

    def value(polynomial: fmpz_mpoly) -> Fraction:
        total = Fraction(0)
        for powers, coefficient in polynomial.to_dict().items():
            term = Fraction(int(coefficient))
            for base, power in zip(point, powers, strict=True):
                term *= base ** int(power)
            total += term
        return total

    matrix = field.steps[axis].matrix
    return [[value(entry) / value(matrix.denominator) for entry in row] for row in matrix.rows]


@pytest.mark.parametrize("p", range(1, 6))
@pytest.mark.parametrize("q", range(1, 5))
def test_pfq_with_one_coefficient_changed_has_a_witness(p: int, q: int) -> None:
    field = _with_one_coefficient_changed(read_field(parse_expression(f"pFq({p}, {q}, z)")), 7 * p + q)
    assert not is_conservative(field)
    witness = find_witness(field)
    assert witness is not None
    values = refutes(field, witness)
    assert values is not None
    point = [Fraction(int(value.p), int(value.q)) for value in witness.point]
    entries = []
    for first, second in (witness.axes, witness.axes[::-1]):
        beyond = [value + (k == first) * field.steps[first].sign for k, value in enumerate(point)]
        product = times(_at(field, first, point), _at(field, second, beyond))
        entries.append(product[witness.entry[0]][witness.entry[1]])
    assert entries[0] != entries[1]
    assert [Fraction(int(value.p), int(value.q)) for value in values] == entries


def test_most_changes_are_noticed() -> None:
    statuses = [judged(_with_one_number_changed(text, seed)).status for text in EXPLICIT.values() for seed in range(6)]
    assert statuses.count(Status.REFUTED) >= len(statuses) * 9 // 10


def test_a_pair_f_fbar_that_misses_its_conditions_is_refuted() -> None:
    # Linear condition: f(x+1, y-1) - fbar(x, y-1) = f(x, y) - fbar(x+1, y) fails for f = x^2 + y, fbar = x - y.
    assert judged("ffbar(x + y + c, x - y)").status is Status.PROVED
    assert judged("ffbar(x^2 + y + c, x - y)").status is Status.REFUTED


def test_where_the_matrices_are_singular_is_listed() -> None:
    # det M_x = x^3 (x + 1)^3 and det M_y = y^6.
    notes = judged(ZETA_3).notes
    assert notes == ("det M_x is 0 where x = 0 or x + 1 = 0", "det M_y is 0 where y = 0")
    notes = judged("pFq(2, 1, z)").notes
    assert "M_x0 has poles where x0 = 0 or z - 1 = 0" in notes
    assert "M_y0 has poles where z = 0 or x0 - y0 = 0 or x1 - y0 = 0" in notes


@pytest.mark.parametrize(
    ("claim", "reason", "words"),
    [
        ("conservative(x: [[1, 2], [2, 4]], y: [[1, 2], [2, 4]])", Reason.ILL_FORMED, "determinant 0 identically"),
        ("conservative(x: [[0]])", Reason.ILL_FORMED, "determinant 0 identically"),
        ("conservative(x: [[1, 2, 3], [2, 4]])", Reason.ILL_FORMED, "as many rows as columns"),
        ("conservative(x: [[1, 2], [2, 4]], y: [[1]])", Reason.ILL_FORMED, "one size"),
        ("conservative(x: x + 1)", Reason.ILL_FORMED, "list of its rows"),
        ("conservative(x: [[sin(x)]])", Reason.ILL_FORMED, "rational functions"),
        ("conservative(x: [[x^y]], y: [[1]])", Reason.ILL_FORMED, "an exponent"),
        ("conservative(x: [[1/(x - x)]])", Reason.ILL_FORMED, "divides by zero"),
        ("conservative(x: [[pi]])", Reason.ILL_FORMED, "fixed meaning"),
        ("conservative(pFq(2, 1, 0))", Reason.ILL_FORMED, "z = 0"),
        ("conservative(pFq(0, 0, z))", Reason.ILL_FORMED, "no axes"),
        ("conservative(pFq(2, 1, x0))", Reason.ILL_FORMED, "one of the axes"),
        ("conservative(pFq(x, 1, z))", Reason.ILL_FORMED, "non-negative integer"),
        ("conservative(meijerG(3, 1, 1, 2, z))", Reason.ILL_FORMED, "0 <= m <= q"),
        ("conservative(ffbar(1/x, y))", Reason.ILL_FORMED, "polynomials"),
        ("conservative(dual(field(x: [[1, 1], [1, 1]])))", Reason.ILL_FORMED, "determinant 0"),
        ("conservative(tensor(pFq(1, 1, z), pFq(2, 1, z)))", Reason.ILL_FORMED, "same axes"),
        ("conservative(coboundary(pFq(2, 1, z), [[x0]]))", Reason.ILL_FORMED, "the size of the field"),
        ("conservative(pFq(2, 1, z)) for z in RR", Reason.ILL_FORMED, "no conditions"),
    ],
)
def test_what_is_no_matrix_field_is_said_to_be_none(claim: str, reason: Reason, words: str) -> None:
    verdict = judge(claim)
    assert (verdict.status, verdict.reason) == (Status.INVALID, reason)
    assert words in verdict.message


@pytest.mark.parametrize(
    "claim",
    [
        "conservative(pFq(40, 3, z))",
        "conservative(x: [[x^1000]])",
        "conservative(x: [[((((x + 1)^64)^64)^64)^64]])",
        "conservative(x: [[((9^64)^64)^64]])",
        "conservative(x: [[(a+b+c+d+f+g+h+j+k+l+m+n)^60]])",
        f"conservative({', '.join(f'x{k}: [[1]]' for k in range(60))})",
        f"conservative(x: [{', '.join(['[' + ', '.join(['1'] * 30) + ']'] * 30)}])",
        "conservative(" + "dual(" * 60 + "pFq(2, 1, z)" + ")" * 60 + ")",
    ],
)
def test_what_is_too_large_is_refused_or_judged_in_short_time(claim: str) -> None:
    verdict = judge(claim)
    assert verdict.reason is Reason.LIMIT_EXCEEDED or verdict.status is Status.PROVED
    assert verdict.cpu_s < 2


def test_certificates_of_fields_establish_nothing_else() -> None:
    field = parse_claim("conservative(x: [[1, 0], [0, 1]], y: [[1, y], [0, 1]])")
    broken = parse_claim("conservative(x: [[1, x], [0, 1]], y: [[1, 0], [x, 1]])")
    witness = judge(broken).certificate
    assert isinstance(witness, FieldWitness)
    assert check(field, ConservativeField()).proved
    for claim, certificate in (
        (broken, ConservativeField()),
        (field, witness),
        (field, ExactValues()),
        (field, RationalIdentity()),
        (parse_claim("1 = 1"), ConservativeField()),
        (broken, FieldWitness(witness.axes, 0, witness.column, witness.point)),
        (broken, FieldWitness(witness.axes, 3, witness.column, witness.point)),
        (broken, FieldWitness(("x", "x"), witness.row, witness.column, witness.point)),
        (broken, FieldWitness(("x", "z"), witness.row, witness.column, witness.point)),
        (broken, FieldWitness(witness.axes, witness.row, witness.column, witness.point[:1])),
        (broken, FieldWitness(witness.axes, witness.row, witness.column, witness.point[::-1])),
        (broken, FieldWitness(witness.axes, 1, 1, (("x", integer(0)), ("y", integer(0))))),
    ):
        with pytest.raises(CertificateError):
            check(claim, certificate)


def test_a_pole_is_no_witness() -> None:
    claim = parse_claim("conservative(x: [[1/x, x], [0, 1]], y: [[1, 0], [x, 1]])")
    at_zero = FieldWitness(("x", "y"), 1, 1, (("x", integer(0)), ("y", integer(1))))
    with pytest.raises(CertificateError):
        check(claim, at_zero)


def _meijer_row(m: int, n: int, a: list[mpmath.mpf], b: list[mpmath.mpf], z: mpmath.mpf, size: int) -> list[mpmath.mpf]:
    """`G, theta G, ...`: theta is the derivative in the logarithm of z."""

    def at(t: mpmath.mpf) -> mpmath.mpf:
        return mpmath.meijerg([a[:n], a[n:]], [b[:m], b[m:]], mpmath.exp(t))

    return [mpmath.diff(at, mpmath.log(z), k) for k in range(size)]


@pytest.mark.parametrize(("m", "n", "p", "q"), [(1, 1, 1, 2), (2, 0, 1, 2)])
def test_the_steps_of_meijers_g_take_the_function_to_its_neighbours(m: int, n: int, p: int, q: int) -> None:
    field = read_field(parse_expression(f"meijerG({m}, {n}, {p}, {q}, 1/3)"))
    with mpmath.workdps(30):
        z = mpmath.mpf(1) / 3
        a, b = [mpmath.mpf(2) / 7] * p, [mpmath.mpf(3) / 5, mpmath.mpf(1) / 11][:q]
        row = _meijer_row(m, n, a, b, z, field.rank)
        for axis, step in enumerate(field.steps):
            moved = [value + step.sign * (k == axis) for k, value in enumerate([*a, *b])]
            wanted = _meijer_row(m, n, moved[:p], moved[p:], z, field.rank)
            at = dict(enumerate([*a, *b]))
            below = _evaluated(step.matrix.denominator, at)
            entries = [[_evaluated(entry, at) / below for entry in line] for line in step.matrix.rows]
            found = [sum(row[i] * entries[i][j] for i in range(field.rank)) for j in range(field.rank)]
            assert all(abs(x - y) < mpmath.mpf(10) ** -12 * (1 + abs(y)) for x, y in zip(found, wanted, strict=True))
