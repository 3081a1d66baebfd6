"""The table of Traditional characters, and that of characters that look like others."""

from kg.data.look_alikes import look_alikes, never_meant
from kg.data.places import admin_places
from kg.data.traditional import simplified, simplified_only, traditional_only
from kg.data.vocabulary import campaigns, concepts, events
from kg.read.clear.characters import to_simplified


def test_each_form_is_as_long_as_what_it_stands_for() -> None:
    assert len(simplified()) > 3000
    assert {old for old, new in simplified().items() if len(old) != len(new)} == set()


def test_what_is_read_simplified_is_simplified() -> None:
    written = {"黨", "鎮", "縣", "鄉", "會", "議", "書", "記", "雙", "評", "後", "裏", "裡", "眾", "峯"}
    assert {simplified()[old] for old in written} == set("会党乡双众书评记议镇县里峰后")


def test_a_word_says_what_its_characters_do_not() -> None:
    assert (simplified()["乾"], simplified()["乾坤"], simplified()["答覆"]) == ("干", "乾坤", "答复")


def test_characters_of_simplified_texts_are_no_sign_of_the_other_script() -> None:
    assert traditional_only().isdisjoint("乾於後徵藉覆著干后里")
    assert set("黨鎮縣們") <= traditional_only()


def test_a_script_has_characters_that_the_other_lacks() -> None:
    assert set("国镇县们会") <= simplified_only()
    assert simplified_only().isdisjoint("黨鎮縣們乾干后里台党")


def test_names_that_kg_knows_stay_themselves_in_either_script() -> None:
    usual = {ord(new): old for old, new in reversed(list(simplified().items())) if len(old) == 1} | {ord("干"): "幹"}
    terms = (form for term in (*campaigns(), *concepts(), *events()) for form in (term.name, *term.aliases))
    names = {*terms, *(place.name for place in admin_places())}
    assert len(names) > 30_000
    assert [name for name in sorted(names) if to_simplified(name) != name] == []
    kept = {name for name in names if not set(name).isdisjoint("乾於氾濛塚洩瀂鮜藉馀磑鷺")}
    assert len(kept) > 25
    in_traditional = {name: name.translate(usual) for name in names - kept} | {
        name: name.translate(str.maketrans("县镇乡务龙丰潜阳场经济开发区馀门树", "縣鎮鄉務龍豐潛陽場經濟開發區餘門樹"))
        for name in kept
    }
    assert [name for name, old in sorted(in_traditional.items()) if to_simplified(old) != name] == []


def test_look_alikes_are_pairs_of_two_characters() -> None:
    assert look_alikes()["宣"] == "宜" and never_meant() == {"巿": "市"}
    assert all(len(old) == 1 and old not in new for old, new in look_alikes().items())
