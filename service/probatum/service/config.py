"""How a server is set up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from probatum.service.nursery_start import DEFAULT_JUDGE

MEBIBYTE = 1 << 20
_RAY_ADDRESS = re.compile(r"auto|local|(\[[0-9a-fA-F:.]+\]|[\w.-]+):\d{1,5}")
MIN_MEMORY_BYTES = 128 * MEBIBYTE
"""A worker that has judged nothing yet takes half of this."""


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """The settings of a server. Times are in seconds, sizes in bytes."""

    listen: str = "127.0.0.1:50051"
    """`host:port` (port 0: any free one) or `unix:PATH`."""
    workers: int = 0
    """The number of processes that judge; 0: one a core, of this machine or of the Ray cluster."""
    engine: str = "local"
    """Where they are: `local`, on this machine, or `ray`, on the nodes of a Ray cluster."""
    ray_address: str = "auto"
    """The Ray cluster: `auto` (that of this machine), `HOST:PORT` of its head, or `local` (one of its own, here)."""
    memory_limit_bytes: int = 2048 * MEBIBYTE
    """The address space of each of them."""
    recycle_bytes: int = 512 * MEBIBYTE
    """A worker that has ever held more than this is replaced when its claim is answered."""
    default_timeout_s: float = 60.0
    """The deadline of a claim that sets none, from the start of work on it."""
    max_timeout_s: float = 3600.0
    """The longest deadline of a claim."""
    queue_capacity: int = 4096
    """The number of claims that can wait for a worker."""
    stream_window: int = 256
    """The number of unanswered claims of one VerifyMany at which reading pauses."""
    stream_window_bytes: int = 8 * MEBIBYTE
    """The size of unanswered claims of one VerifyMany at which reading pauses."""
    max_claim_bytes: int = 2 * MEBIBYTE
    """The largest claim text taken up."""
    max_message_bytes: int = 4 * MEBIBYTE
    """The largest message taken up."""
    max_concurrent_calls: int = 1000
    """The number of calls served at a time."""
    database: str = ""
    """Where jobs and verdicts are kept: `sqlite:///PATH` or `postgresql://...`; empty: nowhere, and no jobs."""
    cache: bool = True
    """Whether a verdict that the database holds is served again; requests can ask for a fresh one."""
    cache_bytes: int = 64 * MEBIBYTE
    """The size of the verdicts used lately that are kept in memory too."""
    hold_s: float = 10.0
    """For how long a server that is silent is taken to be at work on its jobs."""
    max_job_claims: int = 100_000
    """The largest number of claims of a job."""
    tls_certificate: str = ""
    """The file with the server's certificate chain, in PEM; empty: no TLS."""
    tls_key: str = ""
    """The file with its private key."""
    tls_client_ca: str = ""
    """The file with the authorities whose client certificates are asked for; empty: none are."""
    tokens: str = ""
    """The file that says who may call, see `probatum.service.tokens`; empty: anybody, who may then not administer."""
    http_listen: str = ""
    """`host:port` where the page for browsers is served (port 0: any free one), under the rules for `listen`; empty:
    nowhere."""
    http_origin: str = ""
    """Where people find the page behind a proxy: `https://probatum.example.org`; empty: at `http_listen`."""
    audit_log: str = ""
    """The file that gets a line of JSON for each call; empty: none."""
    metrics_listen: str = ""
    """`host:port` where Prometheus finds the metrics, over HTTP; empty: nowhere."""
    traces_endpoint: str = ""
    """`http://host:port` or `https://host:port` of the collector that gets OpenTelemetry's traces, over OTLP with gRPC;
    empty: none."""
    log_format: str = "text"
    """The form of the log on the error stream: `text`, or `json` with an object a line."""
    insecure: bool = False
    """Whether to listen to a network without TLS or without knowing who calls."""
    caller_concurrency: int = 0
    """The number of unanswered claims of one caller, of all calls and jobs together; 0: no bound but the queue."""
    caller_rate: float = 0.0
    """Claims a second that one caller may send in the long run; 0: no bound."""
    caller_burst: float = 100.0
    """Claims that one caller may send at once, before the rate counts."""
    caller_daily_s: float = 0.0
    """Seconds of work for one caller on one day (UTC); 0: no bound."""
    max_digits: int = 1_000_000
    """The largest agreement that a claim can ask for, in decimal digits."""
    max_proof_effort: int = 10_000_000
    """The largest effort for the search of a proof that a claim can ask for, in units of about a millisecond."""
    max_job_bytes: int = 256 * MEBIBYTE
    """The size of the claims of a job together."""
    drain_grace_s: float = 30.0
    """How long claims that were taken up may still run after the server is told to stop."""
    judge: str = DEFAULT_JUDGE
    """The import path of what judges: `judge(claim, options, observe) -> Verdict`."""

    def __post_init__(self) -> None:
        for name in (
            "recycle_bytes",
            "default_timeout_s",
            "max_timeout_s",
            "queue_capacity",
            "stream_window",
            "stream_window_bytes",
            "max_claim_bytes",
            "max_message_bytes",
            "max_concurrent_calls",
            "cache_bytes",
            "caller_burst",
            "max_digits",
            "max_proof_effort",
            "hold_s",
            "max_job_claims",
            "max_job_bytes",
        ):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be positive, not {getattr(self, name)}")
        for name in ("workers", "caller_concurrency", "caller_rate", "caller_daily_s"):
            if not getattr(self, name) >= 0:
                raise ValueError(f"{name} must not be negative, not {getattr(self, name)}")
        if self.memory_limit_bytes < MIN_MEMORY_BYTES:
            raise ValueError(f"memory_limit_bytes must be at least {MIN_MEMORY_BYTES}, not {self.memory_limit_bytes}")
        if self.engine not in ("local", "ray"):
            raise ValueError(f"engine must be local or ray, not {self.engine!r}")
        if not _RAY_ADDRESS.fullmatch(self.ray_address):
            raise ValueError(f"ray_address must be auto, local or HOST:PORT, not {self.ray_address!r}")
        if self.log_format not in ("text", "json"):
            raise ValueError(f"log_format must be text or json, not {self.log_format!r}")
        if self.metrics_listen and not (_is_private(self.metrics_listen) or self.insecure):
            raise ValueError(f"metrics at {self.metrics_listen} could be read by a network; or say that it is insecure")
        if self.traces_endpoint and not re.fullmatch(r"https?://[^\s/?#@]+:\d{1,5}", self.traces_endpoint):
            raise ValueError(f"traces_endpoint is like http://127.0.0.1:4317, not {self.traces_endpoint!r}")
        plain = self.traces_endpoint.startswith("http://")
        if plain and not (_is_private(self.traces_endpoint.removeprefix("http://")) or self.insecure):
            raise ValueError("traces could be read on their way over http: use https, or say that it is insecure")
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise ValueError("tls_certificate and tls_key go together")
        if self.tls_client_ca and not self.tls_certificate:
            raise ValueError("tls_client_ca needs tls_certificate and tls_key")
        for address in filter(None, (self.listen, self.http_listen)):
            if not _is_private(address) and not self.insecure and not self.is_secured:
                raise ValueError(
                    f"{address} can be reached from a network: set tls_certificate and tls_key, and tokens or "
                    "tls_client_ca; or say that it is to be insecure"
                )
        if self.http_listen and not re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):\d{1,5}", self.http_listen):
            raise ValueError(f"http_listen is host:port, such as 127.0.0.1:8080, not {self.http_listen!r}")
        if self.http_origin and not re.fullmatch(r"https?://[^\s/?#@]+", self.http_origin):
            raise ValueError(f"http_origin is like https://probatum.example.org, not {self.http_origin!r}")
        if self.drain_grace_s < 0:
            raise ValueError(f"drain_grace_s must not be negative, not {self.drain_grace_s}")
        module, separator, function = self.judge.partition(":")
        if not (module and separator and function):
            raise ValueError(f"judge must be 'module:function', not {self.judge!r}")

    @property
    def is_secured(self) -> bool:
        """Whether calls are encrypted, and callers known."""
        return bool(self.tls_certificate and (self.tokens or self.tls_client_ca))


def _is_private(address: str) -> bool:
    host = address.rpartition(":")[0].strip("[]")
    return address.startswith("unix") or host in ("localhost", "::1") or host.startswith("127.")
