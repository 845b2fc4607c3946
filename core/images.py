"""Pictures people send in, without what a camera hides in them: place, time, device, thumbnails, remarks."""

import io
import struct
import warnings
from typing import IO, Any, Final

from django.utils.translation import gettext as _

from core.uploads import UploadError

FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG"}
MAX_PIXELS: Final = 25_000_000  # 75 to 100 MB in memory, a few times over; a small file may hold a far larger picture
LARGE_ENOUGH: Final = (3000, 3000)  # a photo of 48 million pixels is read at half its width and height
QUALITY: Final = 90


def without_metadata(file: IO[bytes], content_type: str) -> bytes:
    """Return the picture itself, turned upright, and nothing else of the file.

    Raises UploadError when it cannot be read, or is too large to draw.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 -- slow import

    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            picture = Image.open(file, formats=[FORMATS[content_type]])
            picture.draft(None, LARGE_ENOUGH)  # of a JPEG only; it makes nothing smaller than this
            if picture.width * picture.height > MAX_PIXELS:
                raise UploadError(_("This picture is too large. Make it smaller and try again."))
            picture.load()
            upright = _upright(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, UploadError):
            raise
        raise UploadError(_("This picture cannot be opened. Is it damaged?")) from error
    drawn = upright.convert("RGBA") if upright.mode in {"P", "PA"} else upright
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    out = io.BytesIO()
    bare.save(out, FORMATS[content_type], quality=QUALITY, icc_profile=picture.info.get("icc_profile"))
    return out.getvalue()


def _upright(picture: Any) -> Any:
    """Turn the picture as the camera was held; as it is when what says so is damaged, as in many good ones."""
    from PIL import ImageOps  # noqa: PLC0415 -- slow import

    try:
        return ImageOps.exif_transpose(picture)
    except (struct.error, TypeError, ValueError, KeyError, IndexError, ArithmeticError, OSError, SyntaxError):
        return picture
