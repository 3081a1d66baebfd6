"""The measurement of versions measures what it says."""

from __future__ import annotations

from bench.versions import as_markdown, measure, talks


def test_made_talks_repeat_no_sentence_and_their_copies_are_found() -> None:
    made = list(talks(30, 0.2))
    originals = [document.text for document, _, origin in made if "copy" not in document.path]
    sentences = [sentence for text in originals for sentence in text.split("。") if sentence]
    assert len(made) == 30 and len(originals) == 24
    assert len(set(sentences)) == len(sentences)
    row = measure(30, 0.2)
    assert (row["speeches"], row["copies"], row["found"], row["false"]) == (30, 6, 6, 0)
    assert row["seconds"] > 0
    assert "| 30 |" in as_markdown([row])
