"""`probatum serve`: the verdict service on this machine."""


def serve() -> None: ...
