"""Where prices are looked up: one place, or every place that an unknown home could lie in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.money import Range
from core.reference.model import NotInReference
from core.reference.store import Reference
from core.trace import Quote, least_sure


@dataclass(frozen=True, slots=True)
class Area:
    """The fee areas (state, rural) and the locality factor that a home may fall under.

    With more than one, an amount is a Range from the least to the greatest of them.
    `factor` is None where the reference has no locality for the home; `zip_code` and
    `locality` are None where they are not known.
    """

    fee_areas: tuple[tuple[str, bool], ...]
    factor: Quote | None
    zip_code: str | None = None
    locality: tuple[str, str] | None = None
    _fees: dict[tuple[str, str, date], Quote] = field(
        default_factory=dict, compare=False, repr=False
    )

    def fee(self, reference: Reference, hcpcs: str, modifier: str, day: date) -> Quote:
        """The fee schedule amount, USD.  Raises NotInReference when no area has one."""
        key = (hcpcs, modifier, day)
        if key not in self._fees:
            self._fees[key] = self._look_up(reference, hcpcs, modifier, day)
        return self._fees[key]

    def _look_up(self, reference: Reference, hcpcs: str, modifier: str, day: date) -> Quote:
        if self.zip_code is not None:
            local = reference.area_fee(self.zip_code, hcpcs, modifier, day)
            if local is not None:
                return local
        found: list[Quote] = []
        missing: NotInReference | None = None
        for state, rural in self.fee_areas:
            try:
                found.append(reference.fee(hcpcs, modifier, state, rural, day))
            except NotInReference as none:  # some codes have no amount in some areas
                missing = none
        if not found:
            raise missing or NotInReference(f"fee {hcpcs}", day, reference.edition.id)
        return Quote(
            Range(min(each.value.low for each in found), max(each.value.high for each in found)),
            least_sure(*(each.standing for each in found)),
            found[0].citation,
            found[0].published_through,
        )

    def visit_rate(self, reference: Reference, hcpcs: str, day: date) -> Quote | None:
        """The visit rate as printed for the home's locality; None when it is not held."""
        if self.locality is None:
            return None
        return reference.local_visit_rate(hcpcs, *self.locality, day)
