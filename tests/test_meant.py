from __future__ import annotations

from kg.meant import meant

KNOWN = ("inputs", "lexicon")


def test_the_likeliest_name_else_all_of_them() -> None:
    assert meant("lexicons", KNOWN) == ("，是否指 lexicon？", "; is lexicon meant?")
    assert meant("plugins", ["extract"], str.upper) == ("，可用：EXTRACT", "; there are: EXTRACT")
    assert meant("都不像", KNOWN) == ("，可用：inputs、lexicon", "; there are: inputs, lexicon")
    assert meant("lexicons", ()) == ("", "")
