"""The page over HTTP: what it answers, what it refuses, and that its gate is that of gRPC."""

from __future__ import annotations

import http.client
import json
import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from probatum.service.config import ServerConfig
from probatum.service.identity import Role
from probatum.service.tokens import new_token, token_line
from tests.certificate_authority import Authority
from tests.cli.page_server import PageServer, page_server, read_events
from tests.conftest import HOSTILE, ROOT, eventually

TRUE = "pcf(2*n + 1, n^2, n) = 4/pi"
FALSE = "exp(pi*sqrt(163)) = 262537412640768744"
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageServer]:
    folder = tmp_path_factory.mktemp("page")
    with page_server("--database", f"sqlite:///{folder}/store.sqlite") as running:
        yield running


# ---- what it answers


def test_a_verdict_comes_with_what_leads_to_it(served: PageServer) -> None:
    found = served.events(TRUE)
    names = [name for name, _ in found]
    assert names[0] == "accepted"
    assert names[-1] == "verdict"
    stages = [fields["stage"] for name, fields in found if name == "progress"]
    assert stages[0] == "well-posed"
    assert "prove" in stages
    verdict = found[-1][1]
    assert verdict["status"] == "PROVED"
    assert "<math" in verdict["html"]
    assert json.loads(verdict["document"])["claim_sha256"] == verdict["path"].removeprefix("/v/")


def test_a_form_without_a_script_gets_a_page(served: PageServer) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    status, _, body = served.send("POST", "/", "claim=sqrt(x%5E2)+%3D+x+for+x+in+RR", form)
    assert status == 200
    assert 'class="verdict refuted"' in body.decode()
    assert "x = -1" in body.decode()


def test_a_claim_is_printed_or_its_flaw_is_shown(served: PageServer) -> None:
    _, found = served.ask("/api/render", {"claim": "zeta(2) = pi^2/6"})
    assert found["mathml"].startswith("<math")
    assert found["message"] == ""
    _, found = served.ask("/api/render", {"claim": "zeta(2) = pi^2/"})
    assert found["mathml"] == ""
    assert found["position"] == {"line": 1, "column": 16}


def test_latex_is_read_as_the_claim_it_states(served: PageServer) -> None:
    _, found = served.ask("/api/render", {"claim": r"\sqrt{2} \cdot \sqrt{2} = 2"})
    assert found["text"] == "sqrt(2)*sqrt(2) = 2"
    assert served.events(r"\sqrt{2} \cdot \sqrt{2} = 2")[-1][1]["status"] == "PROVED"
    refused = served.events(r"\sqrt{2} \approx 1.41")[-1][1]
    assert refused["status"] == "INVALID"
    assert "an approximate equality is no claim" in refused["html"]
    body, headers = _upload("some.tex", rb"\claim{\sqrt{4} = 2}")
    rows = [fields for name, fields in read_events(served.send("POST", "/api/check", body, headers)[2].decode())]
    assert rows[-1] == {"statuses": {"PROVED": 1}}


def test_a_verdict_is_kept_under_its_link_with_proof_and_certificate(served: PageServer, tmp_path: Path) -> None:
    path = served.events(TRUE)[-1][1]["path"]
    assert eventually(lambda: served.send("GET", path)[0] == 200, within_s=5)
    _, _, page = served.send("GET", f"{path}?proof")
    assert "<strong>Theorem.</strong>" in page.decode()
    status, headers, document = served.send("GET", f"{path}/certificate.json")
    assert status == 200
    assert re.fullmatch(r'attachment; filename="proved-[0-9a-f]{12}\.json"', headers["content-disposition"])
    assert document.decode() == json.dumps(json.loads(document), sort_keys=True, separators=(",", ":"))
    assert served.ask("/api/proof", {"document": document.decode()})[1]["accepted"]
    altered = document.replace(b'"PROVED"', b'"REFUTED"')
    assert not served.ask("/api/proof", {"document": altered.decode()})[1]["accepted"]


def test_verdicts_are_searched(served: PageServer) -> None:
    for claim in (TRUE, FALSE):
        served.events(claim)
    assert eventually(lambda: b"REFUTED</span>" in served.send("GET", "/verdicts?status=REFUTED")[2], within_s=5)
    page = served.send("GET", "/verdicts?q=163&method=enclosures")[2].decode()
    assert page.count("<li class=") == 1
    assert "262537412640768744" in page
    assert "No verdict fits." in served.send("GET", "/verdicts?q=nowhere")[2].decode()


