"""Make the pictures in the documents anew, and take away those that no document shows.

./run pictures
"""

from __future__ import annotations

from core.reference.store import open_reference
from gui.display import draw_unseen
from tests.pictures import bars
from tests.pictures.taken import FOLDER, taken

if __name__ == "__main__":
    draw_unseen()
    made = set()
    for picture in taken(open_reference()):
        picture.save()
        made.add(picture.file)
        print(f"{picture.file.relative_to(FOLDER)}: {picture.file.stat().st_size // 1000} kB")
    bars.FILE.write_text(bars.draw(), encoding="utf-8")
    for old in set(FOLDER.rglob("*.png")) - made:
        old.unlink()
