"""The clinic's picture: taken from a stick, looked at closely, kept as a small PNG of our own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QImageWriter

from core.output import NotWritten, write_files
from core.trace import Text, text
from gui.staff.files import content_of

FILE = "logo.png"
_KINDS = {".png": b"png", ".jpg": b"jpeg", ".jpeg": b"jpeg"}
_MOST_NAMES = 12
_MOST_BYTES = 1024 * 1024
_MOST_SIDE = 4000
_LEAST_SIDE = 32
_KEPT = QSize(900, 240)


def found_on(folder: Path) -> tuple[str, ...]:
    """The pictures in a folder, by name; those that are links are left out."""
    try:
        found = [
            path.name
            for path in sorted(folder.iterdir())
            if path.suffix.lower() in _KINDS and path.is_file() and not path.is_symlink()
        ]
    except OSError:
        return ()
    return tuple(name for name in found if not name.startswith("."))[:_MOST_NAMES]


def take(picture: Path, folder: Path) -> Text | None:
    """Keep a picture beside the settings; why not, or None.

    It is drawn anew, so that nothing of the file itself is kept.
    """
    try:
        content = content_of(picture, _MOST_BYTES)
    except OSError:
        return text("staff.logo.unreadable")
    if len(content) > _MOST_BYTES:
        return text("staff.logo.large", most=_MOST_BYTES // 1024 // 1024)
    device = QBuffer()
    device.setData(QByteArray(content))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device, QByteArray(_KINDS[picture.suffix.lower()]))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    sides = (size.width(), size.height())
    if not size.isValid():
        return text("staff.logo.unreadable")
    if max(sides) > _MOST_SIDE or min(sides) < _LEAST_SIDE:
        return text("staff.logo.size", least=_LEAST_SIDE, most=_MOST_SIDE)
    image = reader.read()
    if image.isNull():
        return text("staff.logo.unreadable")
    if image.width() > _KEPT.width() or image.height() > _KEPT.height():
        image = image.scaled(
            _KEPT, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    drawn = QBuffer()
    drawn.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(drawn, QByteArray(b"png")).write(image)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_files({folder / FILE: bytes(drawn.data().data())})
    except NotWritten as trouble:
        return text("staff.setup.not_saved", why=trouble.why)
    return None
