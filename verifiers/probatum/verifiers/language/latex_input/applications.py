r"""Functions applied: `\sin^2 x`, `\Gamma(1/3)`, `\operatorname{Li}_2(x)`, `J_\nu(z)`, `{}_2F_1(a, b; c; z)`.

A symbol with its scripts and arguments is compared with the notations of the table of functions. What fits one
function that the symbol denotes everywhere is that function; where several fit, or where books differ, the reader
refuses unless one of them was named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language.expr import Expr, integer
from probatum.verifiers.language.latex_input.meanings import Meaning, is_settled, meanings, symbol_key, variable_of
from probatum.verifiers.language.latex_input.tokens import Kind, Token
from probatum.verifiers.language.text import expression_text

if TYPE_CHECKING:
    from probatum.verifiers.language.latex_input.terms import TermReader

__all__ = ["applied", "hypergeometric", "is_prefix_function"]

_UNBRACKETED: Final = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "log", "log2", "log10",
     "exp", "asin", "acos", "atan", "acot", "asec", "acsc", "asinh", "acosh", "atanh", "acoth", "re", "im", "arg",
     "gcd", "max", "min"}
)  # fmt: skip
"""Functions whose argument may stand without brackets."""

_TAKING_PRODUCTS: Final = frozenset({"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth"})
"""Functions that take a product of numbers and letters without brackets: sin 2x is the sine of 2x."""

_INVERSES: Final = {name: f"a{name}" for name in (*_TAKING_PRODUCTS, "sech", "csch")}


@dataclass(frozen=True, slots=True)
class _Scripts:
    """What stands below and above a symbol: a subscript, a bracketed list above, an exponent."""

    sub: Expr | None = None
    index: tuple[Expr, ...] | None = None
    exponent: Expr | None = None

    @property
    def bare(self) -> bool:
        return self.sub is None and self.index is None


def is_prefix_function(token: Token) -> bool:
    """Whether the token is a function wherever it stands: a command or an upright word, no letter."""
    return variable_of(token) is None and bool(meanings(symbol_key(token)))


def _scripts(reader: TermReader, labels: frozenset[str] = frozenset()) -> _Scripts:
    """The scripts of a symbol; `labels` are subscripts that are letters of its name, as D in R_D."""
    sub, index, exponent = None, None, None
    while reader.at("_", "^"):
        sign = reader.take()
        if sign.text == "_":
            if sub is not None:
                raise reader.refusal("a second subscript: put both into braces", sign)
            sub = _label(reader, labels) or reader.script()
        elif reader.at("{") and reader.brackets_fill_group():
            opened = reader.take()
            index = reader.bracketed_list()
            reader.expect("}", "to close the exponent", opened)
        else:
            if exponent is not None:
                raise reader.refusal("a second exponent: put both into braces", sign)
            exponent = reader.script()
    return _Scripts(sub, index, exponent)


def _label(reader: TermReader, labels: frozenset[str]) -> Expr | None:
    place = reader.place
    label = reader.plain_index()
    if label is not None and label in labels and not label.isdigit():
        return Expr("symbol", (), label)
    reader.place = place
    return None


def applied(reader: TermReader, token: Token) -> Expr:
    """The function whose symbol is `token`, which has been taken, applied to what follows."""
    key = symbol_key(token)
    rows = meanings(key)
    analytic = _ANALYTIC_LOGARITHMS.get(reader.token.text) if key in (r"\log", r"\ln") else None
    if analytic in reader.named:
        return _analytic_logarithm(reader, str(analytic))
    if analytic == "loggamma":
        raise reader.ambiguity(
            f"{key} before \\Gamma", token, f"{key}(\\Gamma(x)) with brackets: the logarithm of a value",
            "the analytic function loggamma, named as 'loggamma'",
        )  # fmt: skip
    scripts = _scripts(reader, frozenset(row.sub for row in rows))
    arguments = _arguments(reader, token, rows, scripts)
    function = _chosen(reader, token, rows, scripts, arguments)
    return _raised(reader, token, function, scripts.exponent)


_ANALYTIC_LOGARITHMS: Final = {r"\Gamma": "loggamma", "G": "log_barnes_g"}
"""Functions written as a logarithm of another one, which they are on the positive numbers alone."""


def _analytic_logarithm(reader: TermReader, name: str) -> Expr:
    symbol = reader.take()
    if not reader.at("("):
        raise reader.refusal(f"an argument in brackets is wanted after {symbol.text}")
    return reader.node(name, reader.bracketed_list())


def _raised(reader: TermReader, token: Token, function: Expr, exponent: Expr | None) -> Expr:
    if exponent is None:
        return function
    if exponent.head == "neg":
        inverse = _INVERSES.get(function.head)
        alternatives = [f"the reciprocal, written \\frac{{1}}{{..}} or (..)^{{{expression_text(exponent)}}}"]
        if inverse:
            alternatives.insert(0, f"the inverse function, written \\operatorname{{{inverse}}}")
        raise reader.ambiguity(f"a negative exponent on {token.text}", token, *alternatives)
    return reader.node("^", (function, exponent))


def _arguments(reader: TermReader, token: Token, rows: tuple[Meaning, ...], scripts: _Scripts) -> tuple[Expr, ...]:
    """The arguments that follow: in brackets, or one without them where that is usual."""
    if reader.at("(", "["):
        complete = [row for row in rows if _values(row, scripts, ()) is not None and not _accepts_more(row, scripts)]
        return () if len(complete) == len(rows) else reader.bracketed_list()
    if reader.at("{") and token.kind is not Kind.LETTER and reader.brackets_fill_group():
        opened = reader.take()
        found = reader.bracketed_list()
        reader.expect("}", "to close the argument", opened)
        return found
    names = {row.function.name for row in rows}
    return (_unbracketed(reader, token, bool(names & _TAKING_PRODUCTS)),) if names & _UNBRACKETED else ()


def _accepts_more(row: Meaning, scripts: _Scripts) -> bool:
    greatest = row.function.arity[1]
    given = int(scripts.sub is not None and not row.sub) + len(scripts.index or ())
    return greatest is None or greatest > given


def _unbracketed(reader: TermReader, token: Token, takes_products: bool) -> Expr:
    if not reader.starts_factor() or reader.at(r"\sum", r"\prod", r"\int"):
        raise reader.refusal(f"the argument of {token.text} is missing")
    plain = [reader.token]
    factors = [reader.factor()]
    simple = _is_simple(plain[0])
    while takes_products and simple and reader.starts_factor() and _is_simple(reader.token):
        if reader.at_differential():
            break
        plain.append(reader.token)
        factors.append(reader.factor())
    if reader.at("/") or (
        reader.starts_factor() and not reader.at_differential() and not is_prefix_function(reader.token)
    ):
        following = reader.token
        shown = expression_text(factors[0]) if len(factors) == 1 else "this"
        raise reader.ambiguity(
            f"the argument of {token.text} has no brackets and {following} follows", token,
            f"{token.text}(..) with all of it in brackets", f"{token.text}({shown}) with brackets around the argument",
        )  # fmt: skip
    return factors[0] if len(factors) == 1 else reader.node("*", tuple(factors))


def _is_simple(token: Token) -> bool:
    return (
        token.kind in (Kind.NUMBER, Kind.LETTER)
        or (token.kind is Kind.COMMAND and token.text == r"\pi")
        or (
            token.kind is Kind.COMMAND
            and token.text[1:] in ("theta", "alpha", "beta", "phi", "varphi", "omega", "tau", "nu")
        )
    )


def _values(row: Meaning, scripts: _Scripts, arguments: tuple[Expr, ...]) -> tuple[Expr, ...] | None:
    """The arguments of the function when the symbol is its, as the printer would have written them; else None."""
    notation, sub, index = row.function.notation, scripts.sub, scripts.index
    if row.sub:
        if sub is None or expression_text(sub) != row.sub:
            return None
        sub = None
    if row.sup:
        if row.sup != (f"({', '.join(map(expression_text, index))})" if index else ""):
            return None
        index = None
    values: tuple[Expr, ...] | None = None
    if notation.style == "subscript" and sub is not None:
        values = (sub, *arguments)
    elif notation.style == "superscript" and sub is None and index is not None and len(index) == 1:
        values, index = (*index, *arguments), None
    elif notation.style == "branch" and len(arguments) == 1:
        values = arguments if sub is None else (*arguments, sub)
    elif notation.style == "polynomial" and sub is not None and len(arguments) == 1:
        values, index = (sub, *(index or ()), *arguments), None
    elif notation.style == "prefix" and sub is None and arguments:
        values = arguments
    if values is None:
        return None
    if index is not None:
        if len(index) != 1 or notation.derivative_arity != len(values) + 1:
            return None
        values = (*values, *index)
    return values if row.function.accepts(len(values)) else None


def _chosen(
    reader: TermReader, token: Token, rows: tuple[Meaning, ...], scripts: _Scripts, arguments: tuple[Expr, ...]
) -> Expr:
    fitting = [(row, values) for row in rows if (values := _values(row, scripts, arguments)) is not None]
    of_modulus = _of_the_modulus(reader, token, scripts, arguments)
    if of_modulus is not None:
        return of_modulus
    named = [(row, values) for row, values in fitting if row.function.name in reader.named]
    settled = [(row, values) for row, values in fitting if is_settled(row, len(values))]
    if len(named) == 1 or (not named and len(fitting) == len(settled) == 1):
        row, values = (named or settled)[0]
        if arguments and row.function.notation.style == "subscript" and row.function.arity == (1, 2):
            _refuse_product(reader, token, f"{row.function.name}({len(values)})")
        return reader.node(row.function.name, values)
    if not fitting:
        shapes = ", ".join(sorted({row.function.name for row in rows})) or "no function of the language"
        raise reader.refusal(
            f"{token.text} with these scripts and arguments is not understood: the symbol denotes {shapes}", token
        )
    with_base = [(row, values) for row, values in named or fitting if row.function.name == "log"]
    if with_base and all(row.function.name in ("log", "log2", "log10") for row, _ in fitting):
        return reader.node("log", with_base[0][1])
    names = [f"{row.function.name} ({row.function.definition})" for row, _ in named or fitting]
    names += _OTHER_MEANINGS.get(token.text, ())
    raise reader.ambiguity(
        f"{token.text} is not the symbol of one function alone; name the one that is meant", token, *names
    )


def _refuse_product(reader: TermReader, token: Token, name: str) -> None:
    """A symbol that stands with and without arguments, before brackets: a factor may stand in them."""
    if name not in reader.named:
        raise reader.ambiguity(
            f"{token.text} with an index before brackets", token, r"a product, written with \cdot",
            f"a function of what stands in them, named as '{name}'",
        )  # fmt: skip


_OTHER_MEANINGS: Final = {
    "K": ("elliptic_k_modulus (of the modulus k, elliptic_k(k^2))",),
    "E": ("elliptic_e_modulus (of the modulus k, elliptic_e(k^2))",),
    "F": ("a hypergeometric function, written {}_2F_1",),
    r"\zeta": ("a multiple zeta value, which the language lacks",),
    "H": ("a Struve function, which the language lacks",),
}


def _of_the_modulus(reader: TermReader, token: Token, scripts: _Scripts, arguments: tuple[Expr, ...]) -> Expr | None:
    """A complete elliptic integral of the modulus, when that convention was named."""
    name = {"K": "elliptic_k", "E": "elliptic_e"}.get(token.text)
    if name is None or f"{name}_modulus" not in reader.named or not scripts.bare or len(arguments) != 1:
        return None
    return reader.node(name, (reader.node("^", (arguments[0], integer(2))),))


def hypergeometric(reader: TermReader, token: Token) -> Expr:
    """`{}_pF_q(upper; lower; z)`: the empty group, or nothing, and the subscript before F are what comes next."""
    reader.expect("_", "before F")
    count_upper = _small(reader)
    regularized = reader.accept(r"\tilde", r"\widetilde")
    opened = reader.take() if regularized and reader.at("{") else None
    letter = reader.take()
    if letter.text != "F":
        raise reader.refusal("a subscript before a symbol is understood for {}_pF_q only", letter)
    if opened:
        reader.expect("}", "after F", opened)
    reader.expect("_", "after F: {}_2F_1")
    count_lower = _small(reader)
    exponent = reader.script() if reader.accept("^") else None
    name = f"hyp{count_upper}f{count_lower}" + ("_regularized" if regularized else "")
    if name not in FUNCTIONS:
        raise reader.refusal(f"the language has no {name}", token)
    arguments = reader.parameter_lists()
    if len(arguments) != count_upper + count_lower + 1:
        wanted = f"{count_upper} upper and {count_lower} lower parameters and an argument"
        raise reader.refusal(f"{name} takes {wanted}, found {len(arguments)} in all", token)
    value = reader.node(name, arguments)
    return value if exponent is None else reader.node("^", (value, exponent))


def _small(reader: TermReader) -> int:
    script = reader.script()
    if script.head != "int" or not isinstance(script.value, int) or script.value > 9:
        raise reader.refusal("the numbers of parameters of {}_pF_q are digits")
    return script.value
