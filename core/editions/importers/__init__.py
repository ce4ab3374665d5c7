"""The importers, one file for each kind of CMS file, and which of them a document is for."""

from __future__ import annotations

from core.editions.documents import Document
from core.editions.importers import (
    crosswalk,
    fees,
    former_areas,
    hcpcs,
    localities,
    payment_limits,
    rural_zips,
    visit_rates,
    zips,
)
from core.editions.importers.base import AnyImporter

IMPORTERS: tuple[AnyImporter, ...] = (
    zips.IMPORTER,
    localities.INDICES,
    localities.FACTORS,
    visit_rates.IMPORTER,
    fees.IMPORTER,
    former_areas.ZIPS,
    former_areas.FEES,
    rural_zips.IMPORTER,
    payment_limits.IMPORTER,
    crosswalk.IMPORTER,
    hcpcs.IMPORTER,
)
"""In the order in which their rows are laid: factors after the indices of the same year."""


def importer_for(document: Document) -> AnyImporter | None:
    """The importer of a document, known by its content; None when it is something else."""
    return next((each for each in IMPORTERS if each.recognises(document)), None)
