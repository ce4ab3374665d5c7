"""A canvas that writes tagged PDF (PDF/UA-1) through ReportLab's own openings.

Everything drawn stands inside `canvas.content(element)` or `canvas.artifact()`.  The
elements form the structure tree, which `save` writes together with the tree from marked
content back to elements (ParentTree) and the metadata that name the standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import IO

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFString,
)
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

PRODUCT = "Homeward"
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class _Marked:
    """A piece of page content: the page's number and the number of the mark on it."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class _Annotated:
    """An annotation (a link) on a page."""

    page: int
    annotation: PDFObject


@dataclass(slots=True, eq=False)
class Element:
    """One element of the structure tree.

    `alt` is said instead of a picture, `actual` instead of a sign; `attributes` are
    by owner ("Table", "Layout").
    """

    tag: str
    alt: str = ""
    actual: str = ""
    language: str = ""
    attributes: dict[str, dict[str, PDFObject]] = field(default_factory=dict)
    kids: list[Element | _Marked | _Annotated] = field(default_factory=list)

    def add(
        self,
        tag: str,
        *,
        alt: str = "",
        actual: str = "",
        language: str = "",
        attributes: dict[str, dict[str, PDFObject]] | None = None,
    ) -> Element:
        """Append a child element."""
        child = Element(tag, alt, actual, language, attributes or {})
        self.kids.append(child)
        return child


