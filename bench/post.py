"""A small load generator for posts: `python bench/post.py HOST PORT FILE CONNECTIONS` prints the seconds it took.

FILE holds a list of people, each a list of (path, content type, body) to send in order. A process of its own, so that
it does not share an interpreter with what it measures; every answer must be 200 or 302.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

Sending = tuple[str, str, str]


class WrongAnswerError(Exception):
    """The server answered something else than it should."""


async def post(host: str, port: int, sending: Sending) -> None:
    path, kind, body = sending
    content = body.encode()
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}", f"Content-Length: {len(content)}"]
    reader, writer = await asyncio.open_connection(host, port)
    writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode() + content)
    answer = await reader.read()
    writer.close()
    if answer[9:12] not in {b"200", b"302"}:
        raise WrongAnswerError(answer[:300])


async def person(host: str, port: int, queue: "asyncio.Queue[list[Sending]]") -> None:
    while not queue.empty():
        for sending in queue.get_nowait():
            await post(host, port, sending)


async def run(host: str, port: int, people: list[list[Sending]], connections: int) -> float:
    queue: asyncio.Queue[list[Sending]] = asyncio.Queue()
    for one in people:
        queue.put_nowait(one)
    started = time.monotonic()
    await asyncio.gather(*(person(host, port, queue) for _ in range(connections)))
    return time.monotonic() - started


if __name__ == "__main__":
    _, host, port, file, connections = sys.argv
    print(asyncio.run(run(host, int(port), json.loads(Path(file).read_text()), int(connections))))
