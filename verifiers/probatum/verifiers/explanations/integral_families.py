"""The arguments for the integrals of Legendre's type: logarithms, and integrals of 1/(u + v y^k)."""

from __future__ import annotations

from flint import fmpq

from probatum.verifiers.explanations.prose import Prose
from probatum.verifiers.explanations.sentences import formula, polynomial, rates, recurrence_equation, sentences
from probatum.verifiers.irrationality.construction import Construction
from probatum.verifiers.irrationality.growth import Recurrence2
from probatum.verifiers.irrationality.jacobi import jacobi_certificate
from probatum.verifiers.irrationality.prime_windows import prime_windows
from probatum.verifiers.irrationality.quadratic_integrals import symmetric_form
from probatum.verifiers.irrationality.terms import number, total
from probatum.verifiers.language import Expr, symbol

__all__ = ["logarithm_argument", "power_argument", "quadratic_argument"]


def power_argument(construction: Construction) -> list[Prose]:
    """For `integral(1/(u + v*y^k), y, 0, 1)`."""
    k, u, v = construction.parameters
    assert construction.recurrence is not None
    return [
        sentences(f"""Sequences. Let $k = {k}$, $u = {u}$, $v = {v}$, $w = u + v*y^k$, $J_m = integral(w^(-m -
            1), y, 0, 1)$, $x = J_0$, and $I_n = v^(2*n)*integral(y^(k*n)*(1 - y^k)^n/w^(n + 1), y, 0, 1)$. As
            $y^k = (w - u)/v$ and $1 - y^k = (u + v - w)/v$, this is the sum over $0 <= i <= n$, $0 <= j <= n$
            of $binomial(n, i)*binomial(n, j)*(-u)^(n - i)*(u + v)^(n - j)*(-1)^j$ times the integral of $w^(i
            + j - n - 1)$. Integrating the derivative of $y*w^(-m)$ shows that $H_m = (u*(u + v))^m*J_m$
            satisfies $k*m*H_m = (k*m - 1)*(u + v)*H_before + u^(m - 1)$, where before stands for the index $m
            - 1$; and for $i + j = n - m$ the coefficient is divisible by $(u*(u + v))^m$. So $I_n = q_n*x -
            p_n$ with rational $q_n$ and $p_n$."""),
        [*sentences("""Denominators. For $i + j > n$ the integral has a denominator that divides the least
            common multiple of the $k*l + 1$ with $0 <= l < n$. For the others solve the recurrence of $H_m$:
            the terms of the solution are products of $(u + v)*(k*l - 1)/(k*l)$ over $i < l <= m$, divided by
            $k*i$, and the same product over all $l <= m$ times $x$. A prime $p$ that does not divide $k$
            occurs in their denominators at most as often as in the least common multiple of the integers up to
            $n$: for each power of $p$ up to $n$ the $l$ with $i <= l <= m$ that it divides are at most one
            more than the $l$ with $i < l <= m$ for which it divides $k*l - 1$, and a larger power divides
            none. A prime $p$ that divides $k$ contributes a factor $p^(n*max(0, e) + o(n))$, where $e$ is the
            exponent of $p$ in $k$, plus $1/(p - 1)$, minus its exponent in $u + v$. A prime divides a term of
            the progression if and only if $p*m <= k*(n - 1) + 1$ for its inverse $m <= k$ modulo $k$; by the
            prime number theorem for arithmetic progressions the logarithm of the least common multiple is
            $k*n/phi(k)$ times the sum of $1/m$ over the $m <= k$ prime to $k$, up to $o(n)$. The primes up to
            $n$ that do not divide $k$ are among these, except perhaps one. Together $log(D_n) = (D + o(1))*n$, """),
         Expr("=", (symbol("D"), construction.denominators)), "."],
        _recurrence(k, u, v, construction.recurrence),
        [*sentences("""Growth and non-vanishing. The reduction to $J_0$ is the same for integrals along a
            closed curve around the pole in $t = y^k$, where Leibniz's rule gives $q_n = sum(binomial(n + 1/k -
            1, j)*binomial(n, j)*u^(n - j)*(u + v)^j, j, 0, n)$. The terms are positive, and as $binomial(n +
            1/k - 1, j) <= binomial(n, j)$, their sum is at most $(sqrt(u) + sqrt(u + v))^(2*n)$. The integrand
            of $I_n$ keeps one sign inside the interval, so that $I_n != 0$ and $abs(I_n)^(1/n)$ tends to the
            maximum of $abs(v^2*y^k*(1 - y^k)/w)$, which is $(sqrt(u + v) - sqrt(u))^2$. Hence """),
         *rates(construction)],
    ]  # fmt: skip


