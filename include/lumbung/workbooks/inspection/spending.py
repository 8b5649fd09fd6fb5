"""When money was spent: fiscal year, month, and whether the amounts are of a month or from January up to it.

Enters: the amounts of a table. Leaves: facts of its YAML. A year alone does not say up to which month money was spent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from lumbung.workbooks.inspection.amounts import Amount, scale_of, scale_of_all
from lumbung.workbooks.inspection.builder import Builder
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.draft import Ask, Remark
from lumbung.workbooks.inspection.rows import is_difference
from lumbung.workbooks.inspection.surroundings import (
    Found,
    Unclear,
    find_month,
    find_period,
    find_stage,
    find_year,
    is_to_date,
    noted_day,
    says_up_to,
)
from lumbung.workbooks.inspection.words import folded
from lumbung.workbooks.periods import MONTHS, Period, month_end, months_in, parse_period, years_in

_LAST_MONTH = 12
# A region spends nine tenths of its budget in a year: much less is no whole year.
_LEAST_SPENT = Decimal("0.7")
_MOST_OF_A_MONTH = Decimal("0.5")
_SEVERAL = 3
_LEAST_OF_LAST_YEAR = Decimal("0.5")
_LAST_OF_RANGE = r"(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|-|–)\s*(?:\d{1,2}\s+)?(?:bulan\s+)?([A-Za-z]+)"
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("i 1 satu pertama kesatu", "ii 2 dua kedua", "iii 3 tiga ketiga", "iv 4 empat keempat"), start=1
    )
    for word in words.split()
}
# How many months there are in the parts of a year.
_MONTHS_OF = {"triwulan": 3, "tw": 3, "kuartal": 3, "q": 3, "caturwulan": 4, "semester": 6, "smt": 6}
_KIND = rf"(?:{'|'.join(sorted(_MONTHS_OF, key=len, reverse=True))})"
_NUMBER = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b"
_PART = re.compile(rf"\b({_KIND})\s*\.?\s*(?:ke\s*-?\s*)?({_NUMBER})", re.IGNORECASE)
_PARTS = re.compile(
    rf"{_PART.pattern}\s*(?:-|–|\bdan\b|s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga)\s*(?:{_KIND}\s*\.?\s*)?"
    rf"({_NUMBER})",
    re.IGNORECASE,
)
_UP_TO = r"\b(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|posisi|keadaan|kumulatif)\s*(?:pada\s+)?(?:akhir\s+)?"
_YEAR_END = re.compile(r"\b(?:audited|un-?audited|akhir tahun|31 desember|tahun yang berakhir)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Part:
    """A quarter or half year; `month`: its last, None where texts name several. `is_to_date`: counted from January."""

    words: str
    month: int | None
    is_to_date: bool


class SpendingBuilder(Builder):
    """A layout of amounts, with when they were spent."""

    def __init__(self, context: Context, dataset: str, amounts: Sequence[Amount]) -> None:
        super().__init__(context, dataset)
        self.amounts = amounts

    @property
    def is_posture(self) -> bool:
        """Whether the dataset is that of postures, which know no month."""
        return self.result.dataset == "budget_posture"

    def year_value(self) -> int | None:
        """The first fiscal year of the amounts."""
        years = {amount.year for amount in self.amounts if amount.year}
        if len(years) == 1:
            return years.pop()
        if len(years) > 1:
            return min(years)
        column = next((c for c in self.context.columns if c.kind == "year"), None)
        if column is not None and column.distinct:
            return min(int(text) for text in column.distinct if text.isdecimal())
        found = find_year(self.context.around)
        return int(str(found.value)) if isinstance(found, Found) else None

    def say_time(self) -> None:
        """Put in year, month and basis."""
        context = self.context
        years = {amount.year for amount in self.amounts if amount.year}
        column = next((c for c in context.columns if c.kind == "year" and c.letters not in self.fields), None)
        if len(years) > 1 or (years and self._wide_has("fiscal_year")):
            pass
        elif column is not None:
            self.take("fiscal_year", column)
        else:
            self.result.facts["fiscal_year"] = self._year_fact(years)
        if self.is_posture:
            self._say_day()
            return
        if any(amount.month for amount in self.amounts):
            self._say_basis_of_months()
        else:
            self._say_month()
            self._ask_about_other_years()

    def _ask_about_other_years(self) -> None:
        """Ask up to which month an earlier year's spending counts, where the month that is named is a later one's."""
        years = {amount.year for amount in self.amounts if amount.year and amount.measure == "realised_idr"}
        fact = self.result.facts.get("period_month")
        spec = fact.value if isinstance(fact, Remark) else fact
        if len(years) < 2 or not isinstance(spec, dict) or self.context.around.read(spec) == _LAST_MONTH:
            return
        asked = f"does the month hold for the spending of each year ({', '.join(map(str, sorted(years)))})?"
        self.result.facts["period_month"] = Ask(asked, "{value: 6}; a year with another month is a layout of its own")

    def _say_day(self) -> None:
        """Put in the day up to which a posture counts what was realised, where the file names one within the year."""
        if not any(amount.measure == "realised_idr" for amount in self.amounts):
            return
        if "fiscal_year" not in self.result.facts:
            self._ask_about_part_of_years()
            return
        found = find_period(self.context.around)
        period = found.value if isinstance(found, Found) else None
        is_day = isinstance(period, Period) and (period.start.month, period.start.day, period.end.month) != (1, 1, 12)
        if not is_day and (title := self._up_to_a_month()) is not None:
            asked = f"up to which day are the amounts of {title!r}? No month is named"
            self.result.facts["as_of_date"] = Ask(asked, "{value: 2023-12-31}")
        if not is_day or not isinstance(found, Found) or not isinstance(period, Period):
            return
        start, end = period.start, period.end
        if not self._counts_from_january(start, end):
            asked = f"do the amounts count from January up to {end}? The {found.where} says of that time alone"
            self.result.facts["as_of_date"] = Ask(asked, f"{{value: {end}}}")
            return
        spec: dict[str, object] = {"from": found.spec.get("from", "title"), "find": "date"}
        known = spec if self.context.around.read(spec) == end else {"value": end}
        self.result.facts["as_of_date"] = Remark(known, f"up to {end}, from the {found.where}")

    def _ask_about_part_of_years(self) -> None:
        """Ask up to which day amounts count whose years stand in the table, where a title or a name says a part."""
        texts = [text for part in ("title", "sheet", "file_name") for text in self.context.around.texts[part]]
        part = _part_in(" ".join(texts))
        months = {month for text in texts for month in months_in(text.replace("_", " "))} - {_LAST_MONTH}
        if months or (part is not None and part.month != _LAST_MONTH):
            asked = "up to which day of each year are the amounts? The file says a part of a year, the table its years"
            self.result.facts["as_of_date"] = Ask(asked, "{value: 2023-06-30}")

    def _counts_from_january(self, start: date, end: date) -> bool:
        """Whether texts say that amounts of a time count from January on, or what is left of the budget proves it."""
        texts = " ".join(
            text for part in ("title", "header", "sheet", "file_name") for text in self.context.around.texts[part]
        )
        part = _part_in(texts)
        said = is_to_date(self.context.around) or any(amount.is_to_date for amount in self.amounts)
        said = said or (part is not None and part.is_to_date) or start == end or (start.month, start.day) == (1, 1)
        return said or self._basis_by_rest() is not None

    def _year_fact(self, years: set[int]) -> object:
        """The fiscal year outside the columns; the one that the titles of columns say must be the same."""
        found = find_year(self.context.around)
        if isinstance(found, Found):
            if years and years != {found.value}:
                question = f"which fiscal year is it? The {found.where} says {found.value}, the header {years.pop()}"
                return Ask(question, "{value: 2023}")
            return Remark(found.spec, f"{found.value}, from the {found.where}")
        if len(years) == 1 and all(amount.year for amount in self.amounts):
            return {"value": years.pop()}
        why = found.reason if isinstance(found, Unclear) else "no title, column or file name says it"
        return Ask(f"which fiscal year is it? {why}", "{value: 2023}")

    def _wide_has(self, name: str) -> bool:
        wide = self.body.get("wide")
        return isinstance(wide, list) and any(
            isinstance(entry, dict)
            and (name in entry.get("values", {}) or any(f"{{{name}}}" in title for title in entry["columns"].values()))
            for entry in wide
        )

    def _say_month(self) -> None:
        """Up to which month: by `s.d. Juni`, by the end of a year, or because whole years stand side by side."""
        facts, context = self.result.facts, self.context
        month_column = next((c for c in context.columns if c.kind == "month"), None)
        if month_column is not None and month_column.letters not in self.fields:
            self.columns["month"] = context.short(month_column)
            self.fields[month_column.letters] = "month"
            words = {text: str(MONTHS.get(text.casefold(), text)) for text in month_column.distinct}
            derive = self.body.setdefault("derive", {})
            assert isinstance(derive, dict)  # noqa: S101 - made one line above
            derive["period_month"] = {"from": "month", "map": words}
            facts["realisation_basis"] = self._basis_of_lines(month_column)
            return
        if (parts := self._column_of_parts()) is not None:
            self._say_parts_of_lines(*parts)
            return
        texts = " ".join(
            text for origin in ("title", "header", "sheet", "file_name") for text in context.around.texts[origin]
        )
        month = find_month(context.around)
        if month is None and (noted := noted_day(context.around)) is not None:
            self._say_noted(*noted)
            return
        part = _part_in(texts)
        if isinstance(month, Unclear) and (last := self._month_of_the_range()) is not None:
            facts["period_month"] = last
            facts["realisation_basis"] = Remark({"value": "to_date"}, "from January up to that month")
        elif isinstance(month, Found) and any(amount.is_of_month for amount in self.amounts):
            facts["period_month"] = Remark(month.spec, f"{month.value}, from the {month.where}")
            facts["realisation_basis"] = Remark({"value": "month"}, "the title of the column says of the month")
        elif isinstance(month, Found) and month.value == _LAST_MONTH and _YEAR_END.search(texts):
            facts["period_month"] = Remark(month.spec, "the end of the year is named")
            facts["realisation_basis"] = {"value": "to_date"}
        elif isinstance(month, Found) and (is_to_date(context.around) or any(a.is_to_date for a in self.amounts)):
            facts["period_month"] = Remark(month.spec, f"{month.value}, from the {month.where}")
            facts["realisation_basis"] = Remark({"value": "to_date"}, "the title says up to which month")
        elif isinstance(month, Found) and part is not None and part.is_to_date and part.month == month.value:
            facts["period_month"] = Remark(month.spec, f"{month.value}, from the {month.where}")
            facts["realisation_basis"] = Remark({"value": "to_date"}, f"up to the end of {part.words}")
        elif isinstance(month, Found):
            facts["period_month"] = Remark(month.spec, f"{month.value}, from the {month.where}")
            asked = "are the amounts those of that month, or from January up to it?"
            facts["realisation_basis"] = (
                self._basis_by_rest() or self._basis_by_share() or Ask(asked, "{value: month} or {value: to_date}")
            )
        elif part is not None:
            self._say_part(part)
        elif _YEAR_END.search(texts):
            facts["period_month"] = Remark({"value": 12}, "the end of the year is named")
            facts["realisation_basis"] = {"value": "to_date"}
        elif all(amount.measure == "budget_idr" for amount in self.amounts):
            facts["period_month"] = Remark({"value": 12}, "the budget of the whole year; nothing is said of spending")
            facts["realisation_basis"] = {"value": "to_date"}
            self.result.warnings.append(
                "no day is named: the amounts are taken as the budget of the whole year (period_month 12, no spending)"
            )
        elif not isinstance(month, Unclear) and (doubt := self._doubt_of_whole_years()) is None:
            self._say_whole_years()
        else:
            why = month.reason if isinstance(month, Unclear) else doubt
            facts["period_month"] = Ask(f"up to which month is this spending? {why}", "{value: 12}")
            facts["realisation_basis"] = Ask(
                "are the amounts those of that month, or from January up to it?", "{value: month} or {value: to_date}"
            )

    def _column_of_parts(self) -> tuple[SeenColumn, dict[str, int]] | None:
        """A column that says up to where each line counts (`Juni`, `s.d. Juni 2023`, `Triwulan II`), and the months."""
        for column in self.context.columns:
            if column.kind != "text" or column.letters in self.fields:
                continue
            months = {text: _last_month_of(text) for text in self.context.said_in(column)}
            known = {text: month for text, month in months.items() if month is not None}
            if known and len(known) == len(months):
                return column, known
        return None

    def _say_parts_of_lines(self, column: SeenColumn, months: dict[str, int]) -> None:
        """Put in the month of each line; whether it counts from January, the texts say, or that is asked."""
        facts = self.result.facts
        self.take("printed_month", column)
        derive = self.body.setdefault("derive", {})
        assert isinstance(derive, dict)  # noqa: S101 - made one line above
        derive["period_month"] = {"from": "printed_month", "map": {text: str(month) for text, month in months.items()}}
        self._say_years_of_lines(column, list(months))
        spent = [amount for amount in self.amounts if amount.measure == "realised_idr"]
        if all(re.match(_UP_TO, text, re.IGNORECASE) for text in months) or all(a.is_to_date for a in spent):
            facts["realisation_basis"] = Remark({"value": "to_date"}, "the lines say up to when")
        elif says_up_to(column.title) and not self._falls(column, months):
            facts["realisation_basis"] = Remark({"value": "to_date"}, f"{column.title!r} says up to when")
        elif all((part := _PART.search(text)) and _NUMBERS[part[2].lower()] == 1 for text in months):
            facts["realisation_basis"] = Remark({"value": "to_date"}, "the first part of a year runs from January")
        elif all(amount.is_of_month for amount in spent) and not any(map(_PART.search, months)):
            facts["realisation_basis"] = Remark({"value": "month"}, "the title of the column says of the month")
        else:
            asked = (
                f"are the amounts of {next(iter(months))!r} those of that time alone, or from January up to its end?"
            )
            by_share = None if any(map(_PART.search, months)) else self._basis_by_share()
            facts["realisation_basis"] = (
                self._basis_by_rest() or by_share or Ask(asked, "{value: month} or {value: to_date}")
            )

    def _say_years_of_lines(self, column: SeenColumn, texts: Sequence[str]) -> None:
        """Put in the fiscal year that months bring with them, `Juni 2023`; asked where anything else says another."""
        told = {text: _year_told(text) for text in texts}
        if not any(told.values()):
            return
        named = self.column("fiscal_year")
        others = {column.texts[n]: named.texts[n] for n in self.rows()} if named is not None else {}
        if named is not None and all(str(told[text]) == year for text, year in others.items()):
            return
        years = set(told.values())
        facts = self.result.facts
        found = find_year(self.context.around)
        said = {found.value} if isinstance(found, Found) else set()
        if None in years or named is not None or (said and said != years):
            shown = ", ".join(map(str, sorted(year for year in years if year)))
            facts["fiscal_year"] = Ask(
                f"which fiscal year is it? {column.title!r} says {shown}, and another place differs", "{value: 2023}"
            )
            return
        facts.pop("fiscal_year", None)
        self.derive("fiscal_year", {"from": "printed_month", "map": {text: str(year) for text, year in told.items()}})

    def _basis_by_share(self) -> object:
        """To date, where several agencies together spent more than half of the year's budget: no month does that."""
        budget, spent = (
            [self.values.get(a.column.at) for a in self.amounts if a.measure == measure]
            for measure in ("budget_idr", "realised_idr")
        )
        agencies = self.column("agency_name")
        if len(budget) != 1 or len(spent) != 1 or not budget[0] or not spent[0] or agencies is None:
            return None
        rows = self.rows()
        if len({agencies.texts[n] for n in rows}) < len(rows) or len(rows) < _SEVERAL:
            return None
        whole, part = (sum((one[n] or Decimal(0) for n in rows), Decimal(0)) for one in (budget[0], spent[0]))
        if not whole or part < whole * _MOST_OF_A_MONTH:
            return None
        return Remark({"value": "to_date"}, f"{part / whole:.0%} of the budget is spent, and no month spends so much")

    def _basis_of_lines(self, months: SeenColumn) -> object:
        """Whether lines of months are amounts of their own: by the column's words, or where later ones are smaller."""
        spent = [amount for amount in self.amounts if amount.measure == "realised_idr"]
        if spent and all(amount.is_of_month for amount in spent):
            return Remark({"value": "month"}, "the title of the column says of the month")
        if spent and all(amount.is_to_date for amount in spent):
            return Remark({"value": "to_date"}, "the title of the column says up to the month")
        if not spent:
            return {"value": "to_date"}
        numbers = {
            text: number
            for text in months.distinct
            if (number := MONTHS.get(text.casefold(), 0) or (int(text) if text.isdecimal() else 0))
        }
        if self._falls(months, numbers):
            return Remark({"value": "month"}, "in most lines a later month is smaller")
        return Ask(
            "are the amounts those of each month, or from January up to it?", "{value: month} or {value: to_date}"
        )

    def _falls(self, column: SeenColumn, months: Mapping[str, int]) -> bool:
        """Whether in most series of lines a later month's spending is smaller. `months`: those of the texts."""
        others = [
            one
            for one in self.context.columns
            if one.letters in self.fields and one.kind != "number" and one.at != column.at
        ]
        series: dict[tuple[str, ...], list[tuple[int, Decimal]]] = {}
        for n in self.rows():
            of = tuple(one.texts[n] for one in others)
            for amount in self.amounts:
                figures = self.values.get(amount.column.at)
                figure = figures[n] if figures is not None and amount.measure == "realised_idr" else None
                if figure is not None:
                    number = months.get(column.texts[n], 0)
                    series.setdefault((*of, amount.column.letters), []).append((number, figure))
        ordered = [[value for _, value in sorted(one)] for one in series.values() if len(one) > 1]
        return sum(any(later < earlier for earlier, later in pairwise(one)) for one in ordered) * 2 > len(ordered)

    def _say_noted(self, month: int, words: str, year: int | None) -> None:
        """The day up to which only a note says that the amounts count: within the year, or it is asked."""
        facts = self.result.facts
        if year is not None and self._years_said() != {year}:
            facts["period_month"] = Ask(f"up to which month is this spending? A note says {words!r}", "{value: 12}")
            facts["realisation_basis"] = {"value": "to_date"}
            return
        facts["period_month"] = Remark({"value": month}, f"a note says: {words}")
        facts["realisation_basis"] = {"value": "to_date"}

    def _month_of_the_range(self) -> object:
        """The last month of `1 Januari s.d. 30 Juni 2024`; None where no range from January is named."""
        found = find_period(self.context.around)
        if not isinstance(found, Found) or not isinstance(found.value, Period):
            return None
        start, end = found.value.start, found.value.end
        if (start.month, start.day) != (1, 1) or end != month_end(end.year, end.month):
            return None
        spec: dict[str, object] = {"from": found.spec.get("from", "title"), "find": "month", "pattern": _LAST_OF_RANGE}
        known = spec if self.context.around.read(spec) == end.month else {"value": end.month}
        return Remark(known, f"{start} to {end}, from the {found.where}")

    def _basis_by_rest(self) -> object:
        """To date, where a column says what is left of the budget: the budget less these amounts; else None."""
        pairs = {amount.measure: self.values.get(amount.column.at) for amount in self.amounts}
        budget, spent = pairs.get("budget_idr"), pairs.get("realised_idr")
        if budget is None or spent is None or len(self.amounts) != len(pairs):
            return None
        scale = scale_of_all(self.context, self.amounts, None, self.rows())
        for column in self.context.numbers:
            if not column.is_a("remaining") or isinstance(scale, Ask):
                continue
            if is_difference(self.context, column, budget, spent, scale):
                return Remark({"value": "to_date"}, f"{column.title!r} is the budget less these amounts")
        return None

    def _part_fact(self, words: str, month: int) -> object:
        """The month of a quarter, tied to the words that say it: the next quarter's file is not read as this one's."""
        pattern = r"\s+".join(map(re.escape, words.split()))
        for origin in ("title", "header", "sheet", "file_name"):
            spec: dict[str, object] = {"from": origin, "pattern": rf"\b({pattern})\b", "map": {words: str(month)}}
            if self.context.around.read(spec) == str(month):
                return spec
        return Remark({"value": month}, words)

    def _years_said(self) -> set[int]:
        """The fiscal years of the amounts: of their titles, of a column, else of the file."""
        years = {amount.year for amount in self.amounts if amount.year}
        column = self.column("fiscal_year")
        years |= {int(text) for text in column.distinct if text.isdecimal()} if column is not None else set()
        return years or {year for year in (self.year_value(),) if year is not None}

    def _up_to_a_month(self) -> str | None:
        """The title of an amount that counts up to the month of the report, or is of it."""
        titles = (a.column.title for a in self.amounts if a.is_to_date or a.is_of_month)
        return next((title for title in titles if re.search(r"bulan|periode", title, re.IGNORECASE)), None)

    def _doubt_of_whole_years(self) -> str | None:
        """Why spending of years without a month may not be that of whole years; None where nothing speaks against it.

        A year that is over was spent to its end, unless much of its budget was not, or much less than the year before.
        """
        years = self._years_said()
        if not years:
            return "no year is named either"
        if (title := self._up_to_a_month()) is not None:
            return f"{title!r} counts up to a month, and no month is named"
        if max(years) >= self.context.today.year:
            return f"{max(years)} was not over when the file was looked at"
        sums: dict[tuple[str, int | None], Decimal] = {}
        for amount in self.amounts:
            figures = self.values.get(amount.column.at)
            if figures is not None:
                found = sum((figures[n] or Decimal(0) for n in self.rows()), Decimal(0))
                sums[amount.measure, amount.year] = found
        spent = {year: found for (measure, year), found in sums.items() if measure == "realised_idr"}
        for year, found in spent.items():
            budget = sums.get(("budget_idr", year))
            if budget and found < budget * _LEAST_SPENT:
                return f"only {found / budget:.0%} of the budget{f' of {year}' if year else ''} is spent"
            before = spent.get(year - 1) if year else None
            if before and found < before * _LEAST_OF_LAST_YEAR:
                return f"{year} is less than half of {(year or 0) - 1}"
        return None

    def _say_whole_years(self) -> None:
        """Put in December, tied to the year where a title says it."""
        facts = self.result.facts
        years = self._years_said()
        over = f"{max(years)} is over and no month is named"
        facts["period_month"] = Remark({"value": 12}, f"{over}: spending of the whole year")
        facts["realisation_basis"] = {"value": "to_date"}
        self.result.warnings.append(f"read as spending up to December: {over}. Correct period_month if it is not")
        said = facts.get("fiscal_year")
        if isinstance(said, Remark) and isinstance(said.value, dict) and "from" in said.value:
            facts["fiscal_year"] = Remark({**said.value, "must_be": str(max(years))}, said.text)

    def _say_part(self, part: _Part) -> None:
        """A quarter or half year: the first one runs from January in any case, a later one only where it says so."""
        facts = self.result.facts
        if part.month is None:
            asked = f"up to which month is this spending? The texts say {part.words}"
            facts["period_month"] = Ask(asked, "{value: 12}")
            return
        facts["period_month"] = self._part_fact(part.words, part.month)
        if part.is_to_date:
            facts["realisation_basis"] = {"value": "to_date"}
        else:
            facts["realisation_basis"] = self._basis_by_rest() or Ask(
                f"is {part.words} the spending of that part of the year, or from January up to its end?",
                "{value: to_date}; spending of a quarter alone has no place in this dataset",
            )

    def _say_basis_of_months(self) -> None:
        """Months side by side: amounts that fall cannot be sums from January; a last month equal to the total can."""
        facts = self.result.facts
        spent = sorted((a for a in self.amounts if a.month and a.measure == "realised_idr"), key=lambda a: a.month or 0)
        if not spent:
            facts["realisation_basis"] = {"value": "month"}
            return
        rows = [n for n in self.rows() if all(a.column.at in self.values for a in spent)]
        series = [[self.values[a.column.at][n] for a in spent] for n in rows]
        falls = sum(any(a is not None and b is not None and b < a for a, b in pairwise(one)) for one in series)
        total = self.total_of_months(spent, rows)
        if any(amount.is_until for amount in spent):
            facts["realisation_basis"] = self._basis_of_quarters(spent, rows, falls, total)
            return
        if total == "sum" or (falls * 2 > len(series) and total is None):
            why = "the total is the sum of the months" if total == "sum" else "in most rows a later month is smaller"
            facts["realisation_basis"] = Remark({"value": "month"}, why)
        elif not falls and "kumulatif" in folded(self.context.around.title):
            facts["realisation_basis"] = Remark({"value": "to_date"}, "the title says cumulative")
        elif total == "last" and not falls:
            facts["realisation_basis"] = Remark({"value": "to_date"}, "the total is the last month's")
        else:
            facts["realisation_basis"] = Ask(
                "are the amounts those of each month, or from January up to it?", "{value: month} or {value: to_date}"
            )

    def _basis_of_quarters(self, spent: Sequence[Amount], rows: Sequence[int], falls: int, total: str | None) -> object:
        """Quarters side by side: from January up to their ends, where titles or amounts say so; else there is no place.

        A sum of the quarters beyond the budget shows it as well: the later ones hold the earlier ones.
        """
        titles = " ".join([self.context.around.title, *(amount.column.title for amount in spent)])
        if not falls and re.search(r"\b(?:s\s*[./]?\s*d\b|sampai|hingga|kumulatif)", titles, re.IGNORECASE):
            return Remark({"value": "to_date"}, "the titles say up to the end of each quarter")
        if not falls and total == "last":
            return Remark({"value": "to_date"}, "the total is the last quarter's")
        budgets = [self.values.get(a.column.at) for a in self.amounts if a.measure == "budget_idr"]
        budget = budgets[0] if len(budgets) == 1 else None
        beyond = budget is not None and all(
            sum((self.values[a.column.at][n] or Decimal(0) for a in spent), Decimal(0)) > (budget[n] or Decimal(0))
            for n in rows
        )
        if not falls and total is None and beyond and rows:
            return Remark(
                {"value": "to_date"}, "the quarters add up to more than the budget, so each holds those before"
            )
        why = "their total is their sum" if total == "sum" else "in some row a later one is smaller" if falls else ""
        return Ask(
            f"are the quarters amounts of their own, or from January up to their ends?{f' {why}' if why else ''}",
            "{value: to_date}; spending of a quarter alone has no place in this dataset",
        )

    def total_of_months(self, months: Sequence[Amount], rows: Sequence[int]) -> str | None:
        """What a column of totals is beside the months: their sum, or the last of them."""
        for column in self.context.numbers:
            if not column.is_a("total", "realised") or column.letters in self.fields:
                continue
            figures, why = self.context.figures(column, kind="money", scale=scale_of(column.title))
            if why or not rows:
                continue
            sums = [sum((self.values[a.column.at][n] or Decimal(0) for a in months), Decimal(0)) for n in rows]
            last = [self.values[months[-1].column.at][n] for n in rows]
            if all(figures[n] == summed for n, summed in zip(rows, sums, strict=True)):
                return "sum"
            if all(figures[n] == one for n, one in zip(rows, last, strict=True)):
                return "last"
        return None

    def say_stage(self) -> None:
        """Put in the stage of the budget, where a word says it."""
        stage = find_stage(self.context.around)
        if stage is None:
            return
        phrase, meaning = stage
        words = r"[\s_-]+".join(phrase.split())
        for origin in ("title", "header", "sheet", "file_name"):
            spec: dict[str, object] = {"from": origin, "pattern": rf"\b({words})\b", "map": {phrase: meaning}}
            if self.context.around.read(spec) == meaning:
                self.result.facts["budget_stage"] = spec
                return
        self.result.facts["budget_stage"] = {"value": meaning}

    # What is left


