"""The server's end of TLS: certificates from files, read again when they change, so that renewal needs no restart."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import grpc

from probatum.service.config import ServerConfig

logger = logging.getLogger(__name__)


class TlsError(RuntimeError):
    """The certificate, its key or the client authority cannot be read."""


class TlsFiles:
    """The files of a server's identity, and those whose signature makes a client's."""

    def __init__(self, certificate: Path, key: Path, client_ca: Path | None) -> None:
        self._files = (certificate, key, client_ca)
        self._state = self._stat()

    def read(self) -> grpc.ServerCertificateConfiguration:
        """What the files say now; raises TlsError."""
        certificate, key, client_ca = self._files
        try:
            return grpc.ssl_server_certificate_configuration(
                [(_pem(key), _pem(certificate))], None if client_ca is None else _pem(client_ca)
            )
        except OSError as error:
            raise TlsError(f"{error.filename}: {error.strerror}") from error

    def changed(self) -> grpc.ServerCertificateConfiguration | None:
        """What the files say, if that is new: asked for at every handshake."""
        try:
            state = self._stat()
            if state == self._state:
                return None
            found = self.read()
        except TlsError as error:
            logger.error("the certificate stays as it was: %s", error)
            return None
        self._state = state
        logger.info("the certificate was read again")
        return found

    def _stat(self) -> tuple[tuple[int, int, int], ...]:
        try:
            found = [os.stat(file) for file in self._files if file is not None]
        except OSError as error:
            raise TlsError(f"{error.filename}: {error.strerror}") from error
        return tuple((each.st_mtime_ns, each.st_size, each.st_ino) for each in found)


def _pem(path: Path) -> bytes:
    content = path.read_bytes()
    if b"-----BEGIN " not in content:
        raise TlsError(f"{path}: no PEM file")
    return content


def server_credentials(config: ServerConfig) -> grpc.ServerCredentials | None:
    """The credentials of a server, None without a certificate; raises TlsError."""
    if not config.tls_certificate:
        return None
    client_ca = Path(config.tls_client_ca) if config.tls_client_ca else None
    files = TlsFiles(Path(config.tls_certificate), Path(config.tls_key), client_ca)
    fetch: Any = files.changed  # which may say None, for no change
    return grpc.dynamic_ssl_server_credentials(files.read(), fetch, client_ca is not None)
