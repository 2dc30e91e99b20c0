"""Continued fractions with the values that theory gives them: the right answers for the search of closed forms.

A row is a, b (in n), the value in the claim language, and where it comes from. The values are derived from the
formulas below, and not from what is found:

- [CF1] `z coth z = pcf(2n + 1, z^2, n)`, `z cot z` with -z^2: Lambert; Lorentzen, Waadeland (2008), A.3.2.
- [CF2] `z/atan z = pcf(2n + 1, n^2 z^2, n)`, `z/atanh z` with -z^2: Lambert, Gauss; Cuyt et al. (2008), 11.3.7, 11.6.3.
- [CF3] `z/log(1 + z) = pcf(n + 1 - n z, n^2 z, n)`: Euler; Cuyt et al. (2008), 11.2.1 by Euler's transformation.
- [CF4] `x^s e^-x/gammainc_lower(s, x) = pcf(n + s - x, n x, n)`: Cuyt et al. (2008), 12.6.30; for s = 1, 2, 3
  and negative x by `1F1(1; s + 1; x)`, an elementary function.
- [CF5] `x^s e^-x/gammainc_upper(s, x) = pcf(2n + 1 + x - s, -n(n - s), n)`: Legendre; Cuyt et al. (2008), 12.6.34.
- [CF6] `sqrt(2/pi) e^(-x^2/2)/erfc(x/sqrt 2) = pcf(x, n, n)`: Laplace; Wall (1948), 92.
- [CF7] `sqrt(x) I_{v-1}(2 sqrt x)/I_v(2 sqrt x) = pcf(n + v, x, n)`, J for -x: Perron (1957), 61; Cuyt et al. 17.1.38.
- [CF8] `s + 4 (gamma((3+s)/4)/gamma((1+s)/4))^2 = pcf(2s, (2n-1)^2, n)`: Brouncker, Wallis; Perron (1957), 7.
- [CF9] `pcf(s, n^2, n) = 2/(psi((s+3)/4) - psi((s+1)/4))`: Stieltjes; Wall (1948), 94.
- [CF10] `pcf((2n+1) s, n^4, n) = 2/psi'((s+1)/2)`: Stieltjes; Wall (1948), 94; Lorentzen, Waadeland (2008), A.5.
- [CF11] `pcf((2n+1) z, k^2 - n^2, n) = k ((z+1)^k + (z-1)^k)/((z+1)^k - (z-1)^k)`, and
  `pcf((2n+1) z, n^2 - k^2, n) = k cot(k acot z)`: Euler, Laguerre; Perron (1957), 64; Khovanskii (1963), 2.
- [E] a series `S = sum (-1)^n/c_n`:
  `pcf(c_n - c_{n-1}, c_{n-1}^2, n) = 1/S - c_{-1}`: Euler (1748).
- [E+] a series `S = sum 1/c_n` the same way: `pcf(c_n + c_{n-1}, -c_{n-1}^2, n) = 1/S + c_{-1}`.
- [A] Apéry (1979). [RM] Raayoni et al., "Generating conjectures on fundamental constants", Nature 590 (2021).
- [Q] periodic: a root of a quadratic.
"""

from __future__ import annotations

from typing import Final

__all__ = ["KNOWN"]

