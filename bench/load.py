"""A small load generator: `python bench/load.py HOST PORT PATH COOKIE SECONDS CONNECTIONS` prints requests per second.

A process of its own, so that it does not share an interpreter with what it measures. Keeps a connection when the server
does; every answer must be 200.
"""

import asyncio
import sys
import time


class WrongAnswerError(Exception):
    """The server answered something else than a page."""


async def visit(host: str, port: int, request: bytes, until: float, counts: list[int]) -> None:
    reader = writer = None
    while time.monotonic() < until:
        if writer is None:
            reader, writer = await asyncio.open_connection(host, port)
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").lower().split("\r\n")
        if " 200 " not in f"{lines[0]} ":
            raise WrongAnswerError(lines[0])
        fields = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        await reader.readexactly(int(fields["content-length"]))
        counts.append(1)
        if fields.get("connection") == "close":
            writer.close()
            writer = None


async def run(host: str, port: int, path: str, cookie: str, seconds: float, connections: int) -> float:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept: text/html", "Accept-Language: nl", f"Cookie: {cookie}"]
    request = "\r\n".join([*lines, "", ""]).encode()
    counts: list[int] = []
    started = time.monotonic()
    await asyncio.gather(
        *(visit(host, port, request, started + seconds, counts) for _ in range(connections)),
    )
    return len(counts) / (time.monotonic() - started)


if __name__ == "__main__":
    _, host, port, path, cookie, seconds, connections = sys.argv
    print(asyncio.run(run(host, int(port), path, cookie, float(seconds), int(connections))))
