import pytest

from accounts.templatetags.accounts import breakable, browser

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (CHROME, "Chrome, Linux"),
        (EDGE, "Edge, Windows"),
        (PHONE, "Safari, iPhone"),
        ("Firefox", "Firefox"),
        ("Old phone", "Old phone"),
        ("", "–"),
    ],
)
def test_browser_says_it_in_words_people_know(user_agent, words):
    assert browser(user_agent) == words


@pytest.mark.parametrize(
    ("address", "shown"),
    [("els@example.nl", "els@<wbr>example.nl"), ("<b>@example.nl", "&lt;b&gt;@<wbr>example.nl")],
)
def test_breakable_offers_a_new_line_after_the_at_sign(address, shown):
    assert breakable(address) == shown
