import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.uploads import MAX_NAME, UploadError, examine, safe_name

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
HTML = b"<!doctype html><script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
JPG = b"\xff\xd8\xff\xe0" + b"\x00" * 20
ODT = "application/vnd.oasis.opendocument.text"


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return file.getvalue()


def docx(**more: bytes) -> bytes:
    return archive(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}, **more)


LOCKED = archive(mimetype=ODT.encode()).replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
BOMB = docx(**{"word/media/bomb.bin": b"\x00" * 30_000_000})


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("besluit.pdf", PDF, "application/pdf"),
        ("BESLUIT.PDF", PDF, "application/pdf"),
        ("kaart.png", PNG, "image/png"),
        ("foto.jpg", JPG, "image/jpeg"),
        ("verslag.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("verslag.odt", archive(mimetype=ODT.encode()), ODT),
        ("lijst.csv", b"naam;ha\nBrummen;112\n", "text/csv"),
        ("notitie.txt", "Één notitie\n".encode(), "text/plain"),
    ],
)
def test_examine_accepts_a_file_that_is_what_it_says(name, content, content_type):
    file = io.BytesIO(content)

    upload = examine(file, name)

    assert (upload.name, upload.content_type, upload.size) == (name, content_type, len(content))
    assert upload.sha256 == hashlib.sha256(content).hexdigest()
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.pdf", b""),
        ("pagina.pdf", HTML),
        ("half.pdf", PDF[:12]),
        ("verborgen.pdf", b"\n" + HTML + PDF),
        ("bom.pdf", BOMB),
        ("bom.docx", BOMB),
        ("macro.docx", docx(**{"word/vbaProject.bin": b"x"})),
        ("blad.xlsx", docx()),
        ("tekst.odt", archive(mimetype=b"text/html")),
        ("tekst.odt", archive(inhoud=b"x")),
        ("op-slot.odt", LOCKED),
        ("stuk.docx", b"PK\x03\x04 no zip at all"),
        ("kaart.svg", b"<svg onload='alert(1)'/>"),
        ("pagina.html", HTML),
        ("programma.exe", b"MZ"),
        ("zonder", PDF),
        ("kaart.png", JPG),
        ("binair.txt", b"\x00\x01\x02"),
        ("latijn.csv", b"caf\xe9"),
    ],
)
def test_examine_refuses_what_is_not_what_it_says(name, content):
    with pytest.raises(UploadError) as caught:
        examine(io.BytesIO(content), name)

    assert str(caught.value)


def test_examine_refuses_a_file_over_the_limit_and_accepts_one_at_it():
    assert examine(io.BytesIO(b"a" * 100), "notitie.txt", max_bytes=100).size == 100
    with pytest.raises(UploadError):
        examine(io.BytesIO(b"a" * 101), "notitie.txt", max_bytes=100)


def test_examine_refuses_an_archive_with_too_many_members():
    many = docx(**{f"m{n}": b"" for n in range(5_001)})

    with pytest.raises(UploadError):
        examine(io.BytesIO(many), "veel.docx")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Mijn map\\besluit.pdf", "besluit.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("regel\r\neinde.txt", "regeleinde.txt"),
        ("..", "bestand"),
        ("", "bestand"),
        ("x" * 300 + ".pdf", "x" * (MAX_NAME - 4) + ".pdf"),
    ],
)
def test_safe_name_keeps_only_a_plain_name(name, expected):
    assert safe_name(name) == expected


@given(st.text())
def test_safe_name_is_never_a_path(name):
    safe = safe_name(name)

    assert 0 < len(safe) <= MAX_NAME
    assert not set(safe) & set('/\\\r\n"\x00')
    assert safe not in {".", ".."}