KNOWN: Final = tuple(
    tuple(part.strip() for part in line.split("|"))
    for line in """
1 | 1 | (1 + sqrt(5))/2 | Q
2 | 1 | 1 + sqrt(2) | Q
3 | -1 | (3 + sqrt(5))/2 | Q
2 | 2 | 1 + sqrt(3) | Q
4 | 1 | 2 + sqrt(5) | Q
2*n + 1 | 1 | coth(1) | CF1
2*(2*n + 1) | 1 | coth(1/2) | CF1
2*n + 1 | 4 | 2*coth(2) | CF1
2*(2*n + 1) | 9 | 3*coth(3/2) | CF1
2*n + 1 | 2 | sqrt(2)*coth(sqrt(2)) | CF1
2*n + 1 | 3 | sqrt(3)*coth(sqrt(3)) | CF1
2*n + 1 | -1 | cot(1) | CF1
2*(2*n + 1) | -1 | cot(1/2) | CF1
2*n + 1 | -2 | sqrt(2)*cot(sqrt(2)) | CF1
3*(2*n + 1) | -4 | 2*cot(2/3) | CF1
2*n + 1 | n^2 | 4/pi | CF2
2*(2*n + 1) | n^2 | 1/atan(1/2) | CF2
3*(2*n + 1) | n^2 | 1/atan(1/3) | CF2
2*n + 1 | 4*n^2 | 2/atan(2) | CF2
2*n + 1 | 3*n^2 | 3*sqrt(3)/pi | CF2
3*(2*n + 1) | 3*n^2 | 6*sqrt(3)/pi | CF2
2*n + 1 | 2*n^2 | sqrt(2)/atan(sqrt(2)) | CF2
3*(2*n + 1) | -n^2 | 2/log(2) | CF2
2*(2*n + 1) | -n^2 | 2/log(3) | CF2
3*(2*n + 1) | -4*n^2 | 4/log(5) | CF2
7*(2*n + 1) | -n^2 | 2/log(4/3) | CF2
2*(2*n + 1) | -2*n^2 | sqrt(2)/log(1 + sqrt(2)) | CF2
1 | n^2 | 1/log(2) | CF3
n + 2 | 2*n^2 | 1/log(3/2) | CF3
3*n + 2 | -2*n^2 | 1/log(2) | CF3
2*n + 3 | 3*n^2 | 1/log(4/3) | CF3
4*n + 3 | -3*n^2 | 1/log(3/2) | CF3
5*n + 3 | -6*n^2 | 2/log(3) | CF3
n | n | 1/(e - 1) | CF4
n + 1 | n + 1 | e - 1 | CF4
n + 2 | -n | e/(e - 1) | CF4
n + 3 | -n | e | CF4
n + 4 | -n | e/(e - 2) | CF4
n + 1 | n | 1/(e - 2) | CF4
n - 1 | 2*n | 2/(e^2 - 1) | CF4
n + 3 | -2*n | 2*e^2/(e^2 - 1) | CF4
n + 4 | -3*n | 3*e^3/(e^3 - 1) | CF4
2*n + 3 | -2*n | sqrt(e)/(sqrt(e) - 1) | CF4
3*n + 4 | -3*n | exp(1/3)/(exp(1/3) - 1) | CF4
3*n + 5 | -6*n | 2*exp(2/3)/(exp(2/3) - 1) | CF4
2*n - 1 | 4*n | 2/(e*sqrt(pi)*erf(1)) | CF4
2*n + 3 | -4*n | 2*e/(sqrt(pi)*erfi(1)) | CF4
2*n + 2 | -n^2 | exp(-1)/e1(1) | CF5
2*n + 3 | -n^2 | exp(-2)/e1(2) | CF5
2*n + 4 | -n^2 | exp(-3)/e1(3) | CF5
4*n + 3 | -4*n^2 | 2*exp(-1/2)/e1(1/2) | CF5
4*n + 3 | -2*n*(2*n - 1) | 2*exp(-1)/(sqrt(pi)*erfc(1)) | CF5
6*n + 5 | -3*n*(3*n - 1) | 3*exp(-1)/gammainc_upper(1/3, 1) | CF5
1 | n | sqrt(2/pi)*exp(-1/2)/erfc(sqrt(1/2)) | CF6
2 | n | sqrt(2/pi)*exp(-2)/erfc(sqrt(2)) | CF6
3 | n | sqrt(2/pi)*exp(-9/2)/erfc(3/sqrt(2)) | CF6
n | 1 | besseli(1, 2)/besseli(0, 2) | CF7
n + 1 | 1 | besseli(0, 2)/besseli(1, 2) | CF7
n + 2 | 1 | besseli(1, 2)/besseli(2, 2) | CF7
2*n + 2 | 1 | besseli(0, 1)/besseli(1, 1) | CF7
n + 1 | 2 | sqrt(2)*besseli(0, 2*sqrt(2))/besseli(1, 2*sqrt(2)) | CF7
n + 1 | -1 | besselj(0, 2)/besselj(1, 2) | CF7
n + 2 | -1 | besselj(1, 2)/besselj(2, 2) | CF7
3*n + 1 | 1 | besseli(-2/3, 2/3)/besseli(1/3, 2/3) | CF7
3*n + 2 | 1 | besseli(-1/3, 2/3)/besseli(2/3, 2/3) | CF7
4*n + 1 | 1 | besseli(-3/4, 1/2)/besseli(1/4, 1/2) | CF7
5*n + 2 | 1 | besseli(-3/5, 2/5)/besseli(2/5, 2/5) | CF7
3*n + 1 | -1 | besselj(-2/3, 2/3)/besselj(1/3, 2/3) | CF7
2 | (2*n - 1)^2 | 1 + 4/pi | CF8
6 | (2*n - 1)^2 | 3 + pi | CF8
10 | (2*n - 1)^2 | 5 + 16/pi | CF8
4 | (2*n - 1)^2 | 2 + 4*gamma(5/4)^2/gamma(3/4)^2 | CF8
8 | (2*n - 1)^2 | 4 + 4*gamma(7/4)^2/gamma(5/4)^2 | CF8
2 | n^2 | 2/(4 - pi) | CF9
3 | n^2 | 1/(1 - log(2)) | CF9
4 | n^2 | 6/(3*pi - 8) | CF9
1 | 4*n^2 | 4/(digamma(7/8) - digamma(3/8)) | CF9
3 | 4*n^2 | 4/(digamma(9/8) - digamma(5/8)) | CF9
1 | 9*n^2 | 6/(digamma(5/6) - digamma(1/3)) | CF9
2*n + 1 | n^4 | 12/pi^2 | CF10
2*(2*n + 1) | n^4 | 4/(pi^2 - 8) | CF10
3*(2*n + 1) | n^4 | 12/(pi^2 - 6) | CF10
2*n + 1 | 4*n^4 | 4/(pi^2 - 8*catalan) | CF10
2*n + 1 | 9*n^4 | 6/polygamma(1, 2/3) | CF10
2*n + 1 | n^2 + 1 | coth(pi/4) | CF11
2*n + 1 | n^2 + 4 | 2*coth(pi/2) | CF11
2*(2*n + 1) | 4*n^2 - 1 | 1 + sqrt(2) | CF11
3*(2*n + 1) | 9*n^2 - 1 | 2 + sqrt(3) | CF11
6*(2*n + 1) | 1 - 4*n^2 | (2 + sqrt(2))/(2 - sqrt(2)) | CF11
6*(2*n + 1) | 1 - 9*n^2 | (3^(1/3) + 1)/(3^(1/3) - 1) | CF11
n^2 + (n + 1)^2 | -n^4 | 6/pi^2 | E+
n^3 + (n + 1)^3 | -n^6 | 1/zeta(3) | E+
n^5 + (n + 1)^5 | -n^10 | 1/zeta(5) | E+
8*n | (2*n - 1)^4 | 1/catalan - 1 | E
3*n^2 + 3*n + 1 | n^6 | 4/(3*zeta(3)) | E
24*n^2 + 2 | (2*n - 1)^6 | 1 + 32/pi^3 | E
3 | (3*n - 2)^2 | 2 + 3/(pi/sqrt(3) + log(2)) | E
34*n^3 + 51*n^2 + 27*n + 5 | -n^6 | 6/zeta(3) | A
11*n^2 + 11*n + 3 | n^4 | 30/pi^2 | A
3*n^2 + 3*n + 1 | -2*n^4 | 1/(2*catalan) | RM
3*n^2 + 3*n + 1 | -n^3*(2*n - 1) | 8/pi^2 | RM
(2*n + 1)*(3*n^2 + 3*n + 1) | -n^6 | 8/(7*zeta(3)) | RM
3*n + 3 | -n*(2*n - 1) | 4/(3*pi - 8) | RM
2*n + 3 | n*(n + 2) | 4/(pi - 2) | RM
""".strip().splitlines()
)
"""a, b, the value, and the formula that it follows from."""
