"""Certified bounds of approximation errors: Probatum beside Sollya's `supnorm`, on published polynomials.

For each approximation Sollya encloses the largest error (Chevillard, Harrison, Joldes, Lauter, *Efficient and accurate
computation of upper bounds of approximation errors*, 2011). The claim with that bound times 1 + 1e-5 is to be PROVED,
and with it times 1 - 1e-5 REFUTED. Times are of one run, each in its own process, without its start.

    python benchmarks/approximations.py            # needs the program `sollya`
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from fractions import Fraction

from probatum.verifiers import Status, judge

MARGIN = Fraction(1, 100_000)


@dataclass(frozen=True, slots=True)
class Approximation:
    """A function, a polynomial by exponents and coefficients, an interval with rational ends, the kind of error."""

    name: str
    function: str
    coefficients: tuple[tuple[int, str], ...]
    low: str
    high: str
    relative: bool = False

    @property
    def polynomial(self) -> str:
        """The polynomial in a form that both programs read."""
        terms = [f"({c})" if k == 0 else f"({c})*x^{k}" for k, c in self.coefficients]
        return " + ".join(terms)

    def claim(self, bound: Fraction) -> str:
        """The claim that the error stays below a bound."""
        scale = f"*abs({self.function})" if self.relative else ""
        written = f"{bound.numerator}/{bound.denominator}"
        return f"abs({self.function} - ({self.polynomial})) <= {written}{scale} for x in [{self.low}, {self.high}]"


def _from(start: int, step: int, *coefficients: str) -> tuple[tuple[int, str], ...]:
    return tuple((start + step * index, c) for index, c in enumerate(coefficients))


def _with(leading: tuple[tuple[int, str], ...], rest: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    return (*leading, *rest)


ONE, X = ((0, "1"),), ((1, "1"),)
FDLIBM_SIN = ("-1.66666666666666324348e-01", "8.33333333332248946124e-03", "-1.98412698298579493134e-04",
              "2.75573137070700676789e-06", "-2.50507602534068634195e-08", "1.58969099521155010221e-10")  # fmt: skip
FDLIBM_COS = ("4.16666666666666019037e-02", "-1.38888888888741095749e-03", "2.48015872894767294178e-05",
              "-2.75573143513906633035e-07", "2.08757232129817482790e-09", "-1.13596475577881948265e-11")  # fmt: skip
FDLIBM_ATAN = ("-3.33333333333329318027e-01", "1.99999999998764832476e-01", "-1.42857142725034663711e-01",
               "1.11111104054623557880e-01", "-9.09088713343650656196e-02", "7.69187620504482999495e-02",
               "-6.66107313738753120669e-02", "5.83357013379057348645e-02", "-4.97687799461593236017e-02",
               "3.65315727442169155270e-02", "-1.62858201153657823623e-02")  # fmt: skip
AS_4_1_43 = _from(1, 1, "0.99949556", "-0.49190896", "0.28947478", "-0.13606275", "0.03215845")
AS_4_1_44 = _from(1, 1, "0.9999964239", "-0.4998741238", "0.3317990258", "-0.2407338084", "0.1676540711",
                  "-0.0953293897", "0.0360884937", "-0.0064535442")  # fmt: skip
AS_4_4_47 = _from(1, 2, "0.9998660", "-0.3302995", "0.1801410", "-0.0851330", "0.0208351")
AS_4_4_49 = _from(3, 2, "-0.3333314528", "0.1999355085", "-0.1420889944", "0.1065626393", "-0.0752896400",
                  "0.0429096138", "-0.0161657367", "0.0028662257")  # fmt: skip
AS_SIN_97 = _from(3, 2, "-0.1666666664", "0.0083333315", "-0.0001984090", "0.0000027526", "-0.0000000239")
AS_COS_99 = _from(2, 2, "-0.4999999963", "0.0416666418", "-0.0013888397", "0.0000247609", "-0.0000002605")
AS_EXP_44 = _from(1, 1, "-0.9998684", "0.4982926", "-0.1595332", "0.0293641")
AS_EXP_45 = _from(1, 1, "-0.9999999995", "0.4999999206", "-0.1666653019", "0.0416573475", "-0.0083013598",
                  "0.0013298820", "-0.0001413161")  # fmt: skip
CEPHES_EXPF = _from(2, 1, "5.0000001201e-1", "1.6666665459e-1", "4.1665795894e-2", "8.3334519073e-3", "1.3981999507e-3",
                    "1.9875691500e-4")  # fmt: skip
CEPHES_LOGF = _from(3, 1, "3.3333331174e-1", "-2.4999993993e-1", "2.0000714765e-1", "-1.6668057665e-1",
                    "1.4249322787e-1", "-1.2420140846e-1", "1.1676998740e-1", "-1.1514610310e-1",
                    "7.0376836292e-2")  # fmt: skip
CEPHES_SINF = _from(3, 2, "-1.6666654611e-1", "8.3321608736e-3", "-1.9515295891e-4")
CEPHES_COSF = _from(4, 2, "4.166664568298827e-2", "-1.388731625493765e-3", "2.443315711809948e-5")
CEPHES_ATANF = _from(3, 2, "-3.33329491539e-1", "1.99777106478e-1", "-1.38776856032e-1", "8.05374449538e-2")
CEPHES_ASINF = _from(3, 2, "1.6666752422e-1", "7.4953002686e-2", "4.5470025998e-2", "2.4181311049e-2",
                     "4.2163199048e-2")  # fmt: skip
CEPHES_TANHF = _from(3, 2, "-3.33332819422e-1", "1.33314422036e-1", "-5.37397155531e-2", "2.06390887954e-2",
                     "-5.70498872745e-3")  # fmt: skip
QUARTER_PI, HALF_PI = "0.785398", "1.570796"
HALF_LOG2 = "0.3465"

APPROXIMATIONS = (
    Approximation("fdlibm sin", "sin(x)", _with(X, _from(3, 2, *FDLIBM_SIN)), f"-{QUARTER_PI}", QUARTER_PI),
    Approximation("fdlibm sin, relative", "sin(x)", _with(X, _from(3, 2, *FDLIBM_SIN)), f"-{QUARTER_PI}", QUARTER_PI,
                  True),
    Approximation("fdlibm cos", "cos(x)", _with(((0, "1"), (2, "-1/2")), _from(4, 2, *FDLIBM_COS)), f"-{QUARTER_PI}",
                  QUARTER_PI),
    Approximation("fdlibm cos, relative", "cos(x)", _with(((0, "1"), (2, "-1/2")), _from(4, 2, *FDLIBM_COS)), "0",
                  QUARTER_PI, True),
    Approximation("fdlibm atan", "atan(x)", _with(X, _from(3, 2, *FDLIBM_ATAN)), "-0.4375", "0.4375"),
    Approximation("fdlibm atan, relative", "atan(x)", _with(X, _from(3, 2, *FDLIBM_ATAN)), "-0.4375", "0.4375", True),
    Approximation("A&S 4.1.43 log(1 + x)", "log(1 + x)", AS_4_1_43, "0", "1"),
    Approximation("A&S 4.1.44 log(1 + x)", "log(1 + x)", AS_4_1_44, "0", "1"),
    Approximation("A&S 4.4.47 atan", "atan(x)", AS_4_4_47, "-1", "1"),
    Approximation("A&S 4.4.49 atan", "atan(x)", _with(X, AS_4_4_49), "-1", "1"),
    Approximation("A&S 4.4.49 atan, relative", "atan(x)", _with(X, AS_4_4_49), "0", "1", True),
    Approximation("A&S 4.3.96 sin", "sin(x)", _with(X, ((3, "-0.16605"), (5, "0.00761"))), "0", HALF_PI),
    Approximation("A&S 4.3.96 sin, relative", "sin(x)", _with(X, ((3, "-0.16605"), (5, "0.00761"))), "0", HALF_PI,
                  True),
    Approximation("A&S 4.3.97 sin", "sin(x)", _with(X, AS_SIN_97), "0", HALF_PI),
    Approximation("A&S 4.3.98 cos", "cos(x)", _with(ONE, ((2, "-0.49670"), (4, "0.03705"))), "0", HALF_PI),
    Approximation("A&S 4.3.99 cos", "cos(x)", _with(ONE, AS_COS_99), "0", HALF_PI),
    Approximation("A&S 4.2.43 exp(-x)", "exp(-x)", _with(ONE, ((1, "-0.9664"), (2, "0.3536"))), "0", "0.693147"),
    Approximation("A&S 4.2.44 exp(-x)", "exp(-x)", _with(ONE, AS_EXP_44), "0", "0.693147"),
    Approximation("A&S 4.2.45 exp(-x)", "exp(-x)", _with(ONE, AS_EXP_45), "0", "0.693147"),
    Approximation("A&S 4.2.45 exp(-x), relative", "exp(-x)", _with(ONE, AS_EXP_45), "0", "0.693147", True),
    Approximation("Cephes expf", "exp(x)", _with(((0, "1"), (1, "1")), CEPHES_EXPF), f"-{HALF_LOG2}", HALF_LOG2),
    Approximation("Cephes expf, relative", "exp(x)", _with(((0, "1"), (1, "1")), CEPHES_EXPF), f"-{HALF_LOG2}",
                  HALF_LOG2, True),
    Approximation("Cephes logf", "log(1 + x)", _with(((1, "1"), (2, "-1/2")), CEPHES_LOGF), "-0.2928", "0.4142"),
    Approximation("Cephes logf, relative", "log(1 + x)", _with(((1, "1"), (2, "-1/2")), CEPHES_LOGF), "-0.2928",
                  "0.4142", True),
    Approximation("Cephes sinf", "sin(x)", _with(X, CEPHES_SINF), f"-{QUARTER_PI}", QUARTER_PI),
    Approximation("Cephes sinf, relative", "sin(x)", _with(X, CEPHES_SINF), f"-{QUARTER_PI}", QUARTER_PI, True),
    Approximation("Cephes cosf", "cos(x)", _with(((0, "1"), (2, "-1/2")), CEPHES_COSF), f"-{QUARTER_PI}", QUARTER_PI),
    Approximation("Cephes atanf, relative", "atan(x)", _with(X, CEPHES_ATANF), "-0.4142", "0.4142", True),
    Approximation("Cephes asinf", "asin(x)", _with(X, CEPHES_ASINF), "-0.5", "0.5"),
    Approximation("Cephes asinf, relative", "asin(x)", _with(X, CEPHES_ASINF), "-0.5", "0.5", True),
    Approximation("Cephes tanhf, relative", "tanh(x)", _with(X, CEPHES_TANHF), "-0.625", "0.625", True),
    Approximation("Taylor exp, degree 12", "exp(x)",
                  tuple((k, f"1/{f}") for k, f in enumerate((1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800,
                                                             39916800, 479001600))), "-1", "1"),
)  # fmt: skip
"""Fdlibm 5.3 (k_sin.c, k_cos.c, s_atan.c); Abramowitz and Stegun, chapters 4.1 to 4.4; Cephes 2.8, single precision."""


@dataclass(frozen=True, slots=True)
class SupremumNorm:
    """Sollya's enclosure of the largest error and its time."""

    low: Fraction
    high: Fraction
    elapsed_s: float


