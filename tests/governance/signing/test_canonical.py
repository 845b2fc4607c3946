import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.signing.canonical import canonical_text, fingerprint, read_text

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)
plain = st.none() | st.booleans() | st.integers() | numbers | words | st.dates()
contents = st.dictionaries(
    words.map(lambda word: unicodedata.normalize("NFC", word)).filter(lambda word: "\r" not in word),
    st.recursive(plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcd"), inner)),
    max_size=5,
)


def turned(value):
    """The same content as another database, driver or keyboard could have given it."""
    if isinstance(value, dict):
        return {key: turned(entry) for key, entry in reversed(value.items())}
    if isinstance(value, list):
        return tuple(turned(entry) for entry in value)
    if isinstance(value, Decimal):
        return value.quantize(Decimal("1.000000"))
    if isinstance(value, str):
        return unicodedata.normalize("NFD", value).replace("\n", "\r\n") if "\r" not in value else value
    return value


@given(contents)
def test_same_content_in_any_order_has_the_same_text_and_reads_back_to_it(content):
    text = canonical_text(content)

    assert canonical_text(turned(content)) == text
    assert canonical_text(read_text(text)) == text


@given(contents, contents)
def test_hashes_are_equal_only_for_equal_texts(one, other):
    assert (fingerprint(one) == fingerprint(other)) == (canonical_text(one) == canonical_text(other))


@given(contents, st.sampled_from(["x", 1, True, None, [], {}, ["x"]]), st.sampled_from(["y", 2, False, [1], {"a": 1}]))
def test_any_other_value_has_another_hash(content, old, new):
    assert fingerprint(content | {"k": old}) != fingerprint(content | {"k": new})


def test_a_set_has_no_order_and_a_moment_no_zone():
    at = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=1)))

    assert canonical_text({"a": {"x", "y", "z"}, "b": at}) == canonical_text(
        {"b": at.astimezone(UTC), "a": frozenset(["z", "y", "x"])}
    )
    assert canonical_text({"d": date(2026, 1, 2), "n": Decimal("1E+3"), "z": Decimal("-0.0")}) == (
        '{"d":"2026-01-02","n":1000,"z":0}'
    )


@pytest.mark.parametrize(
    "value", [1.5, object(), Decimal("NaN"), datetime(2026, 1, 1), {1: "a"}, "\ud800", {"\u00e9": 1, "e\u0301": 2}]
)
def test_what_has_no_single_text_is_refused(value):
    with pytest.raises((TypeError, ValueError)):
        canonical_text({"value": value})
