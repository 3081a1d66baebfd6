"""Bytes made of a seed: stretches replaced, doubled, moved or left out, and what hurts put between."""

from __future__ import annotations

from hypothesis import strategies as st

# What a reader may stumble over: marks that open and do not close, control characters, parts of characters, numbers.
HURTS = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *"《》“”（）【】{}[]<>\"'`\\/*#,:;|&=-\n\r\t \0\x07\x1b\x7f\x85\ufeff\u200b\u202e\u2028\u3000\ud800\U0001f600𠮷",
        *"XX x月x日 某某 ** ○○ 镇 县委 书记 同志们： 第二篇： 2024年8月24日 〔2023〕1号 罗 、 ……".split(),
        *"null true NaN -0 1e999 99999999999999999999 0x10 \\u0000 \\ud800 &a *a <<: ]]> -- !!int".split(),
        "!!python/object:os.system",
        "\n- \n",
        "\n\n[extract]\n",
        "]]><script>",
        "%00%ff",
        "&amp;#0;",
        "’);--",
    )
)
LENGTHS = (0, 1, 1, 2, 3, 8, 40, 300)


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """One of the seeds with one to six changes."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.sampled_from(LENGTHS)))
        put = draw(
            st.one_of(
                st.sampled_from(HURTS),
                st.sampled_from(HURTS).map(lambda one: one * 40),
                st.binary(max_size=4),
                st.just(data[at:end] * 3),
                st.sampled_from(seeds).map(lambda other: other[:400]),
            )
        )
        data = data[:at] + put + data[end:]
    return data