def test_a_file_is_checked_claim_by_claim(served: PageServer) -> None:
    body, headers = _upload("some.yaml", b"- {id: a, claim: '1 + 1 = 2', expect: PROVED}\n- {id: b, claim: '1 = 2'}\n")
    found = list(read_events(served.send("POST", "/api/check", body, headers)[2].decode()))
    assert found[0] == ("begin", {"file": "some.yaml", "claims": 2})
    rows = {fields["id"]: fields for name, fields in found if name == "row"}
    assert (rows["a"]["level"], rows["b"]["level"]) == ("ok", "error")
    assert found[-1] == ("end", {"statuses": {"PROVED": 1, "REFUTED": 1}})
    page = served.send("POST", "/check", body, headers)[2].decode()
    assert page.index("1 + 1 = 2") < page.index("<code>1 = 2")


def test_a_file_that_cannot_be_read_says_where(served: PageServer) -> None:
    body, headers = _upload("some.yaml", b"- {id: a, claim: '1 = 1'}\n- {id: a, claim: '1 = 1'}\n")
    ((name, fields),) = read_events(served.send("POST", "/api/check", body, headers)[2].decode())
    assert name == "flaws"
    assert fields["flaws"] == [{"line": 2, "message": "duplicate id 'a': first on line 1"}]


def _upload(name: str, content: bytes) -> tuple[bytes, dict[str, str]]:
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return head + content + b"\r\n--b--\r\n", {"content-type": "multipart/form-data; boundary=b"}


# ---- what it refuses


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "claim"),
        ({"claim": ""}, "claim"),
        ({"claim": 1}, "claim"),
        ({"claim": "1 = 1", "digits": "many"}, "digits"),
        ({"claim": "1 = 1", "digits": 2_000_000}, "options.digits"),
        ({"claim": "1 = 1", "digits": -1}, "digits"),
        ({"claim": "1 = 1", "timeout_s": "1e9"}, "timeout_s"),
        ({"claim": "\ud800"}, "claim"),
        (["1 = 1"], "body"),
    ],
)
def test_what_is_no_question(served: PageServer, fields: object, field: str) -> None:
    status, found = served.ask("/api/verify", fields)
    assert status == 400
    assert found["error"]["message"].startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.exe", b"", "its name must end in"),
        ("", b"x", "a file is wanted"),
        ("x.yaml", b"x" * 1_100_000, "at most 1048576 bytes"),
    ],
)
def test_what_is_no_file(served: PageServer, name: str, content: bytes, says: str) -> None:
    body, headers = _upload(name, content)
    status, _, answer = served.send("POST", "/api/check", body, headers)
    assert status == 400
    assert says in answer.decode()


@pytest.mark.parametrize(
    "claim",
    [
        "<script>alert(1)</script>",
        "</textarea><img src=x onerror=alert(1)>",
        "1 = 1 for <b>x</b> in RR",
        "{{ 7*7 }}",
        "\u202e1 = 1",
    ],
)
def test_hostile_text_is_shown_as_text(served: PageServer, claim: str) -> None:
    found = served.events(claim)[-1][1]
    assert found["status"] == "INVALID"
    for tag in ("<script", "<img", "<b>x", "</textarea"):
        assert tag not in found["html"]
    assert "{{" in found["html"] or "{{" not in claim
    form = {"content-type": "application/x-www-form-urlencoded"}
    _, _, page = served.send("POST", "/", f"claim={claim}".encode(), form)
    assert b"<script>" not in page.replace(b'<script type="module" src="/static/page.js"></script>', b"")
    assert b"<img" not in page


@pytest.mark.parametrize(
    "path",
    ["/static/../application.py", "/static/%2e%2e/guard.py", "/static//etc/passwd", "/static/..%2f..%2fserve.py"],
)
def test_paths_lead_nowhere_else(served: PageServer, path: str) -> None:
    assert served.send("GET", path)[0] == 404


