"""The synchronous client."""

from __future__ import annotations

import copy
import time
from collections.abc import Generator, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import grpc

from probatum.client import _convert
from probatum.client._deltas import DeltaPoint
from probatum.client._description import Description
from probatum.client._equivalence import AnswerLike, Comparison, UpTo, compare_message, satisfies_message
from probatum.client._errors import ServiceError, error_from_rpc
from probatum.client._events import Event
from probatum.client._fields import (
    MatrixField,
    Number,
    SurveyPoint,
    Trajectory,
    Unification,
    trajectory_message,
    unify_message,
)
from probatum.client._identification import Identification, ValueLike, identify_message
from probatum.client._ledger import Ledger
from probatum.client._outbox import Outbox
from probatum.client._recheck import Notation, Rechecked, recheck_message
from probatum.client._requests import Answer, ClaimLike, Request, claim_text, request_message
from probatum.client._resumable import Place, Point, Resumable, delta_stream, survey_stream
from probatum.client._retry import Attempts, CallSettings
from probatum.client._sync_archive import ArchiveCalls
from probatum.client._sync_jobs import JobCalls
from probatum.client._verdict import Options, Verdict
from probatum.client._wire import Wire
from probatum.v1.equivalence_service_pb2 import CompareRequest
from probatum.v1.verdict_service_pb2 import DescribeRequest

DEFAULT_WINDOW = 256


