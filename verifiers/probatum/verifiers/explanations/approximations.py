"""The arguments for Apéry's approximations and for continued fractions with integer elements."""

from __future__ import annotations

from flint import fmpz_poly

from probatum.verifiers.explanations.prose import Part, Prose
from probatum.verifiers.explanations.sentences import formula, polynomial, rates, recurrence_equation, sentences
from probatum.verifiers.irrationality.construction import Construction
from probatum.verifiers.irrationality.terms import number, total
from probatum.verifiers.irrationality.zeta_values import TELESCOPERS, linear_form
from probatum.verifiers.language import Expr, expression_text, integer, symbol

__all__ = ["fraction_argument", "unit_argument", "zeta_argument"]

_FORMS = {
    2: "$R(t) = G(t)*F(t)$ and $I_n = sum(R(t), t, 1, oo)$",
    3: "$R(t) = G(t)^2$, and let $I_n$ be minus the sum of its derivatives at the positive integers $t$",
}
_DOUBLE = {2: "$(-1)^n*binomial(n, k)^2*binomial(n + k, k)$", 3: "$binomial(n, k)^2*binomial(n + k, k)^2$"}
_SUMMED = {
    2: "$I_n = A_n*zeta(2) - sum(a_k*g_k + b_k*f_k, k, 0, n)$",
    3: "$I_n = 2*A_n*zeta(3) - sum(2*a_k*h_k + b_k*g_k, k, 0, n)$",
}
_ENDS = {
    2: "$S(t)$ vanishes at $t = 1$ and tends to $0$",
    3: "the derivative of $S(t)$ vanishes at $t = 1$, where $R(t)$ has a double zero, and tends to $0$",
}


def zeta_argument(construction: Construction) -> list[Prose]:
    """For zeta(2) and zeta(3)."""
    (s,) = construction.parameters
    rows = enumerate(TELESCOPERS[s].certificate)
    certificate = total(*(_term(fmpz_poly(list(row)), k) for k, row in rows))
    (q0, p0), (q1, p1) = linear_form(s, 0), linear_form(s, 1)
    determinant = expression_text(number(q0 * p1 - q1 * p0))
    return [
        sentences(f"""Sequences. For given $n$ let $G(t) = prod(t - j, j, 1, n)/prod(t + j, j, 0, n)$, $F(t) =
            n!/prod(t + j, j, 0, n)$, {_FORMS[s]}. Both factors have simple poles at $t = -k$, $0 <= k <= n$,
            with the residues $(-1)^(n + k)*binomial(n, k)*binomial(n + k, k)$ and $(-1)^k*binomial(n, k)$,
            integers."""),
        sentences(f"""Denominators. From $1/((t + k)*(t + l)) = (1/(t + k) - 1/(t + l))/(l - k)$ follows $R(t)
            = sum(a_k/(t + k)^2 + b_k/(t + k), k, 0, n)$, where $a_k$, which is {_DOUBLE[s]}, and $d_n*b_k$
            with $d_n$, the least common multiple of the integers from $1$ to $n$, are integers. The sum of all
            $b_k$ is $0$, since the degree of $R(t)$ is at most $-2$. With $A_n = sum(a_k, k, 0, n)$ and the
            sums $f_k$, $g_k$, $h_k$ of $1/m$, $1/m^2$, $1/m^3$ over $1 <= m <= k$, summation over $t$ gives
            {_SUMMED[s]}, that is $I_n = q_n*x - p_n$ with an integer $q_n$ and an integer $d_n^{s}*p_n$: $D_n
            = d_n^{s}$ is a common denominator. By the prime number theorem $log(d_n) = (1 + o(1))*n$, so that
            $log(D_n) = (D + o(1))*n$ with $D = {s}$."""),
        [*sentences("""Recurrence. For $n >= 1$, with next and before for the indices $n + 1$ and $n - 1$, """),
         recurrence_equation(TELESCOPERS[s].recurrence),
         *sentences(" for $u_n = I_n$, $q_n$ and $p_n$. Certificate: with "),
         Expr("=", (formula("S(t)"), Expr("*", (certificate, formula("R(t)"))))),
         *sentences(f""" the same combination of the functions $R(t)$ of three consecutive indices is $S(t + 1)
            - S(t)$, an identity of rational functions that the checker expands. Summed over $t >= 1$ it is the
            recurrence of $I_n$, for {_ENDS[s]}. The sum of the coefficients of all double poles is
            the same for $S(t + 1)$ and $S(t)$, so that the sums of those of the left side give it for $A_n$ and $q_n$;
            hence it holds for $p_n = q_n*x - I_n$."""),
        ],
        [*sentences("""Growth. The coefficients of the highest power of $n$ make up the characteristic
            polynomial. Its roots are real and of different moduli, and the first and the last coefficient of
            the recurrence have no zero at $n >= 1$. By Perron's theorem $u_next/u_n$ tends to the smaller root
            for the multiples of one solution, and to the larger one for all other solutions. The terms of
            $A_n$ have one sign and $abs(A_n) >= binomial(2*n, n)$. For integers $t <= n$ the function $R(t)$,
            for $zeta(3)$ also its derivative, is $0$; for $t > n$ we have $0 <= G(t) <= 1/t$, $0 <= F(t) <=
            1/t$, and the modulus of the derivative of $G(t)$ is at most $2*n*G(t)$. So $abs(I_n)$ is at most a
            multiple of $n$, since the sum of $1/t^2$ converges, and $I_n/A_n$ tends to $0$. A solution that belongs to
            the larger root grows exponentially, as this root exceeds $1$: $I_n$ belongs to the smaller root, and $A_n$,
            which is no multiple of it, to the larger. Hence """), *rates(construction)],
        sentences(f"""Non-vanishing. The determinant $q_0*p_1 - q_1*p_0 = {determinant}$ is not $0$: so $I_0$
            and $I_1$ are not both $0$, and $I_n$ is a solution other than $0$, which by Perron's theorem does
            not vanish for large $n$."""),
    ]  # fmt: skip