@pytest.mark.parametrize("path", ["/v/xyz", "/v/" + "A" * 64, "/verdicts?page=x", "/verdicts?status=TRUE"])
def test_addresses_that_make_no_sense(served: PageServer, path: str) -> None:
    assert served.send("GET", path)[0] == 400


def test_a_verdict_that_is_not_kept(served: PageServer) -> None:
    status, _, page = served.send("GET", "/v/" + "0" * 64)
    assert status == 404
    assert b"No such verdict" in page


def test_requests_of_other_sites_are_refused(served: PageServer) -> None:
    """Cross-site request forgery, and DNS rebinding: a foreign name that leads to this machine."""
    own = {"origin": served.url}
    assert served.ask("/api/render", {"claim": "1 = 1"}, own)[0] == 200
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"http://localhost.evil.example:{served.netloc.rpartition(':')[2]}"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        assert served.send("POST", "/api/verify", '{"claim": "1 = 1"}', JSON | headers)[0] == 403
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", ""):
        assert served.send("GET", "/", headers={"host": host})[0] in (400, 421)


def test_a_form_of_another_site_cannot_pass_for_json(served: PageServer) -> None:
    status, _, body = served.send("POST", "/api/verify", '{"claim": "1 = 1"}', {"content-type": "text/plain"})
    assert status == 400
    assert b"application/json is wanted" in body


def test_bodies_are_bounded_whether_they_say_their_size_or_not(served: PageServer) -> None:
    assert served.send("POST", "/api/verify", b" " * 5_000_000, JSON)[0] == 413
    connection = http.client.HTTPConnection(served.netloc, timeout=60)
    connection.request("POST", "/api/verify", iter([b" " * 500_000] * 10), JSON, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("path", ["/", "/verdicts", "/static/page.js", "/nothing", "/v/x"])
def test_every_answer_forbids_what_is_not_ours(served: PageServer, path: str) -> None:
    headers = served.send("GET", path)[1]
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_who_leaves_takes_the_claim_along() -> None:
    """A claim that would run for a minute: its worker is ended within a second of the connection."""
    with page_server("--judge", HOSTILE) as running:
        nursery = psutil.Process(running.process.pid).children()[0]
        assert eventually(lambda: len(nursery.children()) == 1, within_s=10)
        (worker,) = nursery.children()
        connection = http.client.HTTPConnection(running.netloc, timeout=60)
        connection.request("POST", "/api/verify", json.dumps({"claim": "endless = 1"}), JSON)
        response = connection.getresponse()
        assert response.readline() == b"event: accepted\r\n"
        assert eventually(lambda: worker.cpu_times().user > 0.2, within_s=10)
        response.close()
        connection.close()
        assert eventually(lambda: not worker.is_running(), within_s=1)
        assert running.ask("/api/render", {"claim": "1 = 1"})[0] == 200


# ---- who may come in


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PageServer, str]]:
    folder, token = tmp_path_factory.mktemp("guarded"), new_token()
    (folder / "tokens").write_text(token_line("ada", Role.VERIFY, token) + "\n")
    limits = folder / "probatum.toml"
    limits.write_text("caller_rate = 0.001\ncaller_burst = 6\n")
    options = ("--tokens", str(folder / "tokens"), "--audit-log", str(folder / "audit"), "--config", str(limits))
    with page_server("--database", f"sqlite:///{folder}/store.sqlite", *options) as running:
        yield running, token
        lines = [json.loads(line) for line in (folder / "audit").read_text().splitlines()]
        assert {line["caller"] for line in lines if line["code"] == "OK"} == {"ada"}
        assert {"/probatum.v1.NotationService/Render"} <= {line["method"] for line in lines}


def test_nobody_gets_anything_without_a_token(guarded: tuple[PageServer, str]) -> None:
    server, _ = guarded
    for headers in ({}, {"authorization": "Bearer wrong"}, {"cookie": "probatum-token=wrong"}):
        assert server.ask("/api/render", {"claim": "1 = 1"}, headers | {"origin": server.url})[0] == 401
        assert server.send("GET", "/verdicts", headers=headers)[0] == 401
        assert server.send("GET", "/v/" + "0" * 64, headers=headers)[0] == 401


