import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core import ogcapi

pytestmark = pytest.mark.usefixtures("in_english")

SQUARE = {"type": "Polygon", "coordinates": [[[6.1, 52.1], [6.12, 52.1], [6.12, 52.12], [6.1, 52.12], [6.1, 52.1]]]}


class Service:
    """A local service that gives the answers it was told to give, in order, one page after the other."""

    def __init__(self):
        self.answers = []  # (status, body): a body is sent as it is, or as JSON when it is a dict
        self.asked = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                service.asked.append(self.path)
                status, body = service.answers.pop(0)
                content = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}/ogc/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, *numbers, following=""):
        features = [
            {"type": "Feature", "properties": {"nr": n, "naam_n2k": f"Gebied {n}"}, "geometry": SQUARE} for n in numbers
        ]
        links = [{"rel": "self", "href": self.base}, *([{"rel": "next", "href": following}] if following else [])]
        return {"type": "FeatureCollection", "features": features, "links": links}


@pytest.fixture
def service():
    running = Service()
    yield running
    running.server.shutdown()
    running.server.server_close()


def client(service, **options):
    return ogcapi.Client(service.base, pause=0, **options)


def numbers(features):
    return [feature.properties["nr"] for feature in features]


def test_features_follow_next_links_relative_and_absolute(service):
    service.answers = [
        (200, service.page(1, 2, following="?cursor=b")),
        (200, service.page(3, following=f"{service.base}/collections/natura2000/items?cursor=c")),
        (200, service.page(4)),
    ]

    assert numbers(client(service).features("natura2000")) == [1, 2, 3, 4]
    assert service.asked[0] == "/ogc/v1/collections/natura2000/items?f=json&limit=100"
    assert service.asked[1].endswith("/items?cursor=b")


def test_features_try_again_after_trouble(service):
    service.answers = [(500, b""), (503, b""), (200, b"{broken"), (200, service.page(7))]
    waited = []

    found = ogcapi.Client(service.base, pause=2, wait=waited.append).features("natura2000")

    assert numbers(found) == [7]
    assert waited == [2, 4, 8]


def test_features_give_up_after_so_many_tries(service):
    service.answers = [(500, b"")] * 3

    with pytest.raises(ogcapi.ServiceError, match="HTTP 500"):
        list(client(service, attempts=3).features("natura2000"))


def test_features_do_not_insist_on_what_is_not_there(service):
    service.answers = [(404, b"")]

    with pytest.raises(ogcapi.ServiceError, match="HTTP 404"):
        list(client(service).features("natura2000"))
    assert len(service.asked) == 1


def test_features_stop_when_pages_repeat(service):
    following = f"{service.base}/collections/natura2000/items?f=json&limit=100"
    service.answers = [(200, service.page(1, following=following))]

    with pytest.raises(ogcapi.ServiceError, match="same pages"):
        list(client(service).features("natura2000"))


def test_features_never_go_to_another_server(service):
    service.answers = [(200, service.page(1, following="http://127.0.0.1:1/else"))]

    with pytest.raises(ogcapi.ServiceError, match="another one"):
        list(client(service).features("natura2000"))


def test_features_of_a_server_that_is_not_there(service):
    service.server.shutdown()
    service.server.server_close()

    with pytest.raises(ogcapi.ServiceError, match="does not answer"):
        list(client(service, attempts=1).features("natura2000"))


def test_client_takes_only_web_addresses():
    with pytest.raises(ogcapi.ServiceError):
        ogcapi.Client("file:///etc/passwd")
