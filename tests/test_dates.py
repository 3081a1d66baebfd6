"""Dates as texts write them."""

import pytest

from kg.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2024年8月24日", "2024-08-24", "day"),
        ("二〇二四年八月二十一日", "2024-08-21", "day"),
        ("2024-08-21", "2024-08-21", "day"),
        ("7月26日", "2024-07-26", "day"),
        ("8月17-18日", "2024-08-17/2024-08-18", "range"),
        ("7月18至19日", "2024-07-18/2024-07-19", "range"),
        ("8月底", "2024-08-31", "day"),
        ("10月中旬", "2024-10-11/2024-10-20", "range"),
        ("2月下旬", "2024-02-21/2024-02-29", "range"),
        ("4月份", "2024-04", "month"),
        ("2017年", "2017", "year"),
        ("２０２４年８月", "2024-08", "month"),
        ("二0二四年8月２１日", "2024-08-21", "day"),
        ("二○二四年", "2024", "year"),
        ("２０２４．８．２１", "2024-08-21", "day"),
        ("2024年12月28日至1月3日", "2024-12-28/2025-01-03", "range"),
        ("2024年6月1日至30日", "2024-06-01/2024-06-30", "range"),
        ("2024年1月30日至2月29日", "2024-01-30/2024-02-29", "range"),
        ("２０２４年８月２１日", "2024-08-21", "day"),
    ],
)
def test_iso_and_precision(text: str, iso: str, precision: str) -> None:
    (date,) = find_dates(f"在{text}，我们", year=2024)
    assert (date.iso, date.precision) == (iso, precision)
    assert (date.start, date.end) == (1, 1 + len(text))


def test_a_date_without_a_year_has_no_iso_unless_one_is_given() -> None:
    (date,) = find_dates("7月26日")
    assert date.iso is None


def test_a_head_date_needs_its_year() -> None:
    assert parse_date("7月26日") is None
    found = parse_date("罗联峰（2024年8月24日）")
    assert found is not None and found.iso == "2024-08-24"


def test_no_such_day() -> None:
    assert [date.iso for date in find_dates("2023年2月30日")] == []


@pytest.mark.parametrize("text", ["2024年6月1日至31日", "2023年1月30日至2月29日", "2024年8月18日至17日"])
def test_no_such_range(text: str) -> None:
    assert find_dates(text) == []
