"""Ask the web server in this container whether it is alive: `python -m config.probe` exits 0 when it is.

It names the first allowed host, because a request for another host is refused.
"""

import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen


def main() -> int:
    """Return 0 when the server answers, and 1 when it does not."""
    port = os.environ.get("BIND", "127.0.0.1:8000").rsplit(":", 1)[1]
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    request = Request(f"http://127.0.0.1:{port}/gezond/", headers={"Host": host})
    try:
        with urlopen(request, timeout=4):  # noqa: S310 -- our own address
            return 0
    except (URLError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
