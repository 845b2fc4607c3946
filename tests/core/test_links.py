from datetime import timedelta

import pytest
from django.utils import timezone

from core.links import SecretLink, digest, make_secret
from core.masking import SECRET_LENGTH, mask, mask_event, mask_report


class Link(SecretLink):
    """A link of this test, without a table: only what needs no database is asked of it."""

    class Meta:
        app_label = "core"
        managed = False


def test_secret_has_256_bits_and_never_repeats():
    made = {make_secret() for _ in range(200)}

    assert len(made) == 200
    assert {len(secret) for secret in made} == {SECRET_LENGTH}


def test_digest_is_the_same_each_time_and_says_nothing_of_the_secret():
    secret = make_secret()

    assert digest(secret) == digest(secret)
    assert len(digest(secret)) == 64
    assert secret not in digest(secret)


def test_digest_takes_whatever_stands_in_an_address():
    assert digest("\udce9 é \x00") != digest("")


def test_mask_blanks_secrets_only():
    secret = make_secret()

    assert mask(f"Not Found: /uitnodiging/{secret}/vragen/") == "Not Found: /uitnodiging/…/vragen/"
    assert mask("/gebieden/landgoederen-brummen/leidraad/") == "/gebieden/landgoederen-brummen/leidraad/"


def test_log_line_and_error_report_hold_no_secret():
    secret = make_secret()
    address = f"https://example.nl/uitnodiging/{secret}/"

    line = mask_event(None, "info", {"event": f"Not Found: {address}", "status_code": 404})
    report = mask_report({"request": {"url": address, "headers": {"Referer": address}}}, None)

    assert secret not in str(line)
    assert line["status_code"] == 404
    assert secret not in str(report)
    assert mask_report({"level": "error"}, None) == {"level": "error"}


def test_error_report_holds_no_secret_anywhere_and_nothing_that_was_sent_in():
    secret = make_secret()
    frame = {"function": "section", "vars": {"visit": f"Visit(secret='{secret}')", "text": "Jan Geheim"}}
    report = {
        "request": {"url": f"/uitnodiging/{secret}/", "data": {"a-wens": "Jan Geheim"}, "cookies": {"sessionid": "x"}},
        "exception": {"values": [{"value": f"No page at {secret}", "stacktrace": {"frames": [frame]}}]},
        "breadcrumbs": {"values": [{"message": f"GET /mijn-gesprek/{secret}/"}]},
    }

    sent = str(mask_report(report, None))

    assert secret not in sent
    assert "Geheim" not in sent
    assert "sessionid" not in sent
    assert "section" in sent


@pytest.mark.parametrize(
    ("hours", "is_revoked", "expected"), [(1, False, True), (0, False, False), (-1, False, False), (1, True, False)]
)
def test_link_works_until_it_expires_or_is_revoked(hours, is_revoked, expected):
    now = timezone.now()
    link = Link(expires_at=now + timedelta(hours=hours), revoked_at=now if is_revoked else None)

    assert link.is_usable(now) is expected
