"""What each dataset's rows hold: column -> kind, and which must be filled.

Enters: nothing. Leaves: `DATASETS`. The same columns stand in staging/schema.sql; a contract test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NIK_FIELDS = frozenset({"nik_hash", "nik_is_valid", "nik_fault", "birth_year", "sex"})
"""What a column of kind `nik` gives."""

ColumnKind = Literal["text", "code", "integer", "date", "boolean", "money", "count", "number"]


@dataclass(frozen=True)
class Dataset:
    """One dataset. `columns`: name -> kind, without batch and place.

    `lineage`: address column -> the measures that it points at, the first that is filled.
    """

    name: str
    columns: dict[str, ColumnKind]
    optional: frozenset[str]
    lineage: dict[str, tuple[str, ...]]
    defaults: dict[str, str]

    @property
    def measures(self) -> tuple[str, ...]:
        """The columns that hold figures."""
        return tuple(name for name, kind in self.columns.items() if kind in ("money", "count", "number"))

    @property
    def computed(self) -> frozenset[str]:
        """Columns that the parser fills by itself: addresses and what follows from other columns."""
        return frozenset(self.lineage) | {"column_no", "as_of_date"} | NIK_FIELDS


DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            name="budget_realisation",
            columns={
                "column_no": "integer",
                "region_code": "code",
                "agency_code": "code",
                "agency_name": "text",
                "function_code": "code",
                "program_code": "code",
                "program_name": "text",
                "activity_code": "code",
                "activity_name": "text",
                "sub_activity_code": "code",
                "sub_activity_name": "text",
                "account_code": "code",
                "account_name": "text",
                "expenditure_class": "text",
                "funding_source": "text",
                "fiscal_year": "integer",
                "period_month": "integer",
                "budget_stage": "text",
                "realisation_basis": "text",
                "budget_idr": "money",
                "realised_idr": "money",
                "as_of_date": "date",
                "source_ref": "text",
                "budget_source_ref": "text",
            },
            optional=frozenset(
                {
                    "agency_code",
                    "function_code",
                    "program_code",
                    "program_name",
                    "activity_code",
                    "activity_name",
                    "sub_activity_code",
                    "sub_activity_name",
                    "account_code",
                    "account_name",
                    "budget_idr",
                    "realised_idr",
                    "as_of_date",
                    "budget_source_ref",
                }
            ),
            lineage={"source_ref": ("realised_idr", "budget_idr"), "budget_source_ref": ("budget_idr",)},
            defaults={
                "funding_source": "unspecified",
                "budget_stage": "unspecified",
                "expenditure_class": "unspecified",
            },
        ),
        Dataset(
            name="budget_posture",
            columns={
                "column_no": "integer",
                "region_code": "code",
                "fiscal_year": "integer",
                "account_path": "text",
                "account_name": "text",
                "budget_idr": "money",
                "realised_to_date_idr": "money",
                "as_of_date": "date",
                "source_ref": "text",
                "budget_source_ref": "text",
            },
            optional=frozenset({"budget_idr", "realised_to_date_idr", "as_of_date", "budget_source_ref"}),
            lineage={"source_ref": ("realised_to_date_idr", "budget_idr"), "budget_source_ref": ("budget_idr",)},
            defaults={},
        ),
        Dataset(
            name="program_reach",
            columns={
                "column_no": "integer",
                "region_code": "code",
                "agency_name": "text",
                "program_name": "text",
                "activity_name": "text",
                "measure": "text",
                "beneficiary_unit": "text",
                "period_start": "date",
                "period_end": "date",
                "target_count": "count",
                "reached_count": "count",
                "registry": "text",
                "funding_source": "text",
                "source_ref": "text",
                "target_source_ref": "text",
            },
            optional=frozenset(
                {"activity_name", "target_count", "reached_count", "registry", "funding_source", "target_source_ref"}
            ),
            lineage={"source_ref": ("reached_count", "target_count"), "target_source_ref": ("target_count",)},
            defaults={},
        ),
        Dataset(
            name="poverty_indicator",
            columns={
                "column_no": "integer",
                "region_code": "code",
                "region_name": "text",
                "indicator_code": "text",
                "area": "text",
                "period_year": "integer",
                "period_part": "text",
                "value": "number",
                "unit": "text",
                "unit_printed": "text",
                "publisher": "text",
                "kind": "text",
                "vintage_date": "date",
                "source_ref": "text",
            },
            optional=frozenset({"value", "unit_printed", "vintage_date"}),
            lineage={"source_ref": ("value",)},
            defaults={},
        ),
        Dataset(
            name="beneficiary",
            columns={
                "region_code": "code",
                "program_name": "text",
                "period_year": "integer",
                "nik_hash": "text",
                "nik_is_valid": "boolean",
                "nik_fault": "text",
                "birth_year": "integer",
                "sex": "text",
                "source_ref": "text",
            },
            optional=frozenset({"period_year", "nik_hash", "nik_fault", "birth_year", "sex"}),
            lineage={"source_ref": ("nik",)},
            defaults={},
        ),
    )
}
