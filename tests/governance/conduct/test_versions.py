from datetime import date

import pytest
import yaml
from django.conf import settings

from core.packs import PackError
from governance.conduct import tables
from governance.conduct.versions import Frozen, compare_versions, content_of
from governance.signing.canonical import canonical_text
from tests.factories.conduct import frozen_rule, pack


def frozen(*rules, number=1, breach="Stap voor stap.", review_on=date(2027, 1, 1)):
    return Frozen(number, rules, breach, review_on)


def test_pack_offers_every_theme_a_start_and_sources_in_both_languages():
    content = pack().content
    for language in ("nl", "en"):
        rules = tables.rules(content, language)
        assert 12 <= len(rules) <= 18
        assert {rule.theme for rule in rules.values()} == set(tables.themes(content, language))
        assert all(rule.title and rule.text and rule.sources for rule in rules.values())
    assert 8 <= sum(rule.is_start for rule in tables.rules(content).values()) <= 12
    assert all(len(rule.title) <= 120 and len(rule.text) <= 1000 for rule in tables.rules(content, "nl").values())
    assert tables.breach(content).startswith("Houdt een partij")


def test_pack_without_a_start_or_with_an_empty_theme_is_refused(tmp_path):
    content = yaml.safe_load((settings.CONTENT_DIR / "conduct" / "pack.yaml").read_text())
    content["rules"] = [rule | {"is_start": False} for rule in content["rules"] if rule["theme"] != "press"]
    (tmp_path / "pack.yaml").write_text(yaml.safe_dump(content, allow_unicode=True))

    with pytest.raises(PackError) as refused:
        tables.read(tmp_path)

    assert len(refused.value.problems) == 2
    assert any(problem.entry == "press" for problem in refused.value.problems)


def test_two_versions_are_compared_rule_by_rule_whatever_their_order_and_titles():
    listen, press = frozen_rule(), frozen_rule("press", title="Pers", theme_name="Pers")
    own = frozen_rule("own-3", title="Koffie", text="Wij zetten koffie.")
    old = frozen(listen, press)

    assert compare_versions(old, frozen(listen, press, number=2)).is_equal
    swapped = compare_versions(old, frozen(press, listen))
    assert (swapped.differences, swapped.is_reordered, swapped.is_equal) == ((), True, False)

    new = frozen(own, listen | {"title": "Luister", "text": "Wij luisteren."}, breach="Anders.")
    found = compare_versions(old, new)
    assert not found.is_reordered
    told = {(str(each.group), str(each.label)): (each.old, each.new) for each in found.differences}
    assert {old_new for (group, _label), old_new in told.items() if group.endswith("Luister")} == {
        ("Laat elkaar uitpraten", "Luister"),
        ("Wij laten elkaar uitpraten.", "Wij luisteren."),
    }
    assert ("", "Wij zetten koffie.") in told.values()
    assert ("Wij laten elkaar uitpraten.", "") in told.values()  # the rule about the press is gone
    assert ("Stap voor stap.", "Anders.") in told.values()


def test_what_is_signed_holds_words_and_order_but_not_where_a_rule_comes_from():
    one, two = frozen_rule(), frozen_rule("press", title="Pers")
    text = canonical_text(content_of(frozen(one, two)))

    assert text == canonical_text(content_of(frozen(one | {"origin": "own", "source": ""}, two)))
    for other in (frozen(two, one), frozen(one), frozen(one, two, breach="Niets."), frozen(one, two, number=2)):
        assert canonical_text(content_of(other)) != text
