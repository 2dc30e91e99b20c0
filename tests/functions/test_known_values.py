"""Closed forms from the literature, branch cuts as the table states them, and functional equations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.functions import FUNCTIONS, UnsupportedArgumentError, Value

I = acb(0, 1)  # noqa: E741 - the imaginary unit
HALF, QUARTER, THIRD = fmpq(1, 2), fmpq(1, 4), fmpq(1, 3)


def call(name: str, *args: object) -> Value:
    return FUNCTIONS[name].ball(*(fmpz(arg) if isinstance(arg, int) else arg for arg in args))


def _pi() -> arb:
    return arb.pi()


def _gamma_quarter() -> arb:
    return arb(QUARTER).gamma()


def _equal(left: Value, right: object) -> bool:
    """Whether two balls at 256 bits overlap and both are known to 200 bits."""
    balls = [acb(left), acb(right)]  # type: ignore[arg-type]
    return all(ball.rel_accuracy_bits() > 200 for ball in balls) and bool(balls[0].overlaps(balls[1]))


@pytest.fixture(autouse=True)
def _precision() -> Iterator[None]:
    before, ctx.prec = ctx.prec, 256
    yield
    ctx.prec = before


CLOSED_FORMS: list[tuple[str, Callable[[], Value], Callable[[], object]]] = [
    ("DLMF 5.4.6", lambda: call("gamma", HALF), lambda: _pi().sqrt()),
    ("DLMF 5.4.12", lambda: call("digamma", 1), lambda: -arb.const_euler()),
    (
        "DLMF 5.15: psi'(1/4) = pi^2 + 8 G", lambda: call("polygamma", 1, QUARTER),
        lambda: _pi() ** 2 + 8 * arb.const_catalan(),
    ),
    ("DLMF 25.6.1", lambda: call("zeta", 4), lambda: _pi() ** 4 / 90),
    ("DLMF 25.11.8: zeta(s, 1/2)", lambda: call("zeta", 3, HALF), lambda: 7 * arb(3).zeta()),
    ("Fungrim, zeta(2, 1/4)", lambda: call("zeta", 2, QUARTER), lambda: _pi() ** 2 + 8 * arb.const_catalan()),
    ("DLMF 25.6.15: gamma_0", lambda: call("stieltjes", 0), arb.const_euler),
    ("gamma_0(a) = -digamma(a)", lambda: call("stieltjes", 0, THIRD), lambda: -arb(THIRD).digamma()),
    ("beta(2) is Catalan's constant", lambda: call("dirichlet_beta", 2), arb.const_catalan),
    ("beta(1) = pi/4", lambda: call("dirichlet_beta", 1), lambda: _pi() / 4),
    ("eta(1) = log 2", lambda: call("dirichlet_eta", 1), lambda: arb(2).log()),
    (
        "DLMF 25.12.6: Li_2(1/2)", lambda: call("polylog", 2, HALF),
        lambda: _pi() ** 2 / 12 - arb(2).log() ** 2 / 2,
    ),
    ("DLMF 25.12(i): Cl_2(pi/2)", lambda: call("clausen", _pi() / 2), arb.const_catalan),
    ("Phi(-1, 2, 1/2) = 4 G", lambda: call("lerch_phi", -1, 2, HALF), lambda: 4 * arb.const_catalan()),
    (
        "DLMF 5.17.6 with G(1/2)", lambda: call("barnes_g", HALF),
        lambda: arb(2) ** (arb(1) / 24) * (arb(1) / 8).exp()
        / (_pi() ** (arb(1) / 4) * arb.const_glaisher() ** (arb(3) / 2)),
    ),
    (
        "Fungrim a766f2", lambda: call("hyp3f2", HALF, HALF, 1, fmpq(3, 2), fmpq(3, 2), -1), arb.const_catalan,
    ),
    ("Fungrim 6419ac at a = 1/3", lambda: call("hyp3f2", 1, THIRD, THIRD, THIRD + 1, THIRD + 1, 1),
     lambda: arb(2).zeta(arb(THIRD)) / 9),
    ("3F2(1,1,1;2,3;1) = pi^2/3 - 2", lambda: call("hyp3f2", 1, 1, 1, 2, 3, 1), lambda: _pi() ** 2 / 3 - 2),
    (
        "DLMF 15.4.20 (Gauss)", lambda: call("hyp2f1", HALF, THIRD, 2, 1),
        lambda: arb(fmpq(7, 6)).gamma() / (arb(fmpq(3, 2)).gamma() * arb(fmpq(5, 3)).gamma()),
    ),
    ("DLMF 15.4.26 (Kummer)", lambda: call("hyp2f1", 1, 1, 1, -1), lambda: arb(HALF)),
    ("DLMF 19.6.1", lambda: call("elliptic_k", 0), lambda: _pi() / 2),
    (
        "Fungrim, K(1/2)", lambda: call("elliptic_k", HALF), lambda: _gamma_quarter() ** 2 / (4 * _pi().sqrt()),
    ),
    ("Fungrim 3c4979", lambda: call("elliptic_pi", 0, HALF), lambda: _gamma_quarter() ** 2 / (4 * _pi().sqrt())),
    ("Fungrim 5d8804 at n = -3", lambda: call("elliptic_pi", -3, 0), lambda: _pi() / 4),
    ("E(pi/2, m) = E(m)", lambda: call("elliptic_e", _pi() / 2, THIRD), lambda: acb(THIRD).elliptic_e()),
    ("Fungrim eac389", lambda: call("carlson_rc", 1, 2), lambda: _pi() / 4),
    ("Fungrim 35cb93", lambda: call("carlson_rc", 0, -1), lambda: -I * _pi() / 2),
    ("DLMF 19.20.1", lambda: call("carlson_rf", 4, 4, 4), lambda: arb(HALF)),
    (
        "Gauss 1799", lambda: call("agm", 1, arb(2).sqrt()),
        lambda: 2 * _pi() ** (arb(3) / 2) * arb(2).sqrt() / _gamma_quarter() ** 2,
    ),
    ("Klein", lambda: call("modular_j", I), lambda: arb(1728)),
    (
        "Fungrim, eta(i)", lambda: call("dedekind_eta", I), lambda: _gamma_quarter() / (2 * _pi() ** (arb(3) / 4)),
    ),
    ("lambda(i) = 1/2", lambda: call("modular_lambda", I), lambda: arb(HALF)),
    (
        "DLMF 20.4: theta_3(0, i)", lambda: call("jacobi_theta", 3, 0, I),
        lambda: _pi() ** (arb(1) / 4) / arb(fmpq(3, 4)).gamma(),
    ),
    ("Fungrim 033c51: G_2(i) = pi", lambda: call("eisenstein_g", 2, I), _pi),
    (
        "Hurwitz: G_4(i)", lambda: call("eisenstein_g", 4, I), lambda: _gamma_quarter() ** 8 / (960 * _pi() ** 2),
    ),
    (
        "Fungrim, wp((1+i)/2, i) = 0 for the square lattice",
        lambda: call("weierstrass_p", (1 + I) / 2, I) + 1, lambda: arb(1),
    ),
    ("weierstrass_zeta(1/2, i) = pi/2", lambda: call("weierstrass_zeta", HALF, I), lambda: _pi() / 2),
    ("W(e) = 1", lambda: call("lambertw", arb.const_e()), lambda: arb(1)),
    ("W_-1(-2 exp(-2)) = -2", lambda: call("lambertw", -2 * arb(-2).exp(), -1), lambda: arb(-2)),
    ("DLMF 9.2.3: Ai(0)", lambda: call("airyai", 0), lambda: 1 / (arb(3) ** (arb(2) / 3) * arb(fmpq(2, 3)).gamma())),
    ("DLMF 9.2.1: Ai'' = z Ai", lambda: call("airyai", 2, 2), lambda: 2 * arb(2).airy_ai()),
    ("DLMF 10.16.1: J_1/2", lambda: call("besselj", HALF, 2), lambda: arb(2).sin() / _pi().sqrt()),
    ("DLMF 10.49.3: j_0", lambda: call("spherical_jn", 0, -3), lambda: arb(3).sin() / 3),
    ("DLMF 7.7: erf(inf) by symmetry", lambda: call("erf", -2) + call("erf", 2) + 1, lambda: arb(1)),
    ("DLMF 8.4.6: Gamma(1/2, z)", lambda: call("gammainc_upper", HALF, 4), lambda: _pi().sqrt() * arb(2).erfc()),
    ("Legendre P_1/2(1)", lambda: call("legendre", HALF, 1), lambda: arb(1)),
    ("DLMF 14.5.7: Q_0", lambda: call("legendre_q", 0, THIRD), lambda: arb(THIRD).atanh()),
    ("Y_1^0", lambda: call("spherharm", 1, 0, 1, 2), lambda: (3 / (4 * _pi())).sqrt() * arb(1).cos()),
    ("harmonic(1/2) = 2 - 2 log 2", lambda: call("harmonic", HALF), lambda: 2 - 2 * arb(2).log()),
]  # fmt: skip


@pytest.mark.parametrize(("value", "closed_form"), [pytest.param(v, c, id=i) for i, v, c in CLOSED_FORMS])
def test_closed_form(value: Callable[[], Value], closed_form: Callable[[], object]) -> None:
    assert _equal(value(), closed_form())


ABOVE, BELOW = I * arb(2) ** -200, -I * arb(2) ** -200
RIGHT, LEFT = acb(arb(2) ** -200), acb(-(arb(2) ** -200))

CUTS: list[tuple[str, tuple[object, ...], acb]] = [
    ("sqrt", (-2,), ABOVE), ("log", (-2,), ABOVE), ("log1p", (-3,), ABOVE), ("arg", (-2,), ABOVE),
    ("asin", (-2,), ABOVE), ("asin", (2,), BELOW), ("acos", (-2,), ABOVE), ("acos", (2,), BELOW),
    ("atanh", (-2,), ABOVE), ("atanh", (2,), BELOW), ("acosh", (-2,), ABOVE), ("acosh", (HALF,), ABOVE),
    ("atan", (2 * I,), RIGHT), ("atan", (-2 * I,), LEFT), ("asinh", (2 * I,), RIGHT), ("asinh", (-2 * I,), LEFT),
    ("loggamma", (fmpq(-5, 2),), ABOVE), ("log_barnes_g", (fmpq(-5, 2),), ABOVE), ("polylog", (2, 3), BELOW),
    ("gammainc_upper", (HALF, -2), ABOVE), ("expint", (HALF, -2), ABOVE), ("e1", (-2,), ABOVE), ("ci", (-2,), ABOVE),
    ("chi", (-2,), ABOVE), ("bessely", (1, -2), ABOVE), ("besselk", (1, -2), ABOVE), ("besselj", (HALF, -2), ABOVE),
    ("besseli", (HALF, -2), ABOVE), ("hankel1", (1, -2), ABOVE), ("hyperu", (HALF, THIRD, -2), ABOVE),
    ("hyp2f1", (HALF, THIRD, fmpq(3, 4), 2), BELOW), ("elliptic_k", (2,), BELOW), ("elliptic_e", (2,), BELOW),
    ("lambertw", (-2,), ABOVE), ("lambertw", (-2, 1), ABOVE), ("lambertw", (-2, -1), ABOVE),
]  # fmt: skip


@pytest.mark.parametrize(("name", "args", "side"), [pytest.param(*cut, id=f"{cut[0]}{cut[1]}") for cut in CUTS])
def test_branch_cut_is_continuous_from_the_stated_side(name: str, args: tuple[object, ...], side: acb) -> None:
    """On the cut and 2^-200 beside it on the stated side the values agree; on the other side they differ."""
    index = 0 if name == "lambertw" else len(args) - 1
    on_cut = acb(call(name, *args))

    def beside(offset: acb) -> acb:
        point = acb(fmpz(args[index]) if isinstance(args[index], int) else args[index]) + offset  # type: ignore[arg-type]
        return acb(call(name, *args[:index], point, *args[index + 1 :]))

    assert abs(on_cut - beside(side)) < arb("1e-40")
    assert abs(on_cut - beside(-side)) > arb("1e-3")


@pytest.mark.parametrize("name", ["acot", "asec", "acsc", "acoth", "asech", "acsch"])
@pytest.mark.parametrize("z", [fmpz(3), THIRD, -THIRD, fmpz(-2), 2 * I, I / 2, -I / 2, acb(1, 1), acb(-1, 2)])
def test_inverse_of_a_reciprocal_function(name: str, z: Value) -> None:
    """f(g(z)) = z for the six functions defined through a reciprocal: DLMF 4.23(iii), 4.37(iii)."""
    assert _equal(call(name[1:], call(name, z)) + 10, acb(z) + 10)


@pytest.mark.parametrize("z", [THIRD, acb(0.75, 1.25), acb(-1.25, 0.5)])
def test_reflection_and_duplication_of_gamma(z: Value) -> None:
    """DLMF 5.5.3 and 5.5.5."""
    w = acb(z)
    assert _equal(call("gamma", z) * call("gamma", 1 - z), _pi() / (w * _pi()).sin())
    product = call("gamma", z) * call("gamma", z + HALF) * acb(2) ** (2 * w - 1)
    assert _equal(product, _pi().sqrt() * call("gamma", 2 * z))


@pytest.mark.parametrize("m", [THIRD, fmpz(-3), acb(0.3, 0.7)])
def test_legendre_relation(m: Value) -> None:
    """E(m) K(1-m) + E(1-m) K(m) - K(m) K(1-m) = pi/2: DLMF 19.7.1."""
    k, e, kc, ec = (call(name, x) for x in (m, 1 - m) for name in ("elliptic_k", "elliptic_e"))
    assert _equal(e * kc + ec * k - k * kc, _pi() / 2)


@pytest.mark.parametrize("tau", [acb(0.25, 1.125), acb(0, 0.75), acb(-0.5, 2)])
def test_theta_and_eisenstein_relations(tau: acb) -> None:
    """theta_3^4 = theta_2^4 + theta_4^4, theta_1' = pi theta_2 theta_3 theta_4, j = 1728 E_4^3/(E_4^3 - E_6^2)."""
    two, three, four = (acb(call("jacobi_theta", j, 0, tau)) for j in (2, 3, 4))
    assert _equal(three**4, two**4 + four**4)
    assert _equal(call("jacobi_theta", 1, 0, tau, 1), _pi() * two * three * four)
    e4, e6 = call("eisenstein_e", 4, tau), call("eisenstein_e", 6, tau)
    assert _equal(call("modular_j", tau), 1728 * acb(e4) ** 3 / (acb(e4) ** 3 - acb(e6) ** 2))
    assert _equal(call("eisenstein_e", 8, tau), acb(e4) ** 2)
    assert _equal(call("modular_delta", tau), acb(call("dedekind_eta", tau)) ** 24)