class Client(JobCalls, ArchiveCalls):
    """A verdict service, spoken to synchronously. Safe to use from several threads.

    `target` is `host:port` or `unix:PATH`; `credentials` make the channel a TLS one (see `tls_credentials`), `token`
    says who calls. The client is a context manager;
    the connection is made at the first call.

        with Client.local() as client:
            print(client.verify("zeta(2) = pi^2/6"))
    """

    def __init__(self, target: str, *, credentials: grpc.ChannelCredentials | None = None, token: str = "") -> None:
        self._wire = Wire(target, credentials, token=token)
        self._settings = CallSettings()

    @classmethod
    def local(
        cls,
        *,
        workers: int | None = None,
        memory_limit_bytes: int | None = None,
        judge: str | None = None,
        database: str = "",
    ) -> Self:
        """A client of an embedded service: a process of its own behind a private socket, ended by `close`.

        `workers` is the number of processes that judge (by default the processors of the machine),
        `memory_limit_bytes` the address space of each, `judge` the import path `module:function` of what judges, for
        those who bring their own, `database` (`sqlite:///PATH`, `postgresql://..`) where verdicts are kept and found
        again, and jobs; nowhere by default. Raises ImportError when the `service` extra is not installed.
        """
        from probatum.client._local import LocalServer  # starts processes: only for those who ask for one

        server = LocalServer(workers, memory_limit_bytes, judge, database)
        client = cls.__new__(cls)
        client._wire = Wire(server.target, local=server)
        client._settings = CallSettings()
        return client

    def with_options(
        self, *, deadline_s: float | None = None, attempts: int | None = None, use_cache: bool | None = None
    ) -> Self:
        """This client with other settings for its calls, over the same connection; None leaves one as it is.

        `deadline_s` bounds each call with all its attempts (a `timeout_s` bounds the work on one claim), `attempts` is
        how often a call is made at most. With `use_cache=False` claims are judged even where the server knows the
        verdict. Closing either client closes both.
        """
        client = copy.copy(self)
        client._settings = self._settings.changed(deadline_s, attempts, use_cache)
        return client

    def verify(
        self,
        claim: ClaimLike,
        *,
        digits: int = 50,
        timeout_s: float | None = None,
        seed: int = 0,
        max_points: int = 12,
        max_precision_bits: int = 0,
        proof_effort: int = 5_000,
    ) -> Verdict:
        """Judge a claim (text, or a SymPy relation) and return its verdict.

        `digits` (1 to 1000000) is the agreement wanted for SUPPORTED; `timeout_s` the deadline in seconds, counted from
        the start of work (None: the server's default); `seed`, `max_points` (1 to 1000), `max_precision_bits` (0:
        chosen from `digits`) and `proof_effort` (0: no search for a proof) as in `Options`. Raises a ProbatumError when
        the request is not answered; TypeError when `claim` is neither text nor a relation.
        """
        options = Options(digits, max_precision_bits, max_points, seed, proof_effort)
        for event in self._events(claim, options, timeout_s):
            if isinstance(event, Verdict):
                return event
        raise ServiceError("the server ended without a verdict", code="INTERNAL")

    def verify_events(
        self,
        claim: ClaimLike,
        *,
        digits: int = 50,
        timeout_s: float | None = None,
        seed: int = 0,
        max_points: int = 12,
        max_precision_bits: int = 0,
        proof_effort: int = 5_000,
    ) -> Generator[Event, None, None]:
        """Judge a claim and yield what happens to it: Accepted, Progress, Evidence as they come, at last the Verdict.

        Closing the iterator withdraws the claim. Arguments and errors as for `verify`.
        """
        return self._events(claim, Options(digits, max_precision_bits, max_points, seed, proof_effort), timeout_s)

    def verify_many(
        self,
        claims: Iterable[ClaimLike | Request],
        *,
        digits: int = 50,
        timeout_s: float | None = None,
        seed: int = 0,
        max_points: int = 12,
        max_precision_bits: int = 0,
        proof_effort: int = 5_000,
        window: int = DEFAULT_WINDOW,
    ) -> Generator[Answer, None, None]:
        """Judge many claims and yield an Answer for each as it finishes, in any order.

        `claims` may be endless: it is read in a thread of its own, at most `window` claims ahead of the answers. A
        claim without an id gets its position as one. Options apply where a Request has none of its own. Closing the
        iterator withdraws what is unanswered. A claim that is refused is an Answer with its error; raises a
        ProbatumError when the stream fails, and whatever `claims` raises.
        """
        options = Options(digits, max_precision_bits, max_points, seed, proof_effort)
        return self._answers(claims, Ledger(options, timeout_s, self._settings.use_cache), window)

    def recheck(
        self,
        verdict: Verdict | Mapping[str, Any] | str,
        *,
        explanation: Notation | str | None = None,
        timeout_s: float | None = None,
        here: bool = True,
    ) -> Rechecked:
        """Check the certificate of a verdict again, on this machine: no server is trusted.

        `verdict` is a Verdict, its document, or JSON text of either (as `verify --format json` prints it). With an
        `explanation` ("text", "latex", "markdown") the answer explains the argument. The checker runs in a process of
        an embedded service with the deadline `timeout_s`, in seconds; with `here=False` it is the service's that this
        client speaks to. Whatever is wrong with the certificate is in the answer; raises ValueError for a verdict that
        carries none, ImportError when the `service` extra is not installed, a ProbatumError when there is no answer.
        """
        message = recheck_message(verdict, explanation, timeout_s)
        if here and self._wire.local is None:
            return self._checker().recheck(verdict, explanation=explanation, timeout_s=timeout_s)
        attempts = Attempts(self._settings)
        while True:
            request_id = self._wire.next_call()
            try:
                return _convert.rechecked(
                    self._wire.verdicts.Recheck(
                        message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
                    )
                )
            except grpc.RpcError as failure:
                time.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))

    def _checker(self) -> Client:
        """A client of an embedded service of one process, started when it is first asked for."""
        with self._wire.lock:
            self._wire.require_open()
            if self._wire.checker is None:
                self._wire.checker = Client.local(workers=1)
            return self._wire.checker  # type: ignore[no-any-return]

    def trajectory(
        self,
        field: MatrixField | str | Any,
        start: Sequence[Number],
        direction: Sequence[int],
        *,
        rows: str = "",
        depth: int = 1000,
        digits: int = 50,
        timeout_s: float | None = None,
    ) -> Trajectory:
        """Measure a trajectory of a matrix field: its matrix, its recurrence, the limit, delta and rate.

        `field` is a MatrixField, its text, or a CMF of ramanujantools; `start` has a rational for each axis and
        `direction` an integer; `rows` are the two vectors of rows whose entries are divided, `[[..], [..]]` (default:
        the first two rows); `depth` is the number of strides for delta and rate, `digits` those wanted of the limit.
        What keeps it from being measured is in the answer; raises a ProbatumError when there is none.
        """
        message = trajectory_message(field, start, direction, rows, depth, digits, timeout_s)
        attempts = Attempts(self._settings)
        while True:
            request_id = self._wire.next_call()
            try:
                return _convert.trajectory(
                    self._wire.fields.MeasureTrajectory(
                        message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
                    )
                )
            except grpc.RpcError as failure:
                time.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))

    def survey(
        self,
        field: MatrixField | str | Any,
        start: Sequence[Number],
        directions: Iterable[Sequence[int]],
        *,
        rows: str = "",
        depth: int = 200,
        timeout_s: float | None = None,
    ) -> Generator[SurveyPoint, None, None]:
        """Measure delta and rate along many directions and yield a SurveyPoint for each as it finishes, in any order.

        Directions that fail say why. A survey that broke off is resumed with those that were not answered: after an
        UnavailableError this is done here. Closing the iterator withdraws what is unanswered.
        """
        return self._resumed(survey_stream(field, start, directions, rows, depth, timeout_s))

    def deltas(
        self, source: str, depths: Iterable[int], *, blind: bool = False, timeout_s: float | None = None
    ) -> Generator[DeltaPoint, None, None]:
        """Measure the delta of irrationality of a source at many depths and yield a DeltaPoint for each as it finishes.

        `source` is `pcf(a, b, n)`, a series `sum(..)` of hypergeometric terms, a trajectory `limit(F, from (..), along
        (..))` of order 2, or a claim about a measure that names one. Delta of the convergent p/q with index n is
        defined by `|x - p/q| = q^-(1 + delta)`; with `blind`, the convergent with index 2n takes the place of x. Depths
        that fail say why. After an UnavailableError those that are unanswered are asked for again. See `fit_deltas` for
        what the deltas seem to tend to, and `plot_deltas`.
        """
        return self._resumed(delta_stream(source, depths, blind, timeout_s))

    def unify(
        self,
        field: MatrixField | str | Any,
        formula: str,
        *,
        start: Sequence[Number] = (),
        box: Sequence[tuple[int, int]] = (),
        proof_effort: int = 5_000,
        timeout_s: float | None = None,
    ) -> Unification:
        """Look in a field of rank 2 for a trajectory whose limit a continued fraction is an image of.

        `formula` is the continued fraction, `pcf(a, b, n)`, or an equation with one, which is then to be proved through
        the field. `start` has a rational for each axis (default: all of Z and Z + 1/2), `box` a pair low, high for each
        axis, the directions that are looked at (default: 0 to at most 8); `proof_effort` is what the search may use, in
        units of about a millisecond. What keeps it from being asked is in the answer; raises InvalidRequestError for a
        request without field or formula, another ProbatumError when there is no answer, TypeError for what is no field
        or no text.
        """
        message = unify_message(field, formula, start, box, proof_effort, timeout_s)
        return _convert.unification(self._single("fields", "UnifyField", message))

    def equivalent(
        self,
        left: AnswerLike,
        right: AnswerLike,
        *,
        up_to: UpTo | str = UpTo.EXACT,
        conditions: str | Sequence[str] = "",
        variable: str = "x",
        digits: int = 50,
        proof_effort: int = 5_000,
        timeout_s: float | None = None,
    ) -> Comparison:
        """Whether two answers say the same: EQUIVALENT, NOT_EQUIVALENT with a witness, or UNDECIDED; never a guess.

        Answers are text in the claim language, numbers, SymPy expressions or lists of these: expressions, lists and
        matrices (compared entry by entry), propositions such as `x = 2 or x = -2`. They may differ `up_to` nothing
        ("exact"), a "constant" (antiderivatives in `variable`), the "sign", a constant "factor", the "order" of a list.
        `conditions` are those after `for` in a claim; a name that none declares is a real number. Raises ValueError for
        another `up_to`, TypeError for what is no answer, a ProbatumError when the request is not answered.
        """
        options = Options(digits=digits, proof_effort=proof_effort)
        return self._compared(compare_message(left, right, up_to, conditions, variable, options, timeout_s))

    def satisfies(
        self,
        equations: AnswerLike,
        solution: AnswerLike,
        *,
        unknown: str = "y",
        conditions: str | Sequence[str] = "",
        variable: str = "x",
        digits: int = 50,
        proof_effort: int = 5_000,
        timeout_s: float | None = None,
    ) -> Comparison:
        """Whether a function solves differential equations, such as `diff(y, x, 2) + y = 0 and y(0) = 1`.

        `diff(y, x, n)` is the n-th derivative of the unknown, `y` or `y(x)` the unknown itself and `y(0)` a value.
        EQUIVALENT when every equation is PROVED. Other arguments and errors as for `equivalent`.
        """
        options = Options(digits=digits, proof_effort=proof_effort)
        return self._compared(satisfies_message(equations, solution, unknown, conditions, variable, options, timeout_s))

    def identify(
        self,
        value: ValueLike,
        *,
        basis: Sequence[AnswerLike] | str = (),
        digits: int = 50,
        proof_effort: int = 5_000,
        timeout_s: float | None = None,
    ) -> Identification:
        """Closed forms of a value, found by lattice reduction, each with the verdict on it: a form found is no proof.

        `value` is an expression without variables (claim language, `latex(..)`, SymPy) or a decimal number of 15 to
        2000 digits as text, for which a form is a conjecture. `basis` holds constants to be tried alone and together
        beside the known ones; `digits` (15 to 2000) take part in the search, and 30 more decide. What is wrong with the
        text is in the answer; raises TypeError for what is no value, a ProbatumError when the request is not answered.
        """
        message = identify_message(value, basis, Options(digits=digits, proof_effort=proof_effort), timeout_s)
        return _convert.identification(self._single("identifications", "Identify", message))

    def _compared(self, message: CompareRequest) -> Comparison:
        return _convert.comparison(self._single("equivalences", "Compare", message))

    def _single(self, service: str, call: str, message: Any) -> Any:
        """The one answer to a call that may be made again."""
        attempts = Attempts(self._settings)
        while True:
            request_id = self._wire.next_call()
            try:
                return getattr(getattr(self._wire, service), call)(
                    message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
                )
            except grpc.RpcError as failure:
                time.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))

    def describe(self) -> Description:
        """What the service can do: engine versions, functions, methods, limits."""
        return _convert.installation(self._single("verdicts", "Describe", DescribeRequest()))

    def _resumed(self, stream: Resumable[Place, Point]) -> Generator[Point, None, None]:
        unanswered = dict.fromkeys(stream.places)
        attempts = Attempts(self._settings)
        while unanswered:
            asked = list(unanswered)
            message = stream.message(asked)
            request_id = self._wire.next_call()
            call: Any = getattr(getattr(self._wire, stream.service), stream.call)(
                message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
            )
            try:
                for response in call:
                    attempts.progressed()
                    point = stream.point(response, asked)
                    del unanswered[stream.place(point)]
                    yield point
            except grpc.RpcError as failure:
                time.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))
            finally:
                call.cancel()

    def _events(self, claim: ClaimLike, options: Options, timeout_s: float | None) -> Generator[Event, None, None]:
        message = request_message(claim_text(claim), options, timeout_s, self._settings.use_cache)
        attempts = Attempts(self._settings)
        begun = False
        while True:
            request_id = self._wire.next_call()
            call: Any = self._wire.verdicts.Verify(
                message, metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
            )
            try:
                for response in call:
                    begun = True
                    if (event := _convert.event(response)) is not None:
                        yield event
                return
            except grpc.RpcError as failure:
                time.sleep(attempts.wait_s(error_from_rpc(failure, request_id), begun))
            finally:
                call.cancel()

    def _answers(
        self, claims: Iterable[ClaimLike | Request], ledger: Ledger, window: int
    ) -> Generator[Answer, None, None]:
        outbox = Outbox(claims, ledger, window)
        attempts = Attempts(self._settings)
        try:
            while True:
                request_id = self._wire.next_call()
                call: Any = self._wire.verdicts.VerifyMany(
                    outbox.stream(), metadata=self._wire.metadata(request_id), timeout=attempts.remaining_s
                )
                try:
                    for response in call:
                        attempts.progressed()
                        yield from outbox.settle(response.answers)
                    break
                except grpc.RpcError as failure:
                    time.sleep(attempts.wait_s(error_from_rpc(failure, request_id)))
                finally:
                    call.cancel()
        finally:
            outbox.close()
        if outbox.failure is not None:
            raise outbox.failure
        if ledger.unanswered:
            raise ServiceError(f"the server left {len(ledger.unanswered)} claims unanswered", code="INTERNAL")

    def close(self) -> None:
        """End the connection, and the embedded service if there is one. Calls in progress end with CancelledError."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