def test_a_token_opens_in_the_header_and_in_the_cookie(guarded: tuple[PageServer, str]) -> None:
    server, token = guarded
    assert server.ask("/api/render", {"claim": "1 = 1"}, {"authorization": f"Bearer {token}"})[0] == 200
    form = {"content-type": "application/x-www-form-urlencoded", "origin": server.url}
    status, headers, _ = server.send("POST", "/sign-in", f"token={token}&next=//evil.example/", form)
    assert (status, headers["location"]) == (303, "/")
    cookie = headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    kept = {"cookie": cookie.partition(";")[0]}
    assert server.send("GET", "/verdicts", headers=kept)[0] == 200
    assert server.ask("/api/render", {"claim": "1 = 1"}, kept | {"origin": server.url})[0] == 200
    # A cookie comes along by itself: without an origin nobody knows who wanted the request.
    assert server.send("POST", "/api/render", '{"claim": "1 = 1"}', JSON | kept)[0] == 403
    assert server.send("POST", "/sign-in", "token=wrong", form)[0] == 401


def test_limits_for_callers_count_here_too(guarded: tuple[PageServer, str]) -> None:
    server, token = guarded
    given = {"authorization": f"Bearer {token}"}
    answers = [server.ask("/api/render", {"claim": "1 = 1"}, given) for _ in range(8)]
    status, found = answers[-1]
    assert status == 429
    assert found["error"]["reason"] == "RATE_EXCEEDED"
    assert found["error"]["retry_after_s"] > 1


def test_over_tls_a_certificate_says_who_calls(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    pair, ada = authority.issue("server"), authority.issue("ada")
    options = ("--tls-certificate", str(pair.certificate), "--tls-key", str(pair.key))
    options += ("--tls-client-ca", str(authority.file), "--audit-log", str(tmp_path / "audit"))
    with page_server(*options) as running:
        assert running.url.startswith("https://")
        context = ssl.create_default_context(cafile=str(authority.file))
        with pytest.raises((ssl.SSLError, ConnectionError)):
            _printed_over(running, context)
        context.load_cert_chain(ada.certificate, ada.key)
        assert _printed_over(running, context) == 200
        # The files are read again when they change: the handshake after the next shows the new certificate.
        authority.issue("server", days=-1)
        _printed_over(running, context)
        with pytest.raises(ssl.SSLCertVerificationError, match="expired"):
            _printed_over(running, context)
    (line, *_) = (tmp_path / "audit").read_text().splitlines()
    assert json.loads(line)["caller"] == "ada"


def _printed_over(running: PageServer, context: ssl.SSLContext) -> int:
    connection = http.client.HTTPSConnection(running.netloc, timeout=60, context=context)
    connection.request("POST", "/api/render", json.dumps({"claim": "1 = 1"}), JSON)
    return connection.getresponse().status


@pytest.mark.parametrize("address", ["0.0.0.0:8080", "192.0.2.1:8080", "example.org:80", "[::]:80"])
def test_a_page_for_a_network_wants_tls_and_tokens(address: str) -> None:
    tls = {"tls_certificate": "chain.pem", "tls_key": "key.pem"}
    for settings in ({}, {"tokens": "tokens"}, tls):
        with pytest.raises(ValueError, match="can be reached from a network: set tls_certificate and tls_key"):
            ServerConfig(http_listen=address, **settings)
    assert ServerConfig(http_listen=address, tokens="tokens", **tls).is_secured


@pytest.mark.parametrize("address", ["8080", "127.0.0.1", "127.0.0.1:", "unix:/tmp/x", "a b:80", "http://x:80"])
def test_addresses_of_no_page(address: str) -> None:
    with pytest.raises(ValueError, match="http_listen is host:port"):
        ServerConfig(http_listen=address, insecure=True)


@pytest.mark.parametrize("origin", ["example.org", "https://example.org/path", "ftp://example.org", "https://a@b"])
def test_origins_that_are_none(origin: str) -> None:
    with pytest.raises(ValueError, match="http_origin is like"):
        ServerConfig(http_listen="127.0.0.1:80", http_origin=origin)


def test_an_address_that_is_taken(served: PageServer) -> None:
    command = [sys.executable, "-m", "probatum.cli", "serve", "--port", "0", "--http", served.netloc]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert run.returncode == 3
    assert f"the page cannot be served at {served.netloc}" in run.stderr
