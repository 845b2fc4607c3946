import io
import subprocess
import sys
import zipfile

import pytest
from docx import Document

from pilots.interviews.sources import MAX_BYTES, SourceError, pasted, read

WORDS = "Veehouder A: In Fryslân is het coördineren één groot feest, zei René. Het kost € 5."


def word(*paragraphs: str, **members: bytes) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = "In a table"
    data = io.BytesIO()
    document.save(data)
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_its_own_encoding(encoding):
    assert read(WORDS.encode(encoding), "talk.txt").text == WORDS


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_text_of_an_old_mac_or_dos_keeps_its_letters(encoding):
    words = WORDS.replace("€", "euro")

    assert read(words.encode(encoding), "talk.txt").text == words


def test_text_gets_one_kind_of_line_end_and_loses_control_characters():
    assert read(b"One\r\nTwo\rThree\x00\x07", "talk.txt").text == "One\nTwo\nThree"


def test_word_file_gives_paragraphs_and_tables():
    assert read(word(WORDS, "Second"), "talk.docx").text == f"{WORDS}\nSecond\nIn a table"


def test_subtitles_become_text():
    assert read(b"1\n00:00:01,000 --> 00:00:03,000\nA: Yes\n", "talk.srt").text == "A: Yes"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "talk.txt"),
        (b"   \n", "talk.txt"),
        (b"x" * (MAX_BYTES + 1), "talk.txt"),
        (b"%PDF-1.7 text", "talk.txt"),
        (b"%PDF-1.7 text", "talk.pdf"),
        (b"{\\rtf1 text}", "talk.txt"),
        (b"\x00\x01\x02\x03" * 400, "talk.txt"),
        (b"plain text", "talk.docx"),
        (b"PK\x03\x04 broken", "talk.docx"),
        (word("x", word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "talk.docx"),
        (word("x", word__bomb=b"0" * 40_000_000), "talk.docx"),
        (b"no times here", "talk.vtt"),
        (b"a " * 600_000, "talk.txt"),
    ],
)
def test_what_cannot_be_read_gets_a_message(data, name):
    with pytest.raises(SourceError) as refused:
        read(data, name)

    assert str(refused.value)


def test_word_file_does_not_read_files_of_the_server():
    body = (
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>Words &x;</w:t></w:r></w:p></w:body></w:document>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            new.writestr(member, body if member.filename == "word/document.xml" else old.read(member))

    try:
        text = read(made.getvalue(), "talk.docx").text
    except SourceError:
        return
    assert "root:" not in text


def test_pasted_text_needs_words():
    assert pasted(" Words\r\n").text == "Words"
    with pytest.raises(SourceError):
        pasted(" \n ")


def test_word_is_read_by_a_library_that_is_loaded_only_then():
    """It takes 5 MiB in every process of the site."""
    code = "import sys; import pilots.interviews.sources; sys.exit('docx' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
