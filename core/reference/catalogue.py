"""What the reference knows besides figures: drugs, equipment, questions, orders and people."""

from __future__ import annotations

import sqlite3
from datetime import date

from core.case import Route
from core.reference.model import (
    Billing,
    CriteriaSet,
    Criterion,
    Drug,
    DrugCode,
    EntryLimit,
    Equipment,
    EquipmentKind,
    Helper,
    Indication,
    PaymentCategory,
    PumpUse,
    Topic,
    UsualDose,
    Way,
)
from core.reference.shelf import (
    STANDINGS,
    Shelf,
    as_amount,
    grouped,
    listed,
    maybe_amount,
    maybe_date,
)

_VISIT_DRUG = {"yes": True, "no": False, "unknown": None}
_ALWAYS = "all"  # the set of criteria that must be met besides one of the others


class Catalogue:
    """The undated look-ups of an edition."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    # -- drugs and equipment ---------------------------------------------------
    def drugs(self) -> tuple[Drug, ...]:
        """Every drug of the reference, on and off the pump list, by name."""
        return self._shelf.kept("drugs", self._drugs)

    def drug(self, id_code_or_name: str, route: Route | None = None) -> Drug:
        """A drug by its id, HCPCS code, generic name or brand (letter case aside).

        Where several answer to one code or name, one that is given by `route` is taken first
        (J1561 under the skin and into a vein are two benefits), then the one on the pump list.
        """
        names = self._shelf.kept("drug names", self._drug_names)
        found = names.get(id_code_or_name.strip().casefold())
        if found is None:
            raise self._shelf.missing(f"drug {id_code_or_name}")
        return next((drug for drug in found if route in drug.routes), found[0])

    def drug_code(self, drug: str, day: date) -> DrugCode:
        """The code a drug is billed under on a day: the general one where makers differ."""
        valid = [
            code
            for code in self.drug(drug).codes
            if (code.effective is None or code.effective <= day)
            and (code.ends is None or day <= code.ends)
        ]
        if not valid:
            raise self._shelf.missing(f"code of {drug}", day)
        return valid[0]

    def indication(self, indication: str) -> Indication:
        """One indication by id."""
        found = self._shelf.kept("indications", self._indications)
        try:
            return found[indication]
        except KeyError:
            raise self._shelf.missing(f"indication {indication}") from None

    def criterion(self, criterion: str) -> Criterion:
        """One coverage question by id."""
        found = self._shelf.kept(
            "criteria",
            lambda: {row["id"]: self._criterion(row) for row in self._table("criteria")},
        )
        try:
            return found[criterion]
        except KeyError:
            raise self._shelf.missing(f"criterion {criterion}") from None

    def equipment(self, hcpcs: str) -> Equipment:
        """A pump, pole, supply or device."""
        found = self._shelf.kept("equipment", self._equipment)
        try:
            return found[hcpcs]
        except KeyError:
            raise self._shelf.missing(f"equipment {hcpcs}") from None

    # -- orders ----------------------------------------------------------------
    def usual_doses(self, drug: str) -> tuple[UsualDose, ...]:
        """The usual schedules of a drug; empty when none is known."""
        doses = self._shelf.kept("doses", lambda: grouped(self._table("usual_doses"), "drug"))
        return tuple(self._usual_dose(row) for row in doses.get(drug, ()))

    def entry_limit(self, drug: str, route: str | None) -> EntryLimit | None:
        """The limits that ask again about a typed dose, or None.

        A limit of the route itself goes before one of any route.
        """
        limits = self._shelf.kept(
            "limits",
            lambda: {(row["drug"], row["route"]): row for row in self._table("entry_limits")},
        )
        row = limits.get((drug, route or "")) or limits.get((drug, ""))
        return None if row is None else self._entry_limit(row)

    # -- people and words --------------------------------------------------------
    def ship(self, state: str) -> Helper | None:
        """The state's free Medicare counselling line, or None when no number is known."""
        rows = self._shelf.rows("SELECT * FROM ship WHERE state = ? AND phone <> ''", state)
        for row in rows:
            return self._helper(row, f"ship-{state}")
        return None

    def helpers(self) -> tuple[Helper, ...]:
        """National help lines whose numbers are not from memory alone."""
        return self._shelf.kept(
            "helpers",
            lambda: tuple(
                self._helper(row, row["id"])
                for row in self._shelf.rows("SELECT * FROM helpers WHERE status <> 'memory'")
            ),
        )

    def topics(self) -> tuple[Topic, ...]:
        """The conditions, medicines, equipment and supplies people ask about."""
        return self._shelf.kept("topics", self._topics)

    # -- rows to values --------------------------------------------------------
    def _table(self, name: str, *order: str) -> list[sqlite3.Row]:
        by = f" ORDER BY {', '.join(order)}" if order else ""
        return self._shelf.rows(f"SELECT * FROM {name}{by}")

    def _drugs(self) -> tuple[Drug, ...]:
        codes = grouped(self._table("drug_codes"), "drug")
        pumps = grouped(self._table("drug_pumps", "usual DESC", "pump"), "drug")
        uses = grouped(self._table("drug_indications"), "drug")
        return tuple(
            Drug(
                id=row["id"],
                generic=row["generic"],
                brands=listed(row["brands"]),
                drug_class=row["drug_class"],
                way=Way(row["way"]),
                routes=tuple(Route(route) for route in listed(row["routes"])),
                codes=self._codes(codes.get(row["id"], [])),
                indications=tuple(use["indication"] for use in uses.get(row["id"], ())),
                pumps=tuple(
                    PumpUse(use["pump"], bool(use["usual"]), self._shelf.cited(use))
                    for use in pumps.get(row["id"], ())
                ),
                citation=self._shelf.cited(row),
                reason=row["reason"],
            )
            for row in self._table("drugs", "generic COLLATE NOCASE", "id")
        )

    def _codes(self, rows: list[sqlite3.Row]) -> tuple[DrugCode, ...]:
        """The codes of a drug: general ones first, of those the newest first."""
        ordered = sorted(rows, key=lambda row: row["hcpcs"])
        ordered.sort(key=lambda row: row["effective"] or "", reverse=True)
        ordered.sort(key=lambda row: not row["general"])
        return tuple(self._code(row) for row in ordered)

    def _code(self, row: sqlite3.Row) -> DrugCode:
        return DrugCode(
            hcpcs=row["hcpcs"],
            drug=row["drug"],
            effective=maybe_date(row["effective"]),
            ends=maybe_date(row["ends"]),
            unit_amount=maybe_amount(row["unit_amount"]),
            unit=row["unit"],
            billing=Billing(row["billing"]),
            container_units=maybe_amount(row["container_units"]),
            modifiers=listed(row["modifiers"]),
            visit_category=row["visit_category"],
            visit_drug=_VISIT_DRUG[row["visit_drug"]],
            citation=self._shelf.cited(row),
        )

    def _drug_names(self) -> dict[str, tuple[Drug, ...]]:
        """Every name to its drugs; ids go before codes, codes before generics and brands.

        Of drugs that share a code the one with fewest codes has it: J7799 means a drug without
        a code of its own, and J1459 the brand Privigen, not immune globulin of any brand.
        """
        names: dict[str, tuple[Drug, ...]] = {}
        first = (Way.PUMP, Way.HOME_IVIG)
        ordered = sorted(
            self.drugs(),
            key=lambda drug: (
                first.index(drug.way) if drug.way in first else len(first),
                len(drug.codes),
                drug.id,
            ),
        )
        for kind in (
            lambda drug: (drug.id,),
            lambda drug: tuple(code.hcpcs for code in drug.codes),
            lambda drug: (drug.generic,),
            lambda drug: drug.brands,
        ):
            for drug in ordered:
                for name in kind(drug):
                    names[name.casefold()] = (*names.get(name.casefold(), ()), drug)
        return names

    def _indications(self) -> dict[str, Indication]:
        sets = grouped(
            self._table("indication_criteria", "indication", "criteria_set", "position"),
            "indication",
        )
        return {
            row["id"]: Indication(
                id=row["id"],
                rule=row["rule"],
                section=row["section"],
                effective=maybe_date(row["effective"]),
                ends=maybe_date(row["ends"]),
                routes=tuple(Route(route) for route in listed(row["routes"])),
                sets=self._sets(sets.get(row["id"], [])),
                diagnosis_group=row["diagnosis_group"],
                max_days=row["max_days"],
                citation=self._shelf.cited(row),
            )
            for row in self._table("indications")
        }

    def _sets(self, rows: list[sqlite3.Row]) -> tuple[CriteriaSet, ...]:
        """The sets of an indication, the one that must always be met first."""
        sets = [
            CriteriaSet(name, tuple(row["criterion"] for row in members))
            for name, members in grouped(rows, "criteria_set").items()
        ]
        return tuple(sorted(sets, key=lambda group: (group.id != _ALWAYS, group.id)))

    def _criterion(self, row: sqlite3.Row) -> Criterion:
        return Criterion(
            id=row["id"],
            effective=maybe_date(row["effective"]),
            ends=maybe_date(row["ends"]),
            citation=self._shelf.cited(row),
        )

    def _equipment(self) -> dict[str, Equipment]:
        pairs = grouped(self._table("equipment_pairs", "pump", "supply"), "pump")
        return {
            row["hcpcs"]: Equipment(
                hcpcs=row["hcpcs"],
                kind=EquipmentKind(row["kind"]),
                category=PaymentCategory(row["category"]),
                pairs_with=tuple(pair["supply"] for pair in pairs.get(row["hcpcs"], ())),
                citation=self._shelf.cited(row),
            )
            for row in self._table("equipment")
        }

    def _usual_dose(self, row: sqlite3.Row) -> UsualDose:
        return UsualDose(
            id=row["id"],
            drug=row["drug"],
            hcpcs=row["hcpcs"],
            route=Route(row["route"]) if row["route"] else None,
            low=maybe_amount(row["low"]),
            typical=maybe_amount(row["typical"]),
            high=maybe_amount(row["high"]),
            unit=row["unit"],
            per=row["per"],
            weight_based=bool(row["weight_based"]),
            administrations_low=maybe_amount(row["administrations_low"]),
            administrations_high=maybe_amount(row["administrations_high"]),
            minutes_low=row["minutes_low"],
            minutes_high=row["minutes_high"],
            course_days_low=row["course_days_low"],
            course_days_high=row["course_days_high"],
            container=row["container"],
            containers_low=maybe_amount(row["containers_low"]),
            containers_high=maybe_amount(row["containers_high"]),
            week_units_low=maybe_amount(row["week_units_low"]),
            week_units_typical=maybe_amount(row["week_units_typical"]),
            week_units_high=maybe_amount(row["week_units_high"]),
            status=row["status"],
            citation=self._shelf.cited(row),
        )

    def _entry_limit(self, row: sqlite3.Row) -> EntryLimit:
        return EntryLimit(
            drug=row["drug"],
            route=Route(row["route"]) if row["route"] else None,
            unit=row["unit"],
            ask_above=as_amount(row["ask_above"]),
            basis=row["basis"],
            ask_above_reference=as_amount(row["ask_above_reference"]),
            slip_above=as_amount(row["slip_above"]),
            ask_below=as_amount(row["ask_below"]),
            citation=self._shelf.cited(row),
        )

    def _helper(self, row: sqlite3.Row, identifier: str) -> Helper:
        columns = row.keys()
        return Helper(
            id=identifier,
            name=row["name"],
            phone=row["phone"],
            tty=row["tty"] if "tty" in columns else "",
            standing=STANDINGS[row["status"]],
            last_checked=row["last_checked"],
            citation=self._shelf.cited(row),
        )

    def _topics(self) -> tuple[Topic, ...]:
        drugs = grouped(self._table("topic_drugs", "topic", "position"), "topic")
        return tuple(
            Topic(
                id=row["id"],
                kind=row["kind"],
                answer=row["answer"],
                drugs=tuple(use["drug"] for use in drugs.get(row["id"], ())),
                rules=listed(row["rules"]),
                citation=self._shelf.cited(row),
            )
            for row in self._table("topics", "position")
        )
