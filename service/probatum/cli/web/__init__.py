"""The page of `probatum serve --http`: the calls of the service for people with a browser.

It is a way in, and nothing else: claims are judged, verdicts kept and callers limited by the parts that answer gRPC.
"""

from probatum.cli.web.listening import HttpDoor

__all__ = ["HttpDoor"]