def _part_in(texts: str) -> _Part | None:
    """The quarter or half year that texts name: of a range the last, of several the one that is said as a limit."""
    plain = texts.replace("_", " ")
    if (several := _PARTS.search(plain)) is not None:
        starts = _NUMBERS[several[2].lower()] == 1
        return _Part(several[0], _end_of(several[1], several[3]) if starts else None, is_to_date=True)
    named = list(_PART.finditer(plain))
    limits = [part for part in named if re.search(_UP_TO + re.escape(part[0]), plain, re.IGNORECASE)]
    ends = {_end_of(part[1], part[2]) for part in (limits or named)}
    if not named or len(ends) > 1:
        return _Part(" and ".join(dict.fromkeys(part[0] for part in named)), None, is_to_date=False) if named else None
    first = (limits or named)[0]
    return _Part(first[0], ends.pop(), bool(limits) or _NUMBERS[first[2].lower()] == 1)


def _last_month_of(text: str) -> int | None:
    """The last month of a text that says a month, a quarter or a half year, and nothing else."""
    if (period := parse_period(text)) is not None and (period.start.month, period.start.day) == (period.end.month, 1):
        return period.end.month
    plain = re.sub(
        r"\b(?:19|20)\d\d\b|\b(?:tahun|bulan|akhir)\b",
        " ",
        re.sub(_UP_TO, " ", text, flags=re.IGNORECASE),
        flags=re.IGNORECASE,
    )
    plain = " ".join(plain.split()).strip(" .,").casefold()
    if plain in MONTHS:
        return MONTHS[plain]
    part = _PART.fullmatch(plain)
    return _end_of(part[1], part[2]) if part is not None else None


def _year_told(text: str) -> int | None:
    """The year of a text that says a month with its year; None where it says none, or several."""
    period = parse_period(text)
    years = years_in(text) or ({period.end.year} if period is not None else set())
    return years.pop() if len(years) == 1 else None


def _end_of(kind: str, number: str) -> int | None:
    """The last month of a quarter or a half year; None where there is no such part."""
    month = _MONTHS_OF[kind.lower()] * _NUMBERS[number.lower()]
    return month if month <= _LAST_MONTH else None
