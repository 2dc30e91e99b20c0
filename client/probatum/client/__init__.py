"""The SDK: claims to a verdict service, verdicts back. Needs grpcio and protobuf only.

`Client(target)` speaks to a server, `Client.local()` to an embedded one; `AsyncClient` does the same on asyncio.
"""

from probatum.client._admin import AdminClient, CacheStatus, ServerStatus, WorkerStatus
from probatum.client._archive import Rendering, VerdictSummary
from probatum.client._async import AsyncClient
from probatum.client._channel import tls_credentials
from probatum.client._deltas import DeltaFit, DeltaPoint, doubling_depths, fit_deltas, plot_deltas
from probatum.client._description import Description, Function, Limits, Method
from probatum.client._equivalence import Comparison, Equivalence, UpTo
from probatum.client._errors import (
    AccessDeniedError,
    CancelledError,
    DeadlineExceededError,
    FieldViolation,
    InvalidRequestError,
    OverloadedError,
    ProbatumError,
    ServiceError,
    UnavailableError,
)
from probatum.client._events import Accepted, Event, Evidence, Progress
from probatum.client._fields import Approximation, MatrixField, SurveyPoint, Trajectory, Unification, directions_in_box
from probatum.client._identification import Identification, Proposal
from probatum.client._jobs import Job, JobAnswer, JobState
from probatum.client._plots import plot_convergence, plot_statuses, plot_trajectories
from probatum.client._recheck import Notation, Rechecked
from probatum.client._requests import Answer, Latex, Request, latex
from probatum.client._survey_plot import plot_survey
from probatum.client._sync import Client
from probatum.client._tables import Table, progress, table
from probatum.client._verdict import (
    Certificate,
    Counterexample,
    Enclosure,
    Options,
    PointEvidence,
    Position,
    RealBall,
    Reason,
    Statement,
    Status,
    StepVerdict,
    Verdict,
)

__all__ = [
    "Accepted",
    "AccessDeniedError",
    "AdminClient",
    "Answer",
    "Approximation",
    "AsyncClient",
    "CacheStatus",
    "CancelledError",
    "Certificate",
    "Client",
    "Comparison",
    "Counterexample",
    "DeadlineExceededError",
    "DeltaFit",
    "DeltaPoint",
    "Description",
    "Enclosure",
    "Equivalence",
    "Event",
    "Evidence",
    "FieldViolation",
    "Function",
    "Identification",
    "InvalidRequestError",
    "Job",
    "JobAnswer",
    "JobState",
    "Latex",
    "Limits",
    "MatrixField",
    "Method",
    "Notation",
    "Options",
    "OverloadedError",
    "PointEvidence",
    "Position",
    "ProbatumError",
    "Progress",
    "Proposal",
    "RealBall",
    "Reason",
    "Rechecked",
    "Rendering",
    "Request",
    "ServerStatus",
    "ServiceError",
    "Statement",
    "Status",
    "StepVerdict",
    "SurveyPoint",
    "Table",
    "Trajectory",
    "UnavailableError",
    "Unification",
    "UpTo",
    "Verdict",
    "VerdictSummary",
    "WorkerStatus",
    "directions_in_box",
    "doubling_depths",
    "fit_deltas",
    "latex",
    "plot_convergence",
    "plot_deltas",
    "plot_statuses",
    "plot_survey",
    "plot_trajectories",
    "progress",
    "table",
    "tls_credentials",
]
