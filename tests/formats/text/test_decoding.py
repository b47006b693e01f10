"""Text is read in the encoding that it was written in, or refused with the reason; never in a wrong one."""

from __future__ import annotations

import pytest

from extract.errors import UnreadableDocument
from extract.formats.text.decoding import decode_text

ENGLISH = "The authors’ review – “Who helps?” – cites Müller, García and Lévy (n = 12 ± 3) in the café.\n" * 3
CZECH = "Děti ve škole často žijí příběhy, které jim učitelé během roku vyprávějí, a proto žáci píší.\n" * 5
CROATIAN = "Djeca u školi često žive priče koje im učitelji pričaju, pa đaci pišu o životu, čežnji i kući.\n" * 8
RUSSIAN = "Обзор описывает двадцать исследований, в которых участвовали дети и их родители из разных городов.\n" * 5
GREEK = "Η ανασκόπηση περιγράφει είκοσι μελέτες στις οποίες συμμετείχαν παιδιά και γονείς από πολλές πόλεις.\n" * 5
JAPANESE = "この総説は、二十の研究をまとめたものである。参加者は子供とその親であり、学校で行われた。\n" * 5
KOREAN = "이 검토는 스무 개의 연구를 요약한 것이다. 참가자는 어린이와 부모이며 학교에서 수행되었다.\n" * 5
CHINESE = "本综述总结了二十项研究，参与者为儿童及其父母，研究在学校进行，结果表明干预有效。\n" * 5


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        ("Müller 2019, García 2020: “ok”", "mac_roman"),
        ("“Müller” 2019 – 120", "cp1252"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859_2"),
        (CROATIAN, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "utf-8"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "cp949"),
        (CHINESE, "gb18030"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    """Each text comes back as it was written."""
    assert decode_text(text.encode(encoding)).text == text


def test_a_page_says_its_encoding() -> None:
    """What XML or HTML declares is believed, in the larger encoding that programs mean by it."""
    xml = '<?xml version="1.0" encoding="ISO-8859-7"?><p>Μελέτη</p>'
    assert decode_text(xml.encode("iso8859_7")).text == xml
    html = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head>“so”</html>'
    assert decode_text(html.encode("cp1252")).text == html


def test_bytes_of_windows_in_utf_8() -> None:
    """A paste in another encoding does not turn the rest into nonsense; it is marked."""
    decoded = decode_text("Müller, García, Lévy – ".encode() * 5 + "Núñez".encode("cp1252"))
    assert decoded.text.endswith("Núñez") and decoded.text.startswith("Müller")
    assert decoded.warnings == ("guessed-encoding",)


@pytest.mark.parametrize(
    "content", ["研究".encode("cp932"), GREEK.encode("cp1253"), b"\xc0\xaf../", b"\x7fELF\x02\x01\x01" + bytes(90)]
)
def test_what_cannot_be_told_is_refused(content: bytes) -> None:
    """Too little to tell an encoding from is no text."""
    with pytest.raises(UnreadableDocument) as caught:
        decode_text(content)
    assert caught.value.code in ("not-text", "empty-file")