class NestedContent(RuntimeError):
    """Marked content begun inside marked content, which a screen reader would read twice."""


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages have a structure; `here` is the element that takes new children."""

    def __init__(
        self,
        file: IO[bytes],
        size: tuple[float, float],
        *,
        title: str,
        language: str,
        subject: str,
        font: str,
    ) -> None:
        super().__init__(
            file,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            initialFontName=font,
            lang=language,
        )
        self.setTitle(title)
        self.setSubject(subject)
        self.setAuthor(PRODUCT)
        self.setCreator(PRODUCT)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.root = Element("Document", language=language)
        self.here = self.root
        self._title, self._language = title, language
        self._marks: list[Element] = []
        self._parents: list[tuple[int, list[Element] | Element]] = []
        self._keys = 0
        self._bookmarks = 0
        self._inside = False
        self._hide = False

    @contextmanager
    def group(self, element: Element) -> Iterator[Element]:
        """New elements become children of this one."""
        before, self.here = self.here, element
        try:
            yield element
        finally:
            self.here = before

    @contextmanager
    def hidden(self, hide: bool = True) -> Iterator[None]:
        """Content drawn now is decoration too: the header of a table that goes on."""
        before, self._hide = self._hide, self._hide or hide
        try:
            yield
        finally:
            self._hide = before

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn now belongs to this element."""
        if self._hide:
            with self.artifact():
                yield
            return
        mark = len(self._marks)
        self._marks.append(element)
        element.kids.append(_Marked(len(self._doc.Pages.pages), mark))
        with self._marked(f"/{element.tag} <</MCID {mark}>> BDC"):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn now is decoration, which a screen reader leaves out."""
        with self._marked("/Artifact BMC"):
            yield

    @contextmanager
    def _marked(self, opening: str) -> Iterator[None]:
        if self._inside:
            raise NestedContent
        self._inside = True
        self.addLiteral(opening)
        yield
        self.addLiteral("EMC")
        self._inside = False

    def encoded(self, text: str, font: str) -> Iterator[tuple[str, str]]:
        """A text as the file has it: the name of each font in it, and the letters as a string's."""
        face = pdfmetrics.getFont(font)
        for subset, letters in face.splitString(text, self._doc):
            yield face.getSubsetInternalName(subset, self._doc), self._escape(letters)

    def bookmark(self, title: str, top: float, level: int) -> None:
        """Name this height of the page in the file's outline; level 0 is the document's."""
        self._bookmarks += 1
        key = f"heading-{self._bookmarks}"
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(title, key, level)

    def link(self, element: Element, url: str, width: float, height: float, said: str) -> None:
        """Make a box at the current origin a link that belongs to `element` (a Link)."""
        key = self._next_key()
        self.linkURL(
            url,
            (0, 0, width, height),
            relative=1,
            F=4,  # printed with the page
            Contents=PDFString(said),
            StructParent=key,
        )
        annotation = self._doc.refAnnotation(f"NUMBER{self._annotationCount}")
        element.kids.append(_Annotated(len(self._doc.Pages.pages), annotation))
        self._parents.append((key, element))

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page and tie its marks to their elements."""
        key = self._next_key()
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = key, PDFName("S")
        self._parents.append((key, self._marks))
        self._marks = []

    def save(self) -> None:
        """Write the structure and the file; the last page must have been shown."""
        self._write_structure()
        super().save()

    def _next_key(self) -> int:
        self._keys += 1
        return self._keys - 1

    def _write_structure(self) -> None:
        document = self._doc
        reference = document.Reference
        pages = [reference(page) for page in document.Pages.pages]
        references: dict[int, PDFObject] = {}

        def build(element: Element, parent: PDFObject) -> PDFObject:
            made = _Written(element, parent, pages)
            own = references[id(element)] = reference(made)
            made.kids = [build(k, own) if isinstance(k, Element) else k for k in element.kids]
            return own

        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        tree["K"] = PDFArray([build(self.root, reference(tree))])
        numbers: list[object] = []
        for key, owner in sorted(self._parents, key=lambda pair: pair[0]):
            found = (
                references[id(owner)]
                if isinstance(owner, Element)
                else reference(PDFArray([references[id(element)] for element in owner]))
            )
            numbers += [key, found]
        tree["ParentTree"] = reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree["ParentTreeNextKey"] = self._keys
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        metadata = _METADATA.format(
            title=escape(self._title, quote=False), language=escape(self._language, quote=False)
        )
        document.Catalog.Metadata = pdfdoc.XMP(creator=lambda _: metadata.encode("utf-8"))


class _Written(PDFObject):  # type: ignore[misc]
    """An element as the file has it, written at once: there are hundreds in a document, and as
    dictionaries and arrays of ReportLab's they would take longer than its pages."""

    def __init__(self, element: Element, parent: PDFObject, pages: list[PDFObject]) -> None:
        self._element, self._parent, self._pages = element, parent, pages
        self.kids: list[PDFObject | _Marked | _Annotated] = []

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The dictionary of the element."""
        element, parts = self._element, [b"<< /Type /StructElem"]
        parts.append(f"/S /{element.tag} /P".encode("ascii"))
        parts.append(self._parent.format(document))
        for name, value in (
            (b"/Alt", element.alt),
            (b"/ActualText", element.actual),
            (b"/Lang", element.language),
        ):
            if value:
                parts += [name, PDFString(value).format(document)]
        if element.attributes:
            owned = [
                PDFDictionary({"O": PDFName(owner), **values})
                for owner, values in element.attributes.items()
            ]
            parts += [b"/A", PDFArray(owned).format(document)]
        parts += [b"/K [", *(self._kid(kid, document) for kid in self.kids), b"] >>"]
        return b" ".join(parts)

    def _kid(self, kid: PDFObject | _Marked | _Annotated, document: pdfdoc.PDFDocument) -> bytes:
        if isinstance(kid, _Marked):
            page = self._pages[kid.page].format(document)
            return b"<< /Type /MCR /Pg %b /MCID %d >>" % (page, kid.mark)
        if isinstance(kid, _Annotated):
            page, target = self._pages[kid.page].format(document), kid.annotation.format(document)
            return b"<< /Type /OBJR /Pg %b /Obj %b >>" % (page, target)
        found: bytes = kid.format(document)
        return found


class ReadableFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose map back to characters is what PDF/UA asks for.

    ReportLab maps unused codes to U+0000, which readers may not be told.
    """

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Add the font's objects, then take the empty codes out of its map."""
        before = set(doc.idToObject)
        super().addObjects(doc)
        for name in set(doc.idToObject) - before:
            if name.startswith("toUnicodeCMap:"):
                stream = doc.idToObject[name]
                stream.content = without_empty_codes(stream.content)


def without_empty_codes(cmap: str) -> str:
    """A character map without the codes that map to U+0000, and with its count put right."""
    kept = re.sub(r"(?m)^<[0-9A-F]{2}> <0000>\n", "", cmap)
    count = len(re.findall(r"(?m)^<[0-9A-F]{2}> <[0-9A-F]{4}>$", kept))
    return re.sub(r"(?m)^\d+ beginbfchar$", f"{count} beginbfchar", kept)
