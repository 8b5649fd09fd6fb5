"""One claim of a news text, as it is kept and printed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim. `quote` == text[start:end]; `value` in base units (rupiah, persons, percent), "
    "None with a `reason`."""

    quote: str
    start: int
    end: int
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    role: str | None
    qualifier: str  # exact, about, at_least, at_most
    region_code: str | None  # Kemendagri
    period_start: date | None
    period_end: date | None
    program: str | None
    funding_source: str | None
    reason: str | None
    confidence: float  # 0 to 1
    sentence_no: int  # from 1
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON: whole numbers as int, others as float, dates as ISO text."""
        out = asdict(self)
        for key in ("value", "value_high"):
            number = out[key]
            if number is not None:
                out[key] = int(number) if number == number.to_integral_value() else float(number)
        for key in ("period_start", "period_end"):
            if out[key] is not None:
                out[key] = out[key].isoformat()
        return out
