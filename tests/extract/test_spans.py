"""Whatever a text looks like, spans slice to their surfaces and nothing of one layer overlaps."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.passages import HEAD, read

SENTENCES = [
    "王家畈镇横冲村、老屋棚村联村党委成立了。",
    "省委书记蒋超良、罗书记和青松同志到会。",
    "我们实施“双五星”创评，开展“红色物业”试点。",
    "XX镇x月xx日建成xx个中心。",
    "县委活动办下发了《指导方案》，要学习党章。",
    "第二篇：在乙会议上的讲话\n市委书记 张卫国\n（2023年5月6日）\n同志们：\n",
    "转载声明：本文转载自某公众号。\n",
]
NOISE = st.text(alphabet="“”《》（）x月日镇村、，。\n \u3000\r书记党委", max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SENTENCES), NOISE, st.integers(0, 40)), min_size=1, max_size=8))
def test_spans_slice_to_their_surfaces(parts: list[tuple[str, str, int]]) -> None:
    text = HEAD + "".join(sentence[:cut] + noise + sentence[cut:] for sentence, noise, cut in parts)
    result = read(text)
    speeches = {speech.id: speech for speech in result.speeches}
    for mention in result.mentions:
        speech = speeches[mention.speech]
        assert text[mention.start : mention.end] == mention.surface != ""
        assert speech.start <= mention.start < mention.end <= speech.end
    by_id = {mention.id: mention for mention in result.mentions}
    for statement in result.statements:
        assert 0 <= statement.start < statement.end <= len(text)
        ends = [by_id[end] for end in (statement.subject, statement.object) if end in by_id]
        quoted = [m for m in ends if statement.start <= m.start and m.end <= statement.end]
        assert quoted == ends or (statement.inferred and quoted)
    former = 0
    for speech in result.speeches:
        assert former <= speech.start < speech.end <= len(text)
        former = speech.end
    assert len({mention.id for mention in result.mentions}) == len(result.mentions)