@pytest.mark.parametrize("w", [acb(0.3, 0.4), acb(5), acb(-1, 2)])
def test_inverse_of_weierstrass_p(w: acb) -> None:
    tau = acb(0.25, 1.125)
    assert _equal(call("weierstrass_p", call("weierstrass_inv_p", w, tau), tau), w)


def test_number_sequences_by_ball_agree_with_the_exact_ones() -> None:
    """The expansions used beyond the exact range, at indices where the exact value is at hand."""
    for name, index in (("bell", 3000), ("partitions", 10**6), ("fibonacci", 5000), ("bernoulli", 5000)):
        by_ball = {
            "bell": arb.bell_number,
            "partitions": arb.partitions_p,
            "fibonacci": arb.fib,
            "bernoulli": arb.bernoulli,
        }
        assert by_ball[name](index).overlaps(arb(call(name, index)))


def test_first_nontrivial_zero() -> None:
    """zeta vanishes at zetazero(1), near 1/2 + 14.1347251417 i: DLMF 25.10."""
    zero = acb(call("zetazero", 1))
    assert abs(zero - acb(0.5, arb("14.134725141734693790"))) < arb("1e-17")
    assert abs(acb(call("zeta", zero))) < arb("1e-60")


@pytest.mark.parametrize(("name", "value", "target"), [("airyaizero", "airyai", 0), ("airybizero", "airybi", 0)])
@pytest.mark.parametrize("derivative", [0, 1])
def test_airy_zeros(name: str, value: str, target: int, derivative: int) -> None:
    root = call(name, 2, derivative)
    assert root < 0
    assert abs(acb(call(value, root, derivative)) - target) < arb("1e-60")


@pytest.mark.parametrize("x", [THIRD, fmpq(-7, 8)])
def test_inverse_error_functions(x: fmpq) -> None:
    assert _equal(call("erf", call("erfinv", x)), arb(x))
    assert _equal(call("erfc", call("erfcinv", 1 + x)), arb(1 + x))


@pytest.mark.parametrize("y", [0, 2, 5])
@pytest.mark.parametrize("p", [acb(-3, -1), acb(-3, 1), acb(2)])
def test_carlson_rj_is_continuous_from_above_or_refused_at_equal_negative_arguments(y: int, p: acb) -> None:
    """DLMF 19.16.2 with `sqrt(t + x)` continuous from above in x: the value at -1 is the limit from -1 + 0i."""
    near = call("carlson_rj", acb(-1, arb(2) ** -60), fmpz(y), acb(-1, arb(2) ** -60), p)
    try:
        value = call("carlson_rj", fmpz(-1), fmpz(y), fmpz(-1), p)
    except UnsupportedArgumentError:
        return
    assert abs(acb(value) - acb(near)) < arb("1e-10")
