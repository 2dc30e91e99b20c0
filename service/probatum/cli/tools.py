"""The tools of `probatum mcp`: what they are told, what they answer, and what a service is asked for each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated, Any, Literal, TypeAlias

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from probatum.client import (
    AsyncClient,
    Event,
    Evidence,
    InvalidRequestError,
    ProbatumError,
    Progress,
    Reason,
    Status,
    UnavailableError,
    Verdict,
    latex,
)

__all__ = ["Explained", "Identified", "Opening", "ProposedForm", "RecheckedCertificate", "Verified", "tool_server"]

Opening: TypeAlias = Callable[[], AbstractAsyncContextManager[AsyncClient]]
"""Opens the client of a service."""

INSTRUCTIONS = (
    "Probatum judges formulas. PROVED and REFUTED are certain and carry a certificate that can be checked again. "
    "SUPPORTED means that both sides agree to the stated digits: it is evidence and never a proof, so do not call such "
    "a formula proved. UNDECIDED says nothing about the claim. INVALID means that the claim has no meaning as written. "
    "Claims are one line, such as `sum(1/n^2, n, 1, oo) = pi^2/6`, `pcf(2*n + 1, n^2, n) = 4/pi` (a continued fraction "
    "a(0) + b(1)/(a(1) + ...)), `sin(x)^2 + cos(x)^2 = 1 for x in RR`; products are written with `*`, powers with `^`."
)

_READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Claim: TypeAlias = Annotated[str, Field(description="One claim, such as 'zeta(2) = pi^2/6' or 'x^2 >= 0 for x in RR'.")]
Notation: TypeAlias = Annotated[Literal["text", "latex"], Field(description="The notation of the formula.")]
Digits: TypeAlias = Annotated[int, Field(ge=1, le=100_000, description="Digits of agreement wanted for SUPPORTED.")]
Timeout: TypeAlias = Annotated[float | None, Field(gt=0, description="Seconds of work; null: the service's default.")]
Document: TypeAlias = Annotated[
    str, Field(description="The `certificate` that `verify` gave, or a file of it, as JSON.")
]


@dataclass(frozen=True)
class Verified:
    """The verdict on a claim."""

    status: Annotated[str, Field(description="PROVED, REFUTED, CONDITIONAL, SUPPORTED, UNDECIDED or INVALID.")]
    is_certain: Annotated[bool, Field(description="True for PROVED and REFUTED only.")]
    claim: Annotated[str, Field(description="The claim as it was understood, in canonical form.")]
    meaning: Annotated[str, Field(description="What the status rests on, in a sentence.")]
    method: str
    digits: Annotated[int, Field(description="Digits to which the two sides provably agree; no proof of equality.")]
    reason: Annotated[str | None, Field(description="Why the claim is UNDECIDED or INVALID.")]
    message: str
    counterexample: Annotated[str | None, Field(description="Where a REFUTED claim fails.")]
    left: Annotated[str | None, Field(description="An enclosure of the left side: midpoint ± radius.")]
    right: str | None
    notes: list[str]
    certificate: Annotated[str | None, Field(description="If asked for: what `recheck` takes, as JSON.")]


@dataclass(frozen=True)
class Explained:
    """The argument for a verdict."""

    status: str
    claim: str
    argument: Annotated[str, Field(description="Numbered steps with their sources; the certificate was checked.")]


@dataclass(frozen=True)
class ProposedForm:
    """A closed form."""

    form: str
    status: Annotated[str, Field(description="PROVED; SUPPORTED (no proof); CONJECTURE (from digits alone, no proof).")]
    digits: Annotated[int, Field(description="Digits to which value and form agree.")]
    spare_digits: Annotated[int, Field(description="Digits that the form explains beyond those of its integers.")]


@dataclass(frozen=True)
class Identified:
    """What is proposed for a value."""

    value: str | None
    forms: Annotated[list[ProposedForm], Field(description="The surest first; empty: nothing was found.")]
    notes: list[str]


@dataclass(frozen=True)
class RecheckedCertificate:
    """What the checker says of a certificate."""

    accepted: bool
    status: Annotated[str | None, Field(description="What the certificate establishes of the claim.")]
    claim: str
    message: Annotated[str, Field(description="Why it was not accepted.")]


def tool_server(opening: Opening) -> MCPServer[AsyncClient]:
    """A server of the Model Context Protocol with the tools, over the client that `opening` opens."""

    @asynccontextmanager
    async def lifespan(_: MCPServer[AsyncClient]) -> AsyncIterator[AsyncClient]:
        async with opening() as client:
            yield client

    server = MCPServer(
        "probatum",
        title="Probatum: verdicts on formulas",
        instructions=INSTRUCTIONS,
        version=version("probatum"),
        lifespan=lifespan,
        log_level="WARNING",
    )
    for tool in (verify, explain, identify, recheck):
        server.tool(annotations=_READ_ONLY)(tool)
    return server


async def verify(
    ctx: Context[AsyncClient, Any],
    claim: Claim,
    notation: Notation = "text",
    digits: Digits = 50,
    timeout_s: Timeout = None,
    with_certificate: Annotated[bool, Field(description="Whether the certificate is wanted: it may be long.")] = False,
) -> Verified:
    """Judge a formula: an equation or inequality of constants, an identity with variables, a matrix field.

    PROVED and REFUTED are certain. SUPPORTED is numerical agreement and not a proof. UNDECIDED says nothing.
    """
    verdict = await _verdict(ctx, _written(claim, notation), digits, timeout_s)
    return Verified(
        status=str(verdict.status),
        is_certain=verdict.status in (Status.PROVED, Status.REFUTED),
        claim=verdict.claim,
        meaning=str(verdict).partition("\n  ")[2],
        method=verdict.method,
        digits=verdict.digits,
        reason=None if verdict.reason is None else str(verdict.reason),
        message=verdict.message,
        counterexample=None if verdict.counterexample is None else str(verdict.counterexample),
        left=None if verdict.left is None else str(verdict.left),
        right=None if verdict.right is None else str(verdict.right),
        notes=list(verdict.notes),
        certificate=verdict.canonical_json() if with_certificate and verdict.certificate is not None else None,
    )


async def explain(
    ctx: Context[AsyncClient, Any],
    claim: Claim,
    notation: Notation = "text",
    output: Annotated[
        Literal["text", "markdown", "latex"], Field(description="The notation of the argument.")
    ] = "text",
    timeout_s: Timeout = None,
) -> Explained:
    """Why a formula is PROVED or REFUTED: the argument in numbered steps, with the theorems used and their sources.

    Fails for claims that are neither: there is no argument for a formula that is only SUPPORTED.
    """
    verdict = await _verdict(ctx, _written(claim, notation), 50, timeout_s)
    if verdict.certificate is None:
        raise ToolError(f"there is no argument, because the claim is neither PROVED nor REFUTED. {verdict}")
    async with _answered():
        found = await _client(ctx).recheck(verdict, explanation=output, here=False)
    if not found.accepted:
        raise ToolError(f"the certificate was not accepted: {found.message}")
    return Explained(str(verdict.status), verdict.claim, found.explanation)


async def identify(
    ctx: Context[AsyncClient, Any],
    value: Annotated[str, Field(description="'pcf(2*n + 1, n^2, n)', 'sum(1/n^3, n, 1, oo)' or 15 and more digits.")],
    notation: Notation = "text",
    basis: Annotated[
        list[str] | None, Field(max_length=12, description="More constants to try: 'lambertw(1)'.")
    ] = None,
    digits: Annotated[int, Field(ge=15, le=2000, description="Digits that take part in the search.")] = 50,
    timeout_s: Timeout = None,
) -> Identified:
    """Look for closed forms of a number: of a continued fraction, a series, any closed expression, or decimal digits.

    Each form of an expression is PROVED, or SUPPORTED by more digits than the search saw (no proof). Digits alone
    prove nothing: a form found for them is a CONJECTURE.
    """
    async with _answered():
        found = await _client(ctx).identify(
            _written(value, notation), basis=basis or (), digits=digits, timeout_s=timeout_s
        )
    if found.reason is not None:
        place = f"{found.position}: " if found.position else ""
        raise ToolError(f"{found.reason}: {place}{found.message}")
    forms = [
        ProposedForm(each.form, str(each.status or "CONJECTURE"), each.digits, each.spare_digits)
        for each in found.proposals
    ]
    return Identified(None if found.value is None else str(found.value), forms, list(found.notes))


async def recheck(
    ctx: Context[AsyncClient, Any], certificate: Document, timeout_s: Timeout = None
) -> RecheckedCertificate:
    """Check a certificate again, without any search: whether it establishes its claim."""
    async with _answered():
        found = await _client(ctx).recheck(certificate, timeout_s=timeout_s, here=False)
    status = None if found.status is None else str(found.status)
    return RecheckedCertificate(found.accepted, status, found.claim, found.message)


def _client(ctx: Context[AsyncClient, Any]) -> AsyncClient:
    return ctx.request_context.lifespan_context


def _written(formula: str, notation: str) -> str:
    return latex(formula) if notation == "latex" else formula


async def _verdict(ctx: Context[AsyncClient, Any], claim: str, digits: int, timeout_s: float | None) -> Verdict:
    """The verdict on a claim, its events told as progress; raises ToolError for what is not in the language."""
    told = 0
    async with _answered():
        async for event in _client(ctx).verify_events(claim, digits=digits, timeout_s=timeout_s):
            if isinstance(event, Verdict):
                if event.reason is Reason.SYNTAX:
                    place = f"{event.position}: " if event.position else ""
                    raise ToolError(f"the claim cannot be read: {place}{event.message}")
                return event
            if words := _words(event):
                told += 1
                await ctx.report_progress(told, message=words)
    raise ToolError("the service ended without a verdict")


def _words(event: Event) -> str:
    match event:
        case Progress(stage=stage, detail=detail):
            return f"{stage}: {detail}" if detail else stage
        case Evidence(digits=digits):
            return f"the two sides agree to {digits} digits"
    return ""


@asynccontextmanager
async def _answered() -> AsyncIterator[None]:
    """Errors of the service as errors of the tool, which say what would be right."""
    try:
        yield
    except InvalidRequestError as error:
        raise ToolError(f"the request is not valid: {error}") from error
    except UnavailableError as error:
        raise ToolError(f"the service cannot be reached, try again later: {error}") from error
    except ProbatumError as error:
        raise ToolError(f"the service failed: {error}") from error
