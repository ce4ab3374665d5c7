"""A rendered handout, read back as a reader, a printer and a screen reader see it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.utils import decode_text


@dataclass(frozen=True)
class Node:
    """One element of the structure: its tag, its text and children in reading order."""

    tag: str
    alt: str
    language: str
    scope: str
    parts: tuple[str | Node, ...]

    @property
    def kids(self) -> tuple[Node, ...]:
        return tuple(part for part in self.parts if isinstance(part, Node))

    @property
    def said(self) -> str:
        """Its own text, without that of its children."""
        return " ".join(part for part in self.parts if isinstance(part, str))

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def text(self) -> str:
        """All text below it, parts joined by a space."""
        said = (part if isinstance(part, str) else part.text for part in self.parts)
        return " ".join(part for part in said if part)

    def all(self, tag: str) -> list[Node]:
        return [node for node in self.walk() if node.tag == tag]


class Sheet:
    """The bytes, the characters as they lie on each page, and the structure."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            self.sizes = tuple((float(page.width), float(page.height)) for page in pdf.pages)
            self.pages = tuple(page.extract_text() for page in pdf.pages)
            self.chars = tuple(tuple(page.chars) for page in pdf.pages)
            self.words = tuple(
                tuple(page.extract_words(keep_blank_chars=False)) for page in pdf.pages
            )
            self.shapes = tuple((*page.rects, *page.curves) for page in pdf.pages)

    @property
    def text(self) -> str:
        """Every word of every page, furniture included."""
        return "\n".join(self.pages)

    @cached_property
    def document(self) -> PDFDocument:
        """The file's objects."""
        return PDFDocument(PDFParser(io.BytesIO(self.data)))

    @cached_property
    def page_ids(self) -> list[int]:
        """The object numbers of the pages, in order."""
        return [int(str(page.pageid)) for page in PDFPage.create_pages(self.document)]

    @cached_property
    def said(self) -> dict[tuple[int, int], str]:
        """The text of each mark: by page and number."""
        found: dict[tuple[int, int], str] = {}
        for page, chars in enumerate(self.chars):
            for char in chars:
                if char["mcid"] is not None:
                    key = (page, char["mcid"])
                    found[key] = found.get(key, "") + char["text"]
        return found

    @cached_property
    def root(self) -> Node:
        """The Document element."""
        tree = resolve1(self.document.catalog["StructTreeRoot"])
        (document,) = resolve1(tree["K"])
        return self._node(resolve1(document))

    def headings(self) -> list[str]:
        return [node.text for node in self.root.walk() if node.tag in ("H1", "H2")]

    def _node(self, element: dict[str, Any]) -> Node:
        parts: list[str | Node] = []
        for item in resolve1(element["K"]):
            kid = resolve1(item)
            kind = kid["Type"].name
            if kind == "StructElem":
                parts.append(self._node(kid))
            elif kind == "MCR":
                said = self.said.get((self._page(kid["Pg"]), kid["MCID"]), "")
                parts.append(" ".join(said.split()))
        scope = ""
        for attributes in resolve1(element.get("A", [])):
            scope = getattr(resolve1(attributes).get("Scope"), "name", scope)
        return Node(
            tag=element["S"].name,
            alt=decode_text(element["Alt"]) if "Alt" in element else "",
            language=decode_text(element["Lang"]) if "Lang" in element else "",
            scope=scope,
            parts=tuple(parts),
        )

    def _page(self, reference: PDFObjRef) -> int:
        return self.page_ids.index(reference.objid)
