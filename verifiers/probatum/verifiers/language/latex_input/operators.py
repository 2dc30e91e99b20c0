r"""Commands with arguments: fractions, roots, binomials, sums, products, integrals, matrices, `\operatorname*{K}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from probatum.verifiers.language.expr import Expr, free_symbols, integer
from probatum.verifiers.language.latex_input.meanings import variable_of
from probatum.verifiers.language.latex_input.tokens import Kind, Token

if TYPE_CHECKING:
    from probatum.verifiers.language.latex_input.terms import TermReader

__all__ = [
    "K_HEAD", "binomial", "continued_fraction", "fraction", "integral", "large", "matrix", "overline", "refused",
    "root", "rounded", "starts_continued_fraction", "underset",
]  # fmt: skip

K_HEAD: Final = "K"
r"""The head of `K(b/a)`, which has no term before it: arguments a, b, bound symbol as those of `pcf`."""

_INFINITY: Final = Expr("symbol", (), "oo")
_REFUSED: Final = {
    r"\lim": r"limits are not read from LaTeX: write limit(f, x, a) in the claim language",
    r"\iint": r"write \int once for each variable",
    r"\iiint": r"write \int once for each variable",
    r"\oint": r"integrals along closed curves are not understood",
}


def refused(reader: TermReader, token: Token) -> NoReturn:
    """What has a meaning that the reader does not know, and what to write."""
    raise reader.refusal(_REFUSED.get(token.text, f"{token.text} is not understood"), token)


def fraction(reader: TermReader, token: Token) -> Expr:
    r"""`\frac{a}{b}`; the numerator may hold the differential of an integral, as in `\frac{dx}{x}`."""
    above = _numerator(reader) if reader.at("{") else reader.argument()
    reader.differentials.append(None)
    below = reader.argument()
    reader.differentials.pop()
    return reader.node("/", (above, below))


def _numerator(reader: TermReader) -> Expr:
    opened = reader.take()
    if reader.at_differential():
        reader.take_differentials()
        value = reader.sum() if reader.starts_factor() and not reader.at("}") else integer(1)
    else:
        value = reader.sum()
    reader.expect("}", "to close the numerator", opened)
    return value


def binomial(reader: TermReader, token: Token) -> Expr:
    r"""`\binom{n}{k}`."""
    return reader.node("binomial", (reader.argument(), reader.argument()))


def root(reader: TermReader, token: Token) -> Expr:
    r"""`\sqrt{x}` and `\sqrt[n]{x}`, the principal root."""
    if not reader.at("["):
        if reader.token.kind is Kind.NUMBER and len(reader.token.text) > 1:
            reader.script()  # refuses: TeX takes the first digit
        return reader.node("sqrt", (reader.argument(),))
    opened = reader.take()
    order = reader.closed_sum()
    reader.expect("]", "to close the order of the root", opened)
    below = reader.argument()
    if below.head == "neg" and not (order.head == "int" and order.value == 2):
        raise reader.ambiguity(
            "a root of a negative number", token, r"the principal root, written (-a)^{1/n}",
            r"the real root, written -\sqrt[n]{a}"
        )  # fmt: skip
    return reader.node("root", (below, order))


def overline(reader: TermReader, token: Token) -> Expr:
    r"""`\overline{z}`, the complex conjugate."""
    value = reader.argument()
    if value.head in ("int", "decimal"):
        raise reader.refusal("a bar over digits (a period) is not understood: write the fraction", token)
    return reader.node("conjugate", (value,))


def rounded(reader: TermReader, token: Token) -> Expr:
    r"""`\lfloor x \rfloor` and `\lceil x \rceil`."""
    head, closing = ("floor", r"\rfloor") if token.text == r"\lfloor" else ("ceil", r"\rceil")
    value = reader.closed_sum()
    reader.expect(closing, "", token)
    return reader.node(head, (value,))


def matrix(reader: TermReader, token: Token) -> Expr:
    """A matrix in one of the environments of amsmath, as a list of rows."""
    if token.font not in ("pmatrix", "bmatrix", "matrix", "smallmatrix"):
        raise reader.refusal(f"the environment {token.font} is not understood", token)
    reader.place -= 1
    rows = reader.rows()
    if not rows or len({len(row) for row in rows}) != 1:
        raise reader.refusal("the rows of a matrix have the same number of entries", token)
    return reader.node("list", tuple(reader.node("list", tuple(row)) for row in rows))


# -- sums and products
def large(reader: TermReader, token: Token) -> Expr:
    r"""`\sum_{n=a}^{b}` and `\prod` of the product that follows."""
    name, low, high = _range(reader, token)
    reader.bind(name, token.text)
    if not reader.starts_factor():
        raise reader.refusal(f"what {token.text} is taken of is missing, or needs brackets")
    body = reader.product()
    reader.release(token.text)
    if token.text == r"\prod":
        _refuse_trailing_factors(reader, token, name, body)
    head = "sum" if token.text == r"\sum" else "prod"
    return reader.node(head, (body, Expr("symbol", (), name), low, high))


def _refuse_trailing_factors(reader: TermReader, token: Token, name: str, body: Expr) -> None:
    """A last factor without the index may stand inside or outside of a product sign."""
    factors = body.args if body.head in ("*", "/") else (body,)
    if name not in free_symbols(factors[-1]) and name in free_symbols(body):
        message = rf"the last factor after {token.text} does not depend on {name}"
        raise reader.ambiguity(
            message, token, "a factor of the product, all of it in brackets", "a factor before the product sign"
        )


def _range(reader: TermReader, token: Token) -> tuple[str, Expr, Expr]:
    """The index and the ends of its range, from the scripts of the sign."""
    low: Expr | None = None
    high: Expr | None = None
    name, lower = "", token
    while reader.at("_", "^"):
        sign = reader.take()
        if sign.text == "^":
            high = reader.script()
            continue
        lower = reader.token
        name, low, top = _lower(reader, token)
        high = top or high
    if not name or low is None:
        raise reader.refusal(f"the range of {token.text} is missing: write {token.text}_{{n=0}}^{{\\infty}}", token)
    if high is None:
        raise reader.refusal(
            f"the upper end of {token.text} is missing: write {token.text}_{{{name}=0}}^{{\\infty}}", lower
        )
    return name, low, high


def _lower(reader: TermReader, token: Token) -> tuple[str, Expr, Expr | None]:
    r"""What stands below the sign: `n=a`, `n \ge a`, `a \le n \le b` or `n \in \mathbb{Z}`."""
    opened = reader.token
    if not reader.accept("{"):
        raise reader.refusal(f"the range of {token.text} stands in braces: {token.text}_{{n=0}}^{{\\infty}}")
    first_high: Expr | None = None
    name = variable_of(reader.token)
    if name is not None and reader.ahead().text in ("=", r"\ge", ">", r"\in"):
        index = reader.take()
        sign = reader.take()
        if sign.text == r"\in":
            if reader.take().text != "Z":
                raise reader.refusal(
                    rf"a range over a set is understood for \mathbb{{Z}} only: write {index.text}=a", sign
                )
            low: Expr = reader.node("neg", (_INFINITY,))
            first_high = _INFINITY
        else:
            low = reader.closed_sum()
            if sign.text == ">":
                low = _next_integer(reader, low, sign)
            first_high = _INFINITY if sign.text != "=" else None
    elif name is not None and reader.ahead().text == "}":
        raise reader.refusal(
            f"the range of {token.text} is not understood: write {token.text}_{{n=0}}^{{\\infty}}", opened
        )
    else:
        low = reader.closed_sum()
        between = reader.take()
        name = variable_of(reader.take())
        if between.text not in (r"\le", "<") or name is None or not reader.at(r"\le", "<"):
            raise reader.refusal(
                f"the range of {token.text} is not understood: write {token.text}_{{n=0}}^{{\\infty}}", opened
            )
        if between.text == "<":
            low = _next_integer(reader, low, between)
        above = reader.take()
        first_high = reader.closed_sum()
        if above.text == "<":
            first_high = reader.node("+", (first_high, reader.node("neg", (integer(1),))))
    if reader.at(","):
        raise reader.refusal(
            "several indices or conditions below one sign are not understood: write one sign for each index"
        )
    reader.expect("}", "to close the range", opened)
    return name, low, first_high


def _next_integer(reader: TermReader, low: Expr, sign: Token) -> Expr:
    if low.head == "int" and isinstance(low.value, int):
        return integer(low.value + 1)
    return reader.node("+", (low, integer(1)))


# -- integrals
def integral(reader: TermReader, token: Token) -> Expr:
    r"""`\int_a^b f \, dx`, with the differential behind or in a numerator."""
    low: Expr | None = None
    high: Expr | None = None
    while reader.at("_", "^"):
        sign = reader.take()
        value = reader.script()
        low, high = (value, high) if sign.text == "_" else (low, value)
    if low is None or high is None:
        raise reader.refusal(r"an integral needs both of its ends: \int_a^b f \, dx", token)
    variable = _differential_ahead(reader, token)
    name = variable_of(variable) or ""
    reader.bind(name, r"\int")
    reader.differentials.append(name)
    if reader.at_differential():
        raise reader.refusal(f"the integrand stands before d{name}, or d{name} in its numerator")
    body = reader.sum()
    if reader.differentials.pop() != "":
        raise reader.refusal(f"the differential d{name} is wanted at the end of the integrand")
    reader.release(r"\int")
    return reader.node("integral", (body, Expr("symbol", (), name), low, high))


def _differential_ahead(reader: TermReader, token: Token) -> Token:
    """The variable of the integral: that of the differential that belongs to it."""
    depth, inner, place = 0, 0, reader.place
    while (found := reader.tokens[place]).kind is not Kind.END and depth >= 0:
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(found.text, 0)
        inner += found.text == r"\int"
        following = reader.tokens[place + 1]
        is_d = found.text == "d" and (found.kind is Kind.LETTER or found.font == "mathrm")
        if is_d and variable_of(following) is not None and not following.text.isdigit():
            if reader.is_variable("d"):
                raise reader.ambiguity(f"d{following.text}", found, "the differential", "a product with the variable d")
            if not inner:
                return following
            inner -= 1
        place += 1
    raise reader.refusal(r"the differential is missing: \int_a^b f \, dx", token)


# -- continued fractions in Gauss's notation
def starts_continued_fraction(reader: TermReader) -> bool:
    """Whether the scripts of a letter K make it the sign of a continued fraction: `_{n=1}^{\\infty}`."""
    if not reader.at("_") or reader.ahead().text != "{":
        return False
    return variable_of(reader.ahead(2)) is not None and reader.ahead(3).text in ("=", r"\ge")


def continued_fraction(reader: TermReader, token: Token) -> Expr:
    r"""`K_{n=1}^{\infty} \frac{b}{a}`: b(1)/(a(1) + b(2)/(a(2) + ...))."""
    name, low, high = _range(reader, token)
    return _k_fraction(reader, token, name, low, high)


def underset(reader: TermReader, token: Token) -> Expr:
    r"""`\underset{n=1}{\overset{\infty}{K}} \frac{b}{a}`, another layout of the same."""
    name, low, high = _lower(reader, token)
    opened = reader.expect("{", r"after \underset{..}")
    if reader.accept(r"\overset", r"\stackrel"):
        high = reader.argument()
        inner = reader.expect("{", r"after \overset{..}")
        letter = reader.take()
        reader.expect("}", "after K", inner)
    else:
        letter = reader.take()
    reader.expect("}", "after K", opened)
    if letter.text != "K" or high is None:
        raise reader.refusal(r"\underset is understood for K_{n=1}^{\infty} only", token)
    return _k_fraction(reader, token, name, low, high)


def _k_fraction(reader: TermReader, token: Token, name: str, low: Expr, high: Expr) -> Expr:
    if low != integer(1) or high != _INFINITY:
        raise reader.refusal("a continued fraction K begins with n=1 and has infinitely many terms", token)
    opened = reader.take() if reader.at("(") else None
    bar = reader.token
    if not reader.accept(r"\frac", r"\cfrac"):
        raise reader.refusal(rf"K_{{{name}=1}}^{{\infty}} is taken of \frac{{b}}{{a}}")
    reader.bind(name, "K")
    quotient = fraction(reader, bar)
    reader.release("K")
    if opened:
        reader.expect(")", "", opened)
    above, below = quotient.args
    return reader.node(K_HEAD, (below, above, Expr("symbol", (), name)))