def _recurrence(k: int, u: int, v: int, recurrence: Recurrence2) -> Prose:
    """The recurrence with its certificate."""
    low, middle, high = jacobi_certificate(k, u, v)
    certificate = total(
        polynomial(low),
        Expr("*", (polynomial(middle), symbol("t"))),
        Expr("*", (polynomial(high), formula("t^2"))),
    )
    return [
        *sentences("""Recurrence (by which continued fractions are recognised; the bound does not rest on it).
            For $n >= 1$, with next and before for the indices $n + 1$ and $n - 1$, """),
        recurrence_equation(recurrence),
        *sentences("""holds for $u_n = I_n$, $q_n$ and $p_n$. Certificate: in $t = y^k$ let $K_n$ be the
            integrand $t^(n + sigma)*(1 - t)^n/(u + v*t)^(n + 1)$, """.replace("holds", " holds", 1)),
        Expr("=", (symbol("sigma"), number(fmpq(1, k) - 1))), ", and ", Expr("=", (symbol("h"), certificate)),
        *sentences(""". The combination of $v^2*K_next$, $K_n$ and $v^(-2)*K_before$ with these coefficients
            is, up to a common polynomial factor in $n$, the derivative of $v^(-2)*t*(1 - t)*h*K_before/(u +
            v*t)$ with respect to $t$, an identity that the checker expands; this function vanishes at $0$ and
            $1$."""),
    ]  # fmt: skip


def logarithm_argument(construction: Construction) -> list[Prose]:
    """For `log((u + v)/u)`."""
    u, v, alpha, beta, gamma = construction.parameters
    top = max(gamma, alpha + beta - gamma)
    saved = ", ".join(f"[{x}, {y})" for x, y in prime_windows((alpha, beta), gamma)) or "there are none"
    excess = [f"$({base})^({e}*n)$" for base, e in ((u, gamma - alpha), (u + v, gamma - beta)) if e > 0]
    clearing = f", up to {' and '.join(excess)}, by which all forms are multiplied" if excess else ""
    return [
        sentences(f"""Sequences. Let $u = {u}$, $v = {v}$, $w = u + v*y$, $alpha = {alpha}$, $beta = {beta}$,
            $gamma = {gamma}$ and $I_n = v^((alpha + beta)*n + 1)*integral(y^(alpha*n)*(1 -
            y)^(beta*n)/w^(gamma*n + 1), y, 0, 1)$, the integral of $(w - u)^(alpha*n)*(u + v -
            w)^(beta*n)*w^(-gamma*n - 1)$ over $u <= w <= u + v$. Expanding both powers gives a sum of
            $c_s*w^(s - 1)$, $-gamma*n <= s <= (alpha + beta - gamma)*n$, where $c_s$ is the sum over $i + j =
            s + gamma*n$ of the integers $binomial(alpha*n, i)*binomial(beta*n, j)*(-u)^(alpha*n - i)*(u +
            v)^(beta*n - j)*(-1)^j$. Integrated, $I_n = c_0*log((u + v)/u)$ plus the sum of $c_s*((u + v)^s -
            u^s)/s$ over the $s != 0$."""),
        [*sentences(f"""Denominators. For $s < 0$ the powers of $u$ and $u + v$ in $c_s$ make up for those in
            $u^s$ and $(u + v)^s${clearing}. What remains is $1/s$: a common denominator is the least common
            multiple of the integers up to ${top}*n$, whose logarithm is $({top} + o(1))*n$ by the prime number
            theorem. A prime $p > sqrt({top}*n)$ is not needed where the fractional parts of $alpha*n/p$ and
            $beta*n/p$ have a sum less than that of $gamma*n/p$: if $p$ divides $s$, then $i + j$ and $gamma*n$
            are congruent modulo $p$, and the residues of $i$ and $j$ cannot both be at most those of $alpha*n$
            and $beta*n$, so that $p$ divides $binomial(alpha*n, i)*binomial(beta*n, j)$ by Kummer's theorem,
            hence $c_s$. For these primes the fractional part of $n/p$ lies in one of the intervals """), f"{saved}. ",
         *sentences("""By the prime number theorem the primes for which it lies between $a$ and $b$ have a
            product with the logarithm $(digamma(b) - digamma(a) + o(1))*n$. Together $log(D_n) = (D +
            o(1))*n$, """),
         Expr("=", (symbol("D"), construction.denominators)), "."],
        *([_recurrence(1, u, v, construction.recurrence)] if construction.recurrence is not None else []),
        [*sentences("""Growth and non-vanishing. On the circle $abs(w) = r$ Cauchy's inequality gives $abs(c_0)
            <= ((r + u)^alpha*(r + u + v)^beta/r^gamma)^n$ for every $r > 0$. The integrand is positive inside
            the interval, so that $I_n > 0$ and $I_n^(1/n)$ tends to the maximum of $(w - u)^alpha*(u + v -
            w)^beta/w^gamma$. The best $-r$ and the place of the maximum are the negative and the positive root
            of $(alpha + beta - gamma)*w^2 - (alpha*(u + v) + beta*u - gamma*(2*u + v))*w - gamma*u*(u + v)$.
            Hence """),
         *rates(construction)],
    ]  # fmt: skip


