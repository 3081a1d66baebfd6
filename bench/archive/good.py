"""Files that can be read, of every format: from a talk to bytes, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

import docx

from bench.archive.entries import Talk
from tests.read.formats.made import pdf, typeset, zipped

Make = Callable[[Talk, random.Random], bytes]

# The commonest characters that the two scripts write differently, in pairs.
_PAIRS = (
    "东東个個为為义義书書习習业業两兩严嚴举舉乡鄉产產亲親从從众眾优優会會传傳伟偉体體党黨关關兴興农農决決况況创創办辦务務动動"
    "劳勞势勢华華协協单單卫衛历歷厅廳县縣双雙发發变變号號员員响響团團国國图圖园園坚堅坛壇场場块塊报報处處备備够夠头頭奋奮奖獎"
    "学學实實宝寶审審对對导導将將层層属屬岗崗带帶干幹广廣应應开開强強归歸当當录錄总總战戰扩擴护護担擔据據挥揮数數断斷无無时時"
    "显顯权權来來极極构構标標树樹样樣检檢楼樓欢歡气氣汇匯洁潔济濟点點热熱爱愛环環现現电電盘盤监監盖蓋矿礦确確种種积積称稱稳穩"
    "类類粮糧纪紀约約级級纯純组組织織经經结結绩績统統继繼续續维維综綜绿綠网網职職联聯胜勝脑腦节節艺藝范範荣榮药藥获獲营營补補"
    "规規观觀视視觉覺计計认認议議记記讲講许許论論设設证證评評识識词詞试試话話该該调調负負责責质質购購贯貫费費资資贫貧践踐车車"
    "转轉轮輪软軟较較辉輝边邊达達过過进進还還这這连連选選递遞运運违違远遠适適邮郵释釋里裡钱錢铁鐵银銀镇鎮长長门門问問间間队隊"
    "阳陽阶階际際难難项項须須顾顧领領题題风風飞飛养養馆館马馬驻駐验驗鱼魚齐齊龙龍"
)
TRADITIONAL = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))


def traditional(talk: Talk) -> Talk:
    """The talk in the other script, as far as the table goes."""
    return Talk(talk.title.translate(TRADITIONAL), talk.text.translate(TRADITIONAL))


def text_in(codec: str) -> Make:
    """A text file of an encoding."""

    def make(talk: Talk, draw: random.Random) -> bytes:
        ends = draw.choice(("\n", "\n", "\r\n"))
        return talk.text.replace("\n", ends).encode(codec)

    return make


def markdown(talk: Talk, draw: random.Random) -> bytes:
    """Markdown, now and then with what programs for notes set before it."""
    front = f"---\ntitle: {talk.title}\ntags: [讲话]\n---\n\n" if draw.random() < 0.3 else ""
    return (front + f"# {talk.title}\n\n" + "\n\n".join(talk.lines[1:]) + "\n").encode()


def word(talk: Talk, draw: random.Random) -> bytes:
    """A Word file: paragraphs alone, or under a heading, or within a table that is but a frame."""
    document = docx.Document()
    form = draw.randrange(3)
    target = document.add_table(1, 1).cell(0, 0) if form == 2 else document
    for number, line in enumerate(talk.lines):
        if number == 0 and form == 1:
            document.add_heading(line, 0)
        else:
            target.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    with ZipFile(out) as made:  # packed anew, for it tells the time of day
        return zipped(*((entry.filename, made.read(entry)) for entry in made.infolist()))


def printed(talk: Talk, draw: random.Random) -> bytes:
    """A PDF of several pages with page numbers, now and then with a running head."""
    head = "内部资料　注意保存" if draw.random() < 0.3 else ""
    return pdf(typeset(talk.text, per_line=draw.choice((28, 34)), head=head, lines=draw.choice((20, 25))))


def page(talk: Talk, draw: random.Random) -> bytes:
    """A page of a site with its menu and what stands below, in one of the encodings of such sites."""
    charset = draw.choice(("utf-8", "gb2312", "gbk"))
    said = "".join(f'<p style="text-indent:2em">&emsp;&emsp;{line}</p>\n' for line in talk.lines[1:])
    menu = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("首页", "政务公开", "办事服务", "互动交流"))
    markup = (
        f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{talk.title}_某市人民政府门户网站</title></head><body><ul class=nav>{menu}</ul>"
        f"<div class=main><h1>{talk.title}</h1><div class=info>来源：市委办 发布时间：2024-08-25 浏览次数：12</div>"
        f'<div class="TRS_Editor">{said}</div></div><div class=footer>主办：某市人民政府办公室</div></body></html>'
    )
    return markup.encode("gb18030" if charset != "utf-8" else "utf-8")


def mail(talk: Talk, draw: random.Random) -> bytes:
    """A mail with the talk as its body."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = talk.title, "甲 <a@example.org>", "b@example.org"
    message.set_content(talk.text, charset=draw.choice(("utf-8", "gb18030")))
    return message.as_bytes()


def mail_with(name: str, data: bytes) -> bytes:
    """A mail that says little more than that something is attached."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "材料", "甲 <a@example.org>", "b@example.org"
    message.set_content("见附件。")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("=_part")
    return message.as_bytes()


def rich(talk: Talk, draw: random.Random) -> bytes:
    """Rich text, its characters by number or as bytes of GBK."""
    by_number = draw.random() < 0.5
    head = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}"
    return (head + "\\par\n".join(_coded(line, by_number) for line in talk.lines) + "\\par}").encode("ascii")


def _coded(line: str, by_number: bool) -> str:
    said = []
    for sign in line:
        if sign.isascii():
            said.append(sign)
        elif by_number:
            said.append(f"\\u{ord(sign) - 65536 * (ord(sign) > 32767)}?")
        else:
            said += [f"\\'{byte:02x}" for byte in sign.encode("gbk")]
    return "".join(said)


# What each is called, the end of its name, how it is made, and how often it comes.
KINDS: tuple[tuple[str, str, Make, int], ...] = (
    ("text, UTF-8", ".txt", text_in("utf-8"), 30),
    ("text, GB18030", ".txt", text_in("gb18030"), 14),
    ("text, UTF-8 with a mark", ".txt", text_in("utf-8-sig"), 3),
    ("text, UTF-16", ".txt", text_in("utf-16"), 2),
    ("text, UTF-16 without a mark", ".txt", text_in("utf-16-le"), 1),
    ("Markdown", ".md", markdown, 5),
    ("Word", ".docx", word, 14),
    ("PDF", ".pdf", printed, 14),
    ("page", ".html", page, 7),
    ("mail", ".eml", mail, 3),
    ("rich text", ".rtf", rich, 4),
)
