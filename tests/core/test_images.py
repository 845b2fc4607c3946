import contextlib
import io
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from core.images import MAX_PIXELS, without_metadata
from core.uploads import UploadError

GPS, MAKER, ORIENTATION = 0x8825, 0x010F, 0x0112


def jpeg(**tags) -> io.BytesIO:
    picture, out = Image.new("RGB", (40, 20), "green"), io.BytesIO()
    exif = Image.Exif()
    exif[MAKER] = "TelefoonVanWillem"
    exif[ORIENTATION] = tags.get("orientation", 1)
    exif.get_ifd(GPS)[2] = (52.0, 6.0, 30.0)
    picture.save(out, "JPEG", exif=exif)
    return out


def test_jpeg_loses_place_and_maker():
    source = jpeg()
    assert b"TelefoonVanWillem" in source.getvalue()

    bare = without_metadata(source, "image/jpeg")

    assert b"TelefoonVanWillem" not in bare
    assert not Image.open(io.BytesIO(bare)).getexif()


def test_jpeg_taken_on_its_side_is_turned_upright():
    bare = Image.open(io.BytesIO(without_metadata(jpeg(orientation=6), "image/jpeg")))

    assert bare.size == (20, 40)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "1"])
def test_png_loses_its_remarks_and_keeps_its_picture(mode):
    remarks, source = PngImagePlugin.PngInfo(), io.BytesIO()
    remarks.add_text("Author", "Willem van der Erve")
    picture = Image.new("RGBA", (8, 8), (200, 30, 30, 255)).convert(mode)
    picture.save(source, "PNG", pnginfo=remarks)

    bare = without_metadata(source, "image/png")

    assert b"Willem" not in bare
    assert Image.open(io.BytesIO(bare)).convert("RGBA").getpixel((3, 3)) == picture.convert("RGBA").getpixel((3, 3))


def test_damaged_picture_is_refused():
    with pytest.raises(UploadError):
        without_metadata(io.BytesIO(jpeg().getvalue()[:60]), "image/jpeg")


def test_picture_of_another_kind_than_it_says_is_refused():
    with pytest.raises(UploadError):
        without_metadata(jpeg(), "image/png")


def test_small_file_with_a_huge_picture_is_refused():
    out = io.BytesIO()
    side = int(MAX_PIXELS**0.5) + 10
    Image.new("1", (side, side)).save(out, "PNG")

    with pytest.raises(UploadError):
        without_metadata(out, "image/png")


@given(st.lists(st.tuples(st.integers(20, 160), st.integers(0, 255)), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_picture_with_damaged_remarks_is_kept_or_refused(changes):
    damaged = bytearray(jpeg(orientation=6).getvalue())
    for place, value in changes:
        damaged[place] = value

    with contextlib.suppress(UploadError), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow says what is wrong with the remarks
        assert b"Willem" not in without_metadata(io.BytesIO(bytes(damaged)), "image/jpeg")


def test_photo_of_many_pixels_is_read_smaller_instead_of_refused():
    """A telephone with 48 million pixels: 8000 × 6000."""
    file = io.BytesIO()
    Image.new("RGB", (8000, 6000), "green").save(file, "JPEG")

    with Image.open(io.BytesIO(without_metadata(file, "image/jpeg"))) as bare:
        assert bare.size == (4000, 3000)