def quadratic_argument(construction: Construction) -> list[Prose]:
    """For `integral(1/(a*y^2 + b*y + c), y, 0, 1)`."""
    a, b, c = construction.parameters
    e, f, h = symmetric_form(a, b, c)
    assert construction.recurrence is not None
    return [
        sentences(f"""Sequences. Let $P(y)$ be the denominator, $e = {e}$, $f = {f}$, $h = {h}$, $delta = f^2 -
            4*e*h$, and $R(s) = e*s^2 + f*s + h$. With $y = s/(1 + s)$ the integral of $y^n*(1 - y)^n/P(y)^(n +
            1)$ over $0 <= y <= 1$ is $I_n = integral(s^n/R(s)^(n + 1), s, 0, oo)$; let $x = I_0$ and $V_n =
            delta^n*I_n$."""),
        [*sentences("""Recurrence. For $n >= 1$, with next and before for the indices $n + 1$ and $n - 1$, """),
         recurrence_equation(construction.recurrence),
         *sentences(""" holds for $u_n = V_n$. Certificate: with $K_n = s^n/R(s)^(n + 1)$ the derivative of
            $s^n*(e*s^2 - h)/R(s)^(n + 1)$ is $-(n + 1)*delta*K_next + (2*n + 1)*f*K_n - n*K_before$, an
            identity that the checker expands; the function vanishes at $0$ and tends to $0$. For $n = 0$ its
            limits are $-1$ and $1$, so that $V_1 = f*x - 2$. Hence $V_n = q_n*x - p_n$, where $q_n$ and $p_n$
            satisfy the recurrence with $q_0 = 1$, $q_1 = f$, $p_0 = 0$, $p_1 = 2$. It is that of the Legendre
            polynomials.""")],
        sentences("""Denominators. $q_n$ is the coefficient of $s^n$ in $R(s)^n$, that is $sum(binomial(n,
            2*k)*binomial(2*k, k)*f^(n - 2*k)*(e*h)^k, k, 0, floor(n/2))$, an integer, and by Christoffel's
            formula $p_n = 2*sum(q_before*q_rest/m, m, 1, n)$, where before and rest stand for the indices $m -
            1$ and $n - m$. So the least common multiple of the integers up to $n$ is a common denominator, with
            the logarithm $(1 + o(1))*n$ by the prime number theorem. If a prime $p$ divides $f$ and $e*h$ to
            the powers $i$ and $j$, then $p^(v*n)$ divides $q_n$ for $v = min(i, j/2)$, and $p^(v*(n - 1))$ the
            products; in the rates that follow this common factor is divided out."""),
        [*sentences("""Growth and non-vanishing. On the circle $abs(s) = sqrt(h/e)$ Cauchy's inequality gives
            $abs(q_n) <= (abs(f) + 2*sqrt(e*h))^n$. The integrand of $I_n$ is positive, so that $V_n != 0$ and
            $abs(V_n)^(1/n)$ tends to the maximum $abs(delta)/(f + 2*sqrt(e*h))$ of $abs(delta)*s/R(s)$. Hence """),
         *rates(construction)],
    ]  # fmt: skip
