"""The pages and what their scripts ask for.

Every page works without its script: forms are posted, and answered by pages. The script makes the formula appear as it
is typed and the verdict as it is found.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp
from markupsafe import escape
from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from probatum.cli.databases import READERS, Database
from probatum.cli.databases.reading import read_text
from probatum.cli.web.asking import STATUSES, fields_of, list_request, options_of, refusal, text_of, verify_request
from probatum.cli.web.context import TOKEN_COOKIE, CallError
from probatum.cli.web.desk import Desk
from probatum.cli.web.events import error_fields, file_events, file_rows, verdict_events
from probatum.cli.web.examples import EXAMPLES
from probatum.cli.web.guard import Guard
from probatum.cli.web.showing import Shown, http_status, page, shown
from probatum.client._convert import verdict as read_verdict
from probatum.service.door import Hall
from probatum.v1.error_pb2 import Error
from probatum.v1.notation_service_pb2 import RenderRequest
from probatum.v1.verdict_pb2 import Status, Verdict

__all__ = ["application"]

_MAX_FILE_BYTES = 1 << 20
"""The size of a file that is checked here."""
_MAX_CLAIMS = 5_000
"""Claims of a file that is checked here: whoever has more has a command line."""


def application(hall: Hall) -> ASGIApp:
    """The ASGI application."""
    pages = _Pages(hall)
    routes = [
        Route("/", pages.front, methods=["GET"]),
        Route("/", pages.judge, methods=["POST"]),
        Route("/v/{sha}", pages.verdict, methods=["GET"]),
        Route("/v/{sha}/certificate.json", pages.certificate, methods=["GET"]),
        Route("/verdicts", pages.verdicts, methods=["GET"]),
        Route("/check", pages.upload, methods=["GET"]),
        Route("/check", pages.check, methods=["POST"]),
        Route("/sign-in", pages.sign_in, methods=["POST"]),
        Route("/sign-out", pages.sign_out, methods=["POST"]),
        Route("/api/verify", pages.verify_events, methods=["POST"]),
        Route("/api/render", pages.render, methods=["POST"]),
        Route("/api/proof", pages.proof, methods=["POST"]),
        Route("/api/check", pages.check_events, methods=["POST"]),
        Mount("/static", StaticFiles(directory=str(files("probatum.cli.web") / "static"))),
    ]
    handlers: Mapping[Any, Any] = {CallError: pages.refused, HTTPException: pages.failed}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), hall.config)


class _Pages:
    """The pages of one server."""

    def __init__(self, hall: Hall) -> None:
        self._config = hall.config
        self._desk = Desk(hall)
        self._keeps = bool(hall.config.database and hall.config.cache)
        self._version = version("probatum")
        self._reading = asyncio.Semaphore(1)

    # ---- pages

    async def front(self, request: Request) -> Response:
        """The form for a claim."""
        return self._page(request, "front.html.j2", claim=escape(request.query_params.get("claim", "")), found=None)

    async def judge(self, request: Request) -> Response:
        """The form with the verdict below it, for a browser without scripts."""
        async with request.form(max_files=0, max_fields=10) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
        verdict: Verdict | None = None
        async for response in self._desk.verify(request, verify_request(fields)):
            if response.HasField("verdict"):
                verdict = response.verdict
        assert verdict is not None
        (formula,) = await self._desk.formulas(request, [verdict.claim])
        found = shown(verdict, formula, self._keeps)
        return self._page(request, "front.html.j2", claim=escape(fields.get("claim", "")), found=found)

    async def verdict(self, request: Request) -> Response:
        """The verdict that a link leads to; with its proof told, if that is asked for."""
        kept = await self._desk.kept(request, request.path_params["sha"])
        found = await self._shown(request, kept.verdict, kept.create_time)
        proof = None
        if "proof" in request.query_params and found.verdict.certificate is not None:
            proof = await self._desk.explained(request, found.verdict.canonical_json())
        return self._page(request, "kept.html.j2", found=found, proof=proof)

    async def certificate(self, request: Request) -> Response:
        """The document of a verdict, which `probatum recheck` takes."""
        kept = await self._desk.kept(request, request.path_params["sha"])
        verdict = read_verdict(kept.verdict)
        if verdict.certificate is None:
            raise HTTPException(404, f"a verdict that is {verdict.status} carries no certificate")
        name = f"{verdict.status}-{verdict.claim_sha256[:12]}.json".lower()
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(verdict.canonical_json(), media_type="application/json", headers=headers)

    async def verdicts(self, request: Request) -> Response:
        """A page of the verdicts that are kept."""
        query = request.query_params
        listed = await self._desk.page(request, list_request(query))
        rows = listed.verdicts
        # A claim that was cut cannot be printed.
        formulas = await self._desk.formulas(request, [row.claim for row in rows])
        found = [
            {
                "path": f"/v/{row.claim_sha256}",
                "status": Status.Name(row.status).removeprefix("STATUS_"),
                "claim": row.claim,
                "formula": formula,
                "method": row.method,
                "digits": row.digits,
                "at": row.create_time.ToDatetime().strftime("%Y-%m-%d %H:%M"),
            }
            for row, formula in zip(rows, formulas, strict=True)
        ]
        asked = {name: query.get(name, "") for name in ("q", "status", "method")}
        return self._page(
            request,
            "verdicts.html.j2",
            rows=found,
            asked=asked,
            is_first=not query.get("page"),
            next_page=listed.next_page_token,
            statuses=STATUSES,
        )

    async def upload(self, request: Request) -> Response:
        """The form for a file."""
        return self._page(request, "check.html.j2", rows=None, flaws=(), name="", suffixes=list(READERS))

    async def check(self, request: Request) -> Response:
        """The verdicts on the claims of a file, for a browser without scripts."""
        database, fields = await self._database(request)
        rows = []
        if not database.flaws:
            options = options_of(fields)
            rows = [row async for row in file_rows(self._desk, request, database, options, self._keeps)]
        rows.sort(key=lambda row: row["line"])
        return self._page(
            request,
            "check.html.j2",
            rows=rows,
            flaws=database.flaws,
            name=database.file.name,
            suffixes=list(READERS),
        )

    async def sign_in(self, request: Request) -> Response:
        """Give a token to the browser, if somebody is known by it."""
        async with request.form(max_files=0, max_fields=5) as form:
            token, path = (str(form.get(name, "")).strip() for name in ("token", "next"))
        if not token.isascii() or not token.isprintable() or len(token) > 500:
            raise refusal("token", "a token has up to 500 letters, digits and signs")
        await self._desk.known(request, token)
        response = RedirectResponse(_own_path(path), 303)
        secure = request.url.scheme == "https" or self._config.http_origin.startswith("https:")
        response.set_cookie(TOKEN_COOKIE, token, httponly=True, samesite="lax", secure=secure, path="/")
        return response

    async def sign_out(self, _request: Request) -> Response:
        """Take the token from the browser."""
        response = RedirectResponse("/", 303)
        response.delete_cookie(TOKEN_COOKIE, path="/", httponly=True, samesite="lax")
        return response

    # ---- for scripts

    async def verify_events(self, request: Request) -> Response:
        """The events of one claim."""
        events = self._desk.verify(request, verify_request(await fields_of(request)))
        first = await anext(events)
        return _streamed(verdict_events(self._desk, request, first, events, self._keeps))

    async def render(self, request: Request) -> Response:
        """A claim as MathML and LaTeX, or where it is no claim."""
        asked = verify_request(await fields_of(request))
        claim = RenderRequest(claims=[asked.claim], claim_notation=asked.claim_notation, meanings=asked.meanings)
        printed = await self._desk.printed(request, claim)
        if not printed:
            return JSONResponse({"message": "the server has no time for this now"}, 503)
        (found,) = printed
        place = {"line": found.position.line, "column": found.position.column} if found.HasField("position") else None
        return JSONResponse(
            {
                "text": found.text,
                "mathml": found.mathml,
                "latex": found.latex,
                "message": found.message,
                "position": place,
                "notes": list(found.notes),
            }
        )

    async def proof(self, request: Request) -> Response:
        """The argument of a document, once it was checked again."""
        found = await self._desk.explained(request, text_of(await fields_of(request), "document"))
        return JSONResponse({"accepted": found.accepted, "html": found.explanation, "message": found.message})

    async def check_events(self, request: Request) -> Response:
        """The events of a file."""
        database, fields = await self._database(request)
        return _streamed(file_events(self._desk, request, database, options_of(fields), self._keeps))

    # ---- parts

    async def _database(self, request: Request) -> tuple[Database, Mapping[str, Any]]:
        """The file of a form, read; nothing of it is written down here, and its name only says what kind it is."""
        async with request.form(max_files=1, max_fields=10) as form:
            upload = form.get("file")
            if not isinstance(upload, UploadFile) or not upload.filename:
                raise refusal("file", "a file is wanted")
            name = Path(upload.filename.replace("\\", "/").replace("\0", "")).name[-100:]
            if (upload.size or 0) > _MAX_FILE_BYTES:
                raise refusal("file", f"at most {_MAX_FILE_BYTES} bytes are read here")
            content = await upload.read()
            fields = {key: value for key, value in form.items() if isinstance(value, str)}
        if Path(name).suffix.lower() not in READERS:
            raise refusal("file", f"its name must end in one of {', '.join(READERS)}")
        async with self._reading:
            database = await asyncio.to_thread(read_text, Path(name), content)
        if len(database.entries) > _MAX_CLAIMS:
            raise refusal("file", f"at most {_MAX_CLAIMS} claims are checked here: use `probatum check --server`")
        return database, fields

    async def _shown(self, request: Request, verdict: Verdict, kept: Timestamp) -> Shown:
        (formula,) = await self._desk.formulas(request, [verdict.claim])
        return shown(verdict, formula, self._keeps, kept.ToMilliseconds() / 1000)

    def _page(self, request: Request, template: str, status: int = 200, **content: Any) -> Response:
        common = {
            "path": request.url.path,
            "keeps": self._keeps,
            "asks_for_tokens": bool(self._config.tokens),
            "is_signed_in": TOKEN_COOKIE in request.cookies,
            "version": self._version,
            "examples": EXAMPLES,
        }
        return HTMLResponse(page(template, **common, **content), status, {"cache-control": "no-store"})

    async def refused(self, request: Request, error: Exception) -> Response:
        """The answer to a call that was not answered."""
        assert isinstance(error, CallError)
        found = error.error
        status = http_status(found)
        headers = {"retry-after": str(max(1, found.retry_delay.seconds))} if found.HasField("retry_delay") else {}
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": error_fields(found)}, status, headers)
        return self._trouble(request, found, status)

    def _trouble(self, request: Request, error: Error, status: int) -> Response:
        back = request.url.path if request.method == "GET" else "/"
        query = f"?{request.url.query}" if request.method == "GET" and request.url.query else ""
        return self._page(request, "trouble.html.j2", status, error=error, next_path=back + query)

    async def failed(self, request: Request, error: Exception) -> Response:
        """The answer to a request for nothing that is here."""
        assert isinstance(error, HTTPException)
        found = Error(message=error.detail, reason=str(error.status_code))
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": error_fields(found)}, error.status_code, error.headers)
        return self._trouble(request, found, error.status_code)


def _streamed(events: Any) -> Response:
    return EventSourceResponse(events, headers={"cache-control": "no-store", "x-accel-buffering": "no"})


def _own_path(path: str) -> str:
    """A path of this server, whatever was asked for."""
    is_own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isascii() and path.isprintable()
    return path if is_own else "/"
