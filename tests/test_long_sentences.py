"""A text without full stops: its pieces cover it, none is long, and short sentences stay as they are."""

from hypothesis import given
from hypothesis import strategies as st

from kg.text import LONGEST, sentence_spans


@given(st.text(alphabet="党建，、。\n", max_size=2_000))
def test_pieces_are_short_and_cover_the_text(text: str) -> None:
    sentences = sentence_spans(text)
    assert all(end - start <= LONGEST for start, end in sentences.spans)
    covered = {at for start, end in sentences.spans for at in range(start, end)}
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())


def test_a_long_sentence_is_cut_after_a_comma() -> None:
    text = "学习，" * 300 + "完。"
    pieces = [text[start:end] for start, end in sentence_spans(text).spans if start < end]
    assert "".join(pieces) == text
    assert len(pieces) > 1 and all(piece.endswith("，") for piece in pieces[:-1])
