"""Bodies beyond Party committees: congresses, courts, universities, companies, task forces; and what is none."""

import pytest

from tests.passages import said


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("市人大常委会、市政协、市检察院的负责同志参加。", ["市人大常委会", "市政协", "市检察院"]),
        ("自治区党委作出部署。", ["自治区党委"]),
        ("中共青州市委教育工委派人到会。", ["中共青州市委教育工委"]),
        ("市文广新局、省林草局派人到会。", ["市文广新局", "省林草局"]),
        ("清河保护区管理局召开会议。", ["清河保护区管理局"]),
        ("由徐州市全民健身活动领导小组主办。", ["徐州市全民健身活动领导小组"]),
        ("徐州工程学院、江苏师大来了人。", ["徐州工程学院", "江苏师大"]),
        ("在学校党委的领导下，各项工作都有进步。", ["学校党委"]),
        ("要让中国移动徐州公司的员工都知道。", ["中国移动徐州公司"]),
        ("发挥工会、共青团、妇联的作用。", ["工会", "共青团", "妇联"]),
        ("要办好特色高水平大学，建设一流企业。", []),
        ("为进一步提高会议质量，客观分析学校面临的机遇。", []),
        ("在省委常委会上作了汇报，省委常委到会。", ["省委常委会", "省委"]),
    ],
)
def test_bodies(sentence: str, bodies: list[str]) -> None:
    assert said(sentence).names("Organization")[1:] == bodies  # the first is 宜都市委 of the head


def test_a_body_before_a_post_is_part_of_what_the_post_is_called() -> None:
    assert "省林草局局长" in said("省林草局局长钱大强到会。").names("Position")