def supremum_norm(approximation: Approximation) -> SupremumNorm:
    """The largest error of an approximation, by Sollya, to 7 digits.

    Raises RuntimeError when Sollya gives none.
    """
    kind = "relative" if approximation.relative else "absolute"
    interval = f"[{approximation.low};{approximation.high}]"
    question = f"supnorm({approximation.polynomial}, {approximation.function}, {interval}, {kind}, 1b-24)"
    lines = (
        "prec=200!; display=decimal!; verbosity=0!;",
        f"t = time({{ s = {question}; }});",
        'print("RESULT", inf(s), sup(s), t); quit;',
    )
    answer = subprocess.run(
        ["sollya"], input="\n".join(lines), capture_output=True, text=True, check=False, timeout=600
    ).stdout
    found = re.search(r"RESULT (\S+) (\S+) (\S+)", answer)
    if found is None or "NaN" in found.group():
        raise RuntimeError(f"{approximation.name}: no norm from Sollya: {answer[-300:]}")
    low, high, elapsed = (Fraction(part) for part in found.groups())
    return SupremumNorm(low, high, float(elapsed))


def _judged(claim: str) -> tuple[Status, float]:
    started = time.perf_counter()
    return judge(claim).status, time.perf_counter() - started


def main() -> int:
    """Print a row for each approximation; 1 when a verdict is not as Sollya's bound has it."""
    if shutil.which("sollya") is None:
        print("sollya is not installed", file=sys.stderr)
        return 2
    wrong, ratios = 0, []
    print(f"{'approximation':<32}{'largest error':>15}{'above':>9}{'s':>8}{'below':>9}{'s':>8}{'sollya s':>10}")
    for approximation in APPROXIMATIONS:
        norm = supremum_norm(approximation)
        above, above_s = _judged(approximation.claim(_rounded(norm.high * (1 + MARGIN))))
        below, below_s = _judged(approximation.claim(_rounded(norm.low * (1 - MARGIN))))
        wrong += (above, below) != (Status.PROVED, Status.REFUTED)
        ratios.append((above_s + below_s) / max(norm.elapsed_s, 1e-3))
        print(
            f"{approximation.name:<32}{float(norm.high):>15.7e}{above:>9}{above_s:>8.2f}{below:>9}{below_s:>8.2f}"
            f"{norm.elapsed_s:>10.2f}"
        )
    ratios.sort()
    median = ratios[len(ratios) // 2]
    print(
        f"{len(ratios)} approximations, {wrong} with other verdicts; time for both verdicts to Sollya's: {median:.2f}"
    )
    return 1 if wrong else 0


def _rounded(bound: Fraction) -> Fraction:
    """The bound to 12 digits, which is far within the margin."""
    exponent = 0
    while bound * 10**exponent < 10**11:
        exponent += 1
    return Fraction(round(bound * 10**exponent), 10**exponent)


if __name__ == "__main__":
    sys.exit(main())
