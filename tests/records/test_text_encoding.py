"""A text is read in the encoding that it was written in, or refused with the candidates; never as another text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import RecordsError
from grader.records.text_encoding import decode

READ = [
    ("learner;name\nmüller;Zoë Müller\n", "cp1252"),
    ("learner,name\n1,José\n2,Ann Weiß\n3,Süß\n", "cp1252"),
    ("学号,姓名\n2026001,林梅\n", "gb18030"),
    ("标识符,全名\n参与者123,李娜\n", "gb18030"),
]
REFUSED = [
    ("id,name\n1,Dvořák\n", "cp1250"),
    ("имя,ид\nиван,1\n", "cp1251"),
    ("id,name\n1,Иван\n", "cp1251"),
    ("name,id\nжук,3\n", "koi8_r"),
    ("id,name\n1,Γιάννης\n", "cp1253"),
    ("學號,姓名\n王小明,1\n", "big5"),
    ("id,name\n1,陳華\n", "big5"),
    ("이름,학번\n김민수,1\n", "euc_kr"),
    ("氏名,番号\n田中太郎,1\n", "shift_jis"),
    ("id\n李\n", "gb18030"),
    ("id,name\n1,Müller\n", "cp850"),
]


@pytest.mark.parametrize(("text", "encoding"), READ)
def test_what_can_only_be_one_text_is_read(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "f.csv")
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(("text", "encoding"), REFUSED)
def test_what_can_be_two_texts_is_refused_and_read_when_the_encoding_is_named(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    with pytest.raises(RecordsError, match=r"f\.csv is not UTF-8.*--encoding"):
        decode(content, "f.csv")
    assert decode(content, "f.csv", encoding).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_is_read_and_written_back_with_its_mark(encoding: str) -> None:
    content = "name\nZoë 李娜\n".encode(encoding)
    decoded = decode(content, "f.csv", "utf-16-le" if encoding == "utf-16-le" else None)
    assert decoded.text == "name\nZoë 李娜\n"
    assert decoded.encode(decoded.text) == content


def test_utf_16_without_a_mark_is_told() -> None:
    with pytest.raises(RecordsError, match="--encoding utf-16-be"):
        decode("id,name\n".encode("utf-16-be"), "f.csv")


NAME = st.lists(st.from_regex(r"[A-CÄÖÜÉ][a-gäöüßéë]{0,3}[a-g][a-gäöüßéë]{0,3}", fullmatch=True), max_size=3)
WESTERN = st.lists(NAME.map(" ".join), min_size=1, max_size=6)


@given(WESTERN)
def test_no_western_name_becomes_another(names: list[str]) -> None:
    text = "id,name\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names))
    try:
        read = decode(text.encode("cp1252"), "f.csv").text
    except RecordsError as refused:
        read = text if "windows-1252" in str(refused) else str(refused)
    assert read == text