def _term(coefficient: fmpz_poly, k: int) -> Expr:
    power = symbol("t") if k == 1 else Expr("^", (symbol("t"), integer(k)))
    written = polynomial(coefficient)
    return written if k == 0 else power if written == integer(1) else Expr("*", (written, power))


def fraction_argument(construction: Construction) -> list[Prose]:
    """For the values of continued fractions whose partial numerators grow less than their partial denominators."""
    recurrence, n = construction.recurrence, symbol("n")
    assert recurrence is not None
    before = fmpz_poly([-1, 1])
    elements = [polynomial(-coefficient(before)) for coefficient in (recurrence.here, recurrence.behind)]
    value: list[Part] = ["."]
    if construction.name == "lambert_fractions":
        value = [
            *sentences(""". By Lambert's theorem its value is $s*coth(s/t)$ for the elements $t*(2*n + 1)$ and
            $s^2$, and $s*cot(s/t)$ for $t*(2*n + 1)$ and $-s^2$. By $exp(2*r) = (coth(r) + 1)/(coth(r) - 1)$,
            $tanh(r) = 1/coth(r)$, $tan(r) = 1/cot(r)$ the value and """), construction.constant,
            " are images of each other under Möbius maps with rational coefficients, and have the same measure.",
        ]  # fmt: skip
    if construction.name == "lambert_fractions" and len(construction.parameters) == 4:
        value = [
            *sentences(""". By Lambert's theorem its value is $t*z*coth(z)$ for the elements $t*(2*n + 1)$ and $s*t$,
            and $t*z*cot(z)$ for $t*(2*n + 1)$ and $-s*t$, where $z = sqrt(s/t)$. As $z*tanh(z) = z^2/(z*coth(z))$ and
            $z*tan(z) = z^2/(z*cot(z))$, the value and """), construction.constant,
            " are images of each other under Möbius maps with rational coefficients, and have the same measure.",
        ]  # fmt: skip
    if construction.name == "bessel_fractions":
        _, _, q, s, _ = construction.parameters
        value = [f". By the continued fraction of quotients of Bessel functions its value is {q * s} times ",
                 construction.constant, ", which has the same measure."]  # fmt: skip
    return [
        ["Sequences. ", *sentences("Let $p_n$ and $q_n$ be numerator and denominator of the convergents of "),
         Expr("pcf", (elements[0], elements[1], n)), *sentences(", $x$ its value"), *value,
         *sentences(" Denominators. The $p_n$ and $q_n$ are integers: $D_n = 1$.")],
        [*sentences("""Growth and non-vanishing. The partial numerators $b(n)$ do not vanish, and their degree
            is less than that of the partial denominators $a(n)$. By Perron's theorem for roots of different
            growth every solution of $u_next = a(n + 1)*u_n + b(n + 1)*u_before$, next and before for the
            indices $n + 1$ and $n - 1$, has quotients $u_n/u_before$ like $a(n)$, except the multiples of one
            solution, which have quotients like $-b(n + 1)/a(n + 1)$. The fraction converges to a finite value,
            so that $q_n$ is of the first kind, and $q_n*x - p_n$, of smaller growth, of the second. It is not
            $0$ for large $n$, since the determinants $p_n*q_before - q_n*p_before$ are up to sign products of
            the $b(n)$. Hence """),
         *rates(construction)],
    ]  # fmt: skip


def unit_argument(construction: Construction) -> list[Prose]:
    """For square roots of integers."""
    d, u, v = construction.parameters
    assert construction.recurrence is not None
    return [
        [*sentences(f"""Sequences. Let $d = {d}$, $x = sqrt(d)$, $u = {u}$, $v = {v}$; then
            $u^2 - d*v^2 = {u * u - d * v * v}$. Define integers $p_n$, $q_n$ by $(u + v*x)^n = p_n + q_n*x$. With next
            and before for the indices $n + 1$ and $n - 1$, """), recurrence_equation(construction.recurrence),
         *sentences(" for $u_n = p_n$ and $q_n$. Denominators. There are none: $D_n = 1$.")],
        [*sentences("""Growth and non-vanishing. $q_n*x - p_n = -(u - v*x)^n$ is not $0$, as the norm of $u + v*x$ is
            not, and its modulus is $(u + v*x)^(-n)$; and $abs(q_n) <= (u + v*x)^n/x$. Hence """),
         *rates(construction)],
    ]  # fmt: skip
