from __future__ import annotations

import pytest

from kg.spans import FileSpan, read_span


def test_a_span_is_read_as_it_is_written_whatever_the_name_of_its_file() -> None:
    for file in ("讲话.txt", "a:1-2.txt", "甲/乙-丙:3"):
        assert read_span(str(FileSpan(file, 30, 40))) == (file, 30, 40)


@pytest.mark.parametrize("written", ["", "讲话.txt", "讲话.txt:30", "讲话.txt:a-b"])
def test_what_is_no_span_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="int"):
        read_span(written)
