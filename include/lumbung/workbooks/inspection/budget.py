"""A table of budgets and what was spent of them -> its part of a YAML.

Enters: a `Context`. Leaves: a `Layout` of dataset budget_realisation or budget_posture, or None. A year alone does not
say up to which month money was spent: without a month, a question stays open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from lumbung.sources.model import Scale
from lumbung.workbooks.inspection.account_titles import (
    AccountColumn,
    ColumnTree,
    account_in_title,
    class_named,
    column_tree,
    is_computed,
    is_no_spending,
    path_of,
)
from lumbung.workbooks.inspection.accounts import account_tree, are_all_leaves, are_programme_codes, programme_level
from lumbung.workbooks.inspection.agencies import (
    AGENCY_CODE,
    agencies_in,
    find_agency,
    find_agency_code,
    gathers_for_others,
    names_an_agency,
)
from lumbung.workbooks.inspection.amounts import BEFORE, NOW, Amount, amounts_in, is_money, scale_of, scale_of_all
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.contents import says_its_government
from lumbung.workbooks.inspection.context import Context, Expected, Layout
from lumbung.workbooks.inspection.draft import ABOUT_COLUMNS, ABOUT_FIGURES, ABOUT_ROWS, ABOUT_STYLE, Ask, Remark
from lumbung.workbooks.inspection.lone_lines import holds_others, lone_lines
from lumbung.workbooks.inspection.mixed_codes import CodedRow, are_mixed_codes, levels_of
from lumbung.workbooks.inspection.places import find_places, places_of_district_offices
from lumbung.workbooks.inspection.posture import is_result, posture_label, posture_tree, revenue_label, stairs_of
from lumbung.workbooks.inspection.programmes import labelled_code, labelled_fact
from lumbung.workbooks.inspection.rows import Subtotals, is_difference, ratio_of
from lumbung.workbooks.inspection.spending import SpendingBuilder
from lumbung.workbooks.inspection.surroundings import Found, find_funds, readable
from lumbung.workbooks.inspection.vocabulary import FORESEEN_WORDS, NO_BUDGETS, STAGES, TOTAL_LABEL
from lumbung.workbooks.inspection.words import folded
from lumbung.workbooks.layout import clean

# Lines of a budget that are computed from others and have no code.
_COMPUTED = re.compile(r"(?:surplus|\(?defisit|silpa|sisa lebih|pembiayaan net|jumlah|total)", re.IGNORECASE)
_SAID_BESIDE = (
    "agency_name",
    "account_code",
    "account_name",
    "funding_source",
    "program_name",
    "activity_name",
    "sub_activity_name",
)
_CLASS_IN_TITLE = re.compile(r"\bbelanja\s+(?:operasi|modal|tidak\s+terduga|transfer)\b", re.IGNORECASE)
_FIRST_YEAR_OF_CLASSES = 2021
# Digits of an account down to its kind, as postures print it: 5101, 5.1.01.
_DIGITS_OF_KINDS = 4
_EXPENDITURE = {"5.1": "operating", "5.2": "capital", "5.3": "contingency", "5.4": "transfer"}


_Part = tuple[int | None, int | None, str | None, str | None, str | None, str | None]
"""Year, month, account, stage, fund and work of columns that make one row together."""
# How the name of a work begins: `Pembangunan Jalan`, `Fasilitasi Usaha`; a branch of government has one word, or `dan`.
_WORK = re.compile(
    r"(?:(?:sub\s*)?kegiatan|program|bantuan|fasilitasi|rehabilitasi|sosialisasi|bimbingan|pe[a-z]{4,}an)\s+(?!dan\b)[a-z]",
    re.IGNORECASE,
)
_NO_WORK = re.compile(
    r"(?:pendapatan|pembiayaan|pengeluaran|penerimaan|perangkat|perubahan|pergeseran|pemerintahan?|perkotaan|perdesaan)\b",
    re.IGNORECASE,
)
_LEVELS_OF_WORKS = (("sub_activity_name", r"\bsub\s*kegiatan\b"), ("activity_name", r"(?<!sub )(?<!sub)\bkegiatan\b"))
_PROGRAMME = ("program_name", r"\bprogram\b")
_LEVELS_ABOVE = ("program", "activity", "sub_activity")


def propose_budget(context: Context) -> Layout | None:
    """The part of a YAML for a table of budgets; None where it is none."""
    amounts = amounts_in(context)
    if not amounts or not is_money(context, amounts):
        return None
    return _Proposal(context, amounts).layout()


def unclear_budget(context: Context) -> Layout | None:
    """A table of amounts of money in columns that are not understood: all of it is asked."""
    words = {column.at: set(folded(column.title)) for column in context.numbers}
    money = [
        column
        for column in context.numbers
        if words[column.at] & {"anggaran", "pagu", "rp", "belanja"}
        or (column.unit is not None and column.unit.unit == "rupiah")
        or (
            set(folded(context.around.title)) & {"anggaran", "pagu", "belanja", "apbd"}
            and not column.is_a("row_number")
        )
    ]
    if not money:
        return None
    titles = ", ".join(repr(column.title) for column in money[:5])
    asked = Ask(f"which columns are budgets, and which were spent: {titles}?", "{title: ..., kind: money}")
    return Layout("budget_realisation", body={"header": context.header(), "columns": {"budget_idr": asked}})


def _is_of_the_region(context: Context) -> bool:
    """Whether codes are those of a region's revenue and spending down to kinds (4101, 4.1.01), and no agency's."""
    kinds = _kinds_of_accounts(context, _DIGITS_OF_KINDS) if _names_no_agency(context) else set()
    return {"4", "5"} <= kinds or (kinds == {"4"} and revenue_label(context) is not None)


def _names_no_agency(context: Context) -> bool:
    """Whether neither texts nor columns name an agency; a government is none."""
    agencies = (column for column in context.columns if column.is_a("agency"))
    return not names_an_agency(context.around) and all(says_its_government(context, one) for one in agencies)


def _kinds_of_accounts(context: Context, most: int | None = None) -> set[str]:
    """How the codes of accounts begin, where no other codes are among them: 4 revenue, 5 spending, 6 financing.

    `most`: digits of the longest; none where one has more.
    """
    codes = [column for column in context.columns if column.kind == "code"]
    codes = [column for column in codes if column.is_a("account_code")] or codes  # beside them, that of the region
    if len({column.path for column in codes}) != 1:
        return set()
    # The parts of a code may stand in columns of one title.
    said = {".".join(filter(None, parts)) for parts in zip(*(column.texts for column in codes), strict=True)}
    texts = [text for text in said if re.fullmatch(r"\d[\d.]*", text)]
    deepest = max((len(re.sub(r"\D", "", text)) for text in texts), default=0)
    return {text[0] for text in texts} if most is None or deepest <= most else set()


class _Proposal(SpendingBuilder):
    """Puts a table of budgets together, key by key."""

    def __init__(self, context: Context, amounts: Sequence[Amount]) -> None:
        context.take_whole_region_as_total("money")
        label = posture_label(context)
        if label is None and _names_no_agency(context):
            label = revenue_label(context)
        spent = any(amount.measure == "realised_idr" for amount in amounts)
        staged = any(amount.stage for amount in amounts)
        # With account codes, what was spent is told by account; a plan of revenue and spending is a posture either way.
        # The whole region's, revenue above its spending by the few levels of a posture, is one as well: no agency's.
        coded = (spent or staged) and any(column.kind == "code" for column in context.columns)
        coded = coded and not _is_of_the_region(context)
        is_posture = label is not None and not coded and not staged
        by_account = any(amount.account for amount in amounts)
        is_plain = not (staged or by_account or any(a.month or a.fund or a.is_of_month for a in amounts))
        self.lone = lone_lines(context) if is_plain and _names_no_agency(context) else None
        if self.lone is not None:
            label, is_posture = self.lone.label, True
        if by_account and not is_posture and not staged and not any(a.month or a.fund for a in amounts):
            is_posture = _lines_are_regions(context)
        # Of regions, and of nothing that they spend it on: `Realisasi Belanja Daerah menurut Kabupaten/Kota`.
        told = account_in_title(context.around.title) if not (by_account or staged or label) else None
        if told is not None and not any(a.month or a.fund for a in amounts) and _lines_are_regions(context):
            is_posture = True
        super().__init__(context, "budget_posture" if is_posture else "budget_realisation", amounts)
        self.label = label if is_posture and not by_account else None
        self.told = told
        self.by_account = by_account
        self.tree = ColumnTree()
        self.paths: dict[int, tuple[str, ...]] = {}
        self.of_the_year: Amount | None = None
        self.realised = "realised_to_date_idr" if self.is_posture else "realised_idr"
        self.leaves: frozenset[int] | None = None
        self.computed: Sequence[int] = ()
        self.unit: SeenColumn | None = None
        self.programme_code: SeenColumn | None = None
        self.leaf_code = ""
        self.is_mixed = False
        self.works: dict[int, str] = {}
        self.level_of_works: str | None = None

    def layout(self) -> Layout:
        """The finished part of the YAML."""
        self.say_places(find_places(self.context, districts=self._is_by_district()))
        self._say_texts()
        self._say_district_offices()
        scale = scale_of_all(self.context, self.amounts, self.unit, self.rows())
        self._say_amounts(scale)
        if not self.is_posture:
            if self.is_mixed and self.programme_code is not None:
                self._say_mixed(self.programme_code)
            else:
                self.say_headings(["activity_name", "account_name", "funding_source"])
            if self.column("account_code") is None and self.programme_code is None:
                self.say_subtotals()
                self.leaves = self.above.leaves if self.above else None
            self.say_agency()
            self._ask_whose_revenue()
            self._say_agency_code()
        self._say_accounts()
        self._say_by_title()
        self.say_time()
        self._ask_about_title()
        if not self.is_posture and not any(amount.stage for amount in self.amounts) and not self._say_stages():
            self.say_stage()
        ignored, unclear = self._ignored(None if isinstance(scale, Ask) else scale)
        self._ask_about_blanks()
        if self.is_posture:
            self._ask_about_region()
        if self.context.total_positions:
            self._totals()
        self.finish(ignored, unclear)
        self._expect()
        return self.result

    def _ask_whose_revenue(self) -> None:
        """Ask whose accounts of revenue and spending are, where nobody is named but who collects for all."""
        named = find_agency(self.context.around)
        collects = isinstance(named, Found) and gathers_for_others(str(named.value))
        is_said = "agency_name" in self.columns or "agency_name" in self.names_above()
        if is_said or (named is not None and not collects) or any(amount.stage for amount in self.amounts):
            return
        if {"4", "5"} <= _kinds_of_accounts(self.context):
            asked = "Revenue beside spending may be that of the whole region, and that is budget_posture"
            self.result.facts["agency_name"] = Ask(f"which agency are the figures of? {asked}", "{value: Dinas Sosial}")

    def _ask_about_region(self) -> None:
        """Ask about a region's budget where an agency is named, or where amounts are those of a month alone."""
        around = self.context.around
        named = [name for text in around.texts["title"] for name in agencies_in(text) if not gathers_for_others(name)]
        if named and self.label is not None:
            asked = f"whose budget is it? The title names {named[0]!r}, and the lines are those of a region's budget"
            self.body["unclear_agency"] = Ask(asked, "Delete this key if it is the region's.")
        if any(amount.is_of_month for amount in self.amounts):
            asked = "what was realised from January on? A column says amounts of the month"
            self.body["unclear_month"] = Ask(asked, "Delete this key if they count from January.")

    def _ask_about_title(self) -> None:
        """Ask where the title says that amounts are no budget: what was proposed, what is left, what is owed.

        A text file without a title is named by its file.
        """
        title = set(folded(self.context.around.title or " ".join(self.context.around.texts["file_name"])))
        words = title & FORESEEN_WORDS
        if all(amount.measure == "budget_idr" for amount in self.amounts):
            words |= title & NO_BUDGETS
        if words:
            asked = f"are these amounts budgets, or spent? The title says {', '.join(sorted(words))}"
            self.body["unclear_amounts"] = Ask(asked, ABOUT_FIGURES)

    def _ask_about_blanks(self) -> None:
        """Ask about blank cells below the name of an agency or a programme: it may hold for them as well."""
        if self.above is not None or self.programme_code is not None or self.is_posture:
            return
        for name in ("agency", *_LEVELS_ABOVE):
            column = self.column(f"{name}_name") or self.column(f"{name}_code")
            filled = [bool(column.texts[n]) for n in self.rows()] if column is not None else []
            if column is not None and filled and filled[0] and not all(filled):
                asked = f"do the texts of {column.title!r} hold for the blank cells below them?"
                self.body["unclear_blanks"] = Ask(f"{asked} Fill the cells, or merge them", "Then inspect again.")
                return

    def _is_by_district(self) -> bool:
        """Whether nothing but its district tells what a line is."""
        named = ("agency", "program", "activity", "account_name", "account_code", "funding")
        return len(self.context.district_columns) == 1 and not any(
            column.is_a(*named) for column in self.context.columns
        )

    def _say_district_offices(self) -> None:
        """Put in the districts of their offices, where the column of agencies says that its lines are districts."""
        agency = self.column("agency_name")
        offices = places_of_district_offices(self.context, agency, "agency_name") if agency is not None else None
        if offices is not None and "region_code" in self.places.facts and not self.places.used:
            self.result.facts.pop("region_code", None)
            self.say_places(offices)

    def _say_texts(self) -> None:
        if self.label is not None:
            if not stairs_of(self.context, self.label):
                self.take("account_name", self.label)
            for n, column in enumerate(self.lone.groups if self.lone is not None else (), start=1):
                self.take(f"above_{n}", column)
            return
        if self.is_posture:
            return
        for name, role in (
            ("agency_name", "agency"),
            ("account_name", "account_name"),
            ("program_name", "program"),
            ("sub_activity_name", "sub_activity"),
            ("activity_name", "activity"),
            ("funding_source", "funding"),
        ):
            self.take_role(name, role)
        if not any(amount.fund for amount in self.amounts):
            self.say_funding()
        for name in ("account_code", "agency_code", "program_code", "activity_code", "sub_activity_code"):
            self.take_role(name, name, "code")
        self._mend_names()
        self.take_label()
        unit = self.context.with_role("unit", kinds=("text",))
        if unit is not None and (
            all("rp" in folded(text) for text in unit.distinct) or any(map(scale_of, unit.distinct))
        ):
            self.unit = unit

    def _mend_names(self) -> None:
        """`Uraian` and `Kode` name accounts only beside account codes; without them they name activities."""
        code, name = self.column("account_code"), self.column("account_name")
        texts = [text for text in self.context.said_in(code) if text] if code is not None else []
        above = (self.context.table.sheet.rows[row][code.at] for row in self.context.table.between) if code else ()
        self.is_mixed = are_mixed_codes([*texts, *filter(None, map(clean, above))])
        if code is not None and (self.is_mixed or are_programme_codes(texts)):
            labels = (self.column(f"{level}_name") for level in ("sub_activity", "activity", "program"))
            self._take_programme_codes(code, name or next((label for label in labels if label is not None), None))
            return
        if code is not None and self._is_of_agencies(code):
            self._untake("account_code")
            self.take("agency_code", code)
            code = None
        if code is not None and not all(re.match(r"[456](?:\D|\d*$)", text) for text in code.distinct):
            self._untake("account_code")
            self.body["unclear_code"] = code.title
            code = None
        if name is not None and code is None and not name.is_a("agency") and self.column("activity_name") is None:
            words = {word for text in name.distinct for word in folded(text)}
            if "belanja" not in words and name.is_a("activity"):
                self._untake("account_name")
                self.take("activity_name", name)

    def _say_agency_code(self) -> None:
        """Put in the code that the title prints beside the one agency of all lines."""
        agency = find_agency(self.context.around)
        if "agency_name" not in self.result.facts or "agency_code" in self.columns or not isinstance(agency, Found):
            return
        if (code := find_agency_code(self.context.around, str(agency.value))) is not None:
            self.result.facts["agency_code"] = code.spec

    def _is_of_agencies(self, code: SeenColumn) -> bool:
        """Whether codes are those of the agencies beside them: `1.02.0.00.0.00.01.0000`, one for each."""
        agency = self.column("agency_name")
        if agency is None or "agency_code" in self.columns or "account_name" in self.columns:
            return False
        pairs = {(code.texts[n], agency.texts[n]) for n in self.rows()}
        is_one_to_one = len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
        return is_one_to_one and all(AGENCY_CODE.fullmatch(text) for text, _ in pairs)

    def _say_by_title(self) -> None:
        """Put in fund, class of spending and programme that only the title names: they hold for every line."""
        facts, title = self.result.facts, self.context.around.title
        if self.is_posture:
            if self.told is not None:
                facts |= {name: {"value": value} for name, value in self._account_told()}
            return
        self._say_names_above()
        self._ask_about_revenue()
        if "funding_source" not in self.columns and not any(amount.fund for amount in self.amounts):
            funds = find_funds(self.context.around)
            if len(funds) > 1:
                asked = f"which fund are the amounts of? The file names {' and '.join(funds[:3])}"
                facts["funding_source"] = Ask(asked, "{value: DAU}")
            elif funds:
                specs: list[dict[str, object]] = [
                    {"from": origin, "pattern": f"({readable(funds[0])})"} for origin in ("title", "notes")
                ]
                read = [spec for spec in specs if self.context.around.read(spec) == funds[0]]
                facts["funding_source"] = read[0] if read else {"value": funds[0]}
        classes = {class_named(match[0]) for match in _CLASS_IN_TITLE.finditer(title)} - {None}
        told = "expenditure_class" in self.derived or any(amount.account for amount in self.amounts)
        if len(classes) == 1 and not told and (self.year_value() or 0) >= _FIRST_YEAR_OF_CLASSES:
            facts["expenditure_class"] = Remark({"value": classes.pop()}, "the title names the class of spending")

    def _ask_about_revenue(self) -> None:
        """Ask where title or lines name revenue, and no code tells it from spending."""
        label = self.column("account_name") or self.column("activity_name")
        named = [text for text in (self.context.said_in(label) if label else []) if is_no_spending(text)]
        if self.told is not None and self.told.is_revenue:
            named.append(self.told.name)
        if named and "account_code" not in self.columns:
            asked = f"are these amounts spending? {named[0]!r} is none, and no code tells it from spending"
            self.body["unclear_revenue"] = Ask(asked, ABOUT_FIGURES)

    def _account_told(self) -> list[tuple[str, object]]:
        """The account that the title names, and its path."""
        path = path_of(self.told) if self.told is not None else ()
        return [("account_path", " > ".join(path)), ("account_name", path[-1])] if path else []

    def _say_names_above(self) -> None:
        """Put in programme, activity and sub-activity of lines above the table, with their codes."""
        outline = self.body.get("outline")
        levels = outline.get("levels", []) if isinstance(outline, dict) else []
        known = {*self.columns, *self.names_above(), *(level.get("name") for level in levels), self.level_of_works}
        for name in ("program_name", "activity_name", "sub_activity_name"):
            if name in known or (named := labelled_fact(self.context, name)) is None:
                continue
            self.result.facts[name] = named
            code = name.replace("_name", "_code")
            if code not in self.columns and (coded := labelled_code(self.context, name)) is not None:
                self.result.facts[code] = coded

    def _take_programme_codes(self, code: SeenColumn, label: SeenColumn | None) -> None:
        """Call codes of programmes and their names so until their levels are known."""
        if label is None:
            texts = [c for c in self.context.columns if c.kind == "text" and c.letters not in self.fields and c.path]
            label = texts[0] if len(texts) == 1 else None
        if label is None:
            self.body["unclear_code"] = code.title
            return
        for column in (code, label):
            if column.letters in self.fields:
                self._untake(self.fields[column.letters])
        self.programme_code = code
        self.take("code", code, kind="code")
        self.take("label", label)

    def _say_mixed(self, code: SeenColumn) -> None:
        """Agencies, programmes and accounts by codes in one column, where every line above others adds up."""
        label, table = self.column("label"), self.context.table
        if label is None:
            return
        place_of = {row: position for position, row in enumerate(table.lines)}
        rows: list[CodedRow] = []
        open_rows: list[int] = []
        whole: list[str] = []
        for row in sorted([*table.lines, *table.between]):
            position = place_of.get(row)
            texts = [clean(table.sheet.rows[row][at]) for at in (code.at, label.at)]
            figures = tuple(one[position] if position is not None else None for one in self.values.values())
            if position in self.context.total_positions:
                continue
            if texts[0]:
                rows.append(CodedRow(row, texts[0], texts[1], figures))
            elif position is not None:
                open_rows.append(row)
        found = levels_of(rows)
        if isinstance(found, str) and len(rows) > 1 and rows[0].code == "5" and not rows[1].code.startswith("5."):
            found = levels_of(rows[1:])  # `5 Belanja Daerah` above all programmes says their total
            if not isinstance(found, str) and tuple(one or Decimal(0) for one in rows[0].figures) == found.whole:
                whole = [rows[0].label]
            else:
                found = "row " + str(rows[0].row + 1) + " is no sum of the others"
        known = [row.label for row in rows]
        if not open_rows and (double := [text for text in whole if known.count(text) > 1]):
            found = f"{double[0]!r} stands on several rows"
        if open_rows or isinstance(found, str):
            reason = f"row {open_rows[0] + 1} has no code" if open_rows else str(found)
            self.body["outline"] = Ask(f"which rows are totals of others? By their codes, {reason}", ABOUT_ROWS)
            return
        outline: dict[str, object] = {"label": "label", "code": "code", "levels": found.levels}
        # What repeats a line above others after them is passed over; the total of all is proof.
        self.computed = [
            n
            for n in self.context.total_positions
            if (stated := tuple(one[n] or Decimal(0) for one in self.values.values())) != found.whole
            and stated in found.sums
            and label.texts[n] not in known
        ]
        if self.computed or whole:
            outline["results"] = list(dict.fromkeys([*whole, *(label.texts[n] for n in self.computed)]))
        told = {place_of[row]: known for row, known in found.leaves.items()}
        self.body["outline"] = outline
        self.leaves = frozenset(told)
        self.above = Subtotals(leaves=self.leaves, of_line=told, names=tuple(next(iter(told.values()))))

    def _say_programmes(self, code: SeenColumn) -> None:
        """Programmes, activities and sub-activities by their codes, where every line above others adds up."""
        label = self.column("label")
        rows = self.rows()
        tree = account_tree(code.texts, rows, self.values)
        depths = {code.texts[n].count(".") for n in tree.leaves} if tree is not None else set()
        if label is not None and tree is None and (lowest := self._level_of_parts(code, label)) is not None:
            self._call_by_level(lowest)
            return
        if label is None or tree is None or tree.wrong or len(depths) != 1:
            reason = "a code stands on no line, or on several" if tree is None else "not all lines are of one level"
            reason = "their sums do not add up" if tree is not None and tree.wrong else reason
            self.body["outline"] = Ask(
                f"which rows are totals of others? By the codes of programmes, {reason}", ABOUT_ROWS
            )
            return
        leaf = programme_level(tree.levels[-1])
        if leaf is None:
            self.body["outline"] = Ask("what are the codes of the last level? They are of no programme", ABOUT_ROWS)
            return
        if tree.is_flat:
            self._call_by_level(leaf)
            return
        levels: list[dict[str, object]] = []
        for pattern in tree.levels:
            named = programme_level(pattern)
            level: dict[str, object] = {"when": {"code": pattern}}
            levels.append({**level, "code": f"{named}_code", "name": f"{named}_name"} if named else level)
        levels[-1]["leaf"] = True
        outline: dict[str, object] = {"label": "label", "code": "code", "levels": levels}
        results = [label.texts[n] for n, text in self.context.total_positions.items() if label.texts[n] == text]
        if results:
            outline["results"] = list(dict.fromkeys(results))
            self.computed = list(self.context.total_positions)
        self.body["outline"] = outline
        self.leaves = tree.leaves
        self.leaf_code = f"{leaf}_code"

    def _level_of_parts(self, code: SeenColumn, label: SeenColumn) -> str | None:
        """The level of codes of which each stands on a line for each fund; None where funds do not tell lines apart."""
        funds, rows = self.column("funding_source"), self.rows()
        if funds is None or not are_all_leaves([code.texts[n] for n in rows]):
            return None
        levels = {programme_level(r"\.".join([r"\d+"] * (code.texts[n].count(".") + 1))) for n in rows}
        parts = {(code.texts[n], funds.texts[n]) for n in rows}
        names = {(code.texts[n], label.texts[n]) for n in rows}
        of_codes = {code.texts[n] for n in rows}
        values = {at: [figures[n] for n in rows] for at, figures in self.values.items()}
        if len(levels) != 1 or len(parts) < len(rows) or len(names) != len(of_codes):
            return None
        is_whole = any(re.match(TOTAL_LABEL, funds.texts[n], re.IGNORECASE) for n in rows)
        if is_whole or not all(funds.texts[n] for n in rows) or holds_others([code.texts[n] for n in rows], values):
            return None
        return levels.pop()

    def _call_by_level(self, level: str) -> None:
        """Call the codes and their names by the level that they are of."""
        for name, what in (("code", "code"), ("label", "name")):
            self.columns[f"{level}_{what}"] = self.columns.pop(name)
            self.fields = {
                letters: f"{level}_{what}" if known == name else known for letters, known in self.fields.items()
            }

    def _untake(self, name: str) -> None:
        self.columns.pop(name, None)
        self.fields = {letters: known for letters, known in self.fields.items() if known != name}

    # Amounts

    def _say_amounts(self, scale: Scale | Ask | None) -> None:
        printed = None if isinstance(scale, Ask) else scale
        faults: dict[str, str] = {}
        for amount in self.amounts:
            figures, why = self.context.figures(amount.column, kind="money", scale=printed)
            if why:
                faults[amount.column.title] = why
            else:
                self.values[amount.column.at] = figures
            self.fields[amount.column.letters] = amount.measure
        if self.by_account and not self._say_columns_of_accounts():
            return
        counts = {
            measure: sum(a.measure == measure for a in self.amounts) for measure in ("budget_idr", "realised_idr")
        }
        told = any(amount.month or amount.stage or amount.fund or amount.account for amount in self.amounts)
        plain = not told and max(counts.values()) == 1
        if plain:
            for amount in self.amounts:
                self._say_plain(amount, printed, faults, scale)
        else:
            self._say_wide(printed, faults, scale)

    def _account_columns(self) -> list[AccountColumn]:
        return [
            AccountColumn(a.column.at, a.column.title, a.account, (a.measure, a.year, a.month, a.stage, a.fund))
            for a in self.amounts
        ]

    def _say_columns_of_accounts(self) -> bool:
        """Leave out the columns that are totals of the accounts beside them; asked where figures do not tell."""
        self.tree = column_tree(self._account_columns(), self.values, range(len(self.context.table.lines)))
        others = [path for path in self.tree.paths.values() if path[0] != "Belanja Daerah"]
        if self.tree.question or (others and not self.is_posture):
            why = self.tree.question or f"{others[0][-1]!r} is no spending, and without a code nothing tells that"
            self.body["wide"] = Ask(f"which of these columns are loaded? {why}")
            return False
        for amount in self.amounts:
            if amount.column.at in self.tree.totals:
                del self.fields[amount.column.letters]
        self.amounts = [amount for amount in self.amounts if amount.column.at not in self.tree.totals]
        return True

    def _say_plain(self, amount: Amount, printed: str | None, faults: dict[str, str], scale: object) -> None:
        name = self.realised if amount.measure == "realised_idr" else "budget_idr"
        spec: dict[str, object] = self.context.titled_as(amount.column)
        if printed:
            spec["scale"] = printed
        title = amount.column.title
        if isinstance(scale, Ask):
            self.columns[name] = Ask(
                f"{title!r}: {scale.question}", "{title: ..., scale: juta}, without scale: for rupiah", spec
            )
        elif title in faults:
            self.columns[name] = Ask(f"how are the figures of {title!r} written? {faults[title]}", ABOUT_STYLE, spec)
        else:
            self.columns[name] = spec if len(spec) > 1 else title

    def _say_wide(self, printed: str | None, faults: dict[str, str], scale: object) -> None:
        """Amounts of several years or months side by side: equal parts of titles make one row together."""
        by_part: dict[_Part, dict[str, list[Amount]]] = {}
        accounts = {amount.column.at: amount.account.name if amount.account else None for amount in self.amounts}
        works = self.works = self._works()
        self.of_the_year = self._budget_of_the_year()
        if self.of_the_year is not None:
            self._say_plain(self.of_the_year, printed, faults, scale)
        for amount in self.amounts:
            if amount is self.of_the_year:
                continue
            work = works.get(amount.column.at)
            part = (amount.year, amount.month, accounts[amount.column.at], amount.stage, amount.fund, work)
            by_part.setdefault(part, {}).setdefault(amount.measure, []).append(amount)
        double = [a for parts in by_part.values() for same in parts.values() if len(same) > 1 for a in same]
        for told in (
            accounts,
            {a.column.at: a.stage for a in self.amounts},
            {a.column.at: a.fund for a in self.amounts},
        ):
            if any(told.values()) and not all(told.values()):
                double += [amount for amount in self.amounts if not told[amount.column.at]]
        if double:
            titles = ", ".join(repr(amount.column.title) for amount in double[:4])
            self.body["wide"] = Ask(
                f"which of these columns are loaded: {titles}? They are of one measure and one time"
            )
            return
        entries: list[object] = []
        level = self.level_of_works = self._level_of_works(list(works.values()))
        for (year, month, account, stage, fund, work), parts in by_part.items():
            columns = {
                (self.realised if name == "realised_idr" else name): same[0].column.title
                for name, same in parts.items()
            }
            values: dict[str, object] = {}
            if year and (month is not None or len({a.year for a in self.amounts}) > 1):
                values["fiscal_year"] = year
            if month:
                values["period_month"] = month
            if account:
                values |= self._account_values(next(iter(parts.values()))[0])
            if stage:
                values["budget_stage"] = stage
            if fund:
                values["funding_source"] = fund
            if work:
                values[level or "activity_name"] = work
            entry: dict[str, object] = {"columns": columns}
            if values:
                entry["values"] = values
            if printed:
                entry["scale"] = printed
            asked = [faults[title] for title in columns.values() if title in faults]
            if isinstance(scale, Ask):
                asked.append(scale.question)
            entries.append(Ask(asked[0], ABOUT_STYLE, entry) if asked else entry)
        self.body["wide"] = self._shortened(entries, by_part)
        if works and level is None:
            names = " and ".join(map(repr, list(dict.fromkeys(works.values()))[:2]))
            level_asked = f"are {names} activities or sub-activities? No title says it"
            self.body["unclear_works"] = Ask(level_asked, "Name them under values: as they are, then delete this key.")

    def _account_values(self, amount: Amount) -> dict[str, object]:
        """What the columns of an account say: the account, of a posture its path, else its class of spending."""
        path = self.tree.paths[amount.column.at]
        if self.is_posture:
            return {"account_path": " > ".join(path), "account_name": path[-1]}
        kind = _class_of(amount)
        return {"account_name": path[-1], **({"expenditure_class": kind} if kind else {})}

    def _works(self) -> dict[int, str]:
        """Column -> the work that the titles above its lowest one name, where every column of amounts is of one."""
        if self.by_account or any(
            name in self.columns for name in ("activity_name", "sub_activity_name", "account_name")
        ):
            return {}
        found: dict[int, str] = {}
        for amount in self.amounts:
            names = [text for text in amount.column.path[:-1] if _WORK.match(text) and not _NO_WORK.match(text)]
            if len(names) != 1 or amount.stage or amount.fund:
                return {}
            found[amount.column.at] = names[0]
        return found if len(set(found.values())) > 1 else {}

    def _level_of_works(self, names: Sequence[str]) -> str | None:
        """Which level of a budget works are, by their own words, the titles above them, or the title of the table."""
        above = [text for amount in self.amounts for text in amount.column.path[:-1] if text not in names]
        for texts in (names, above, [self.context.around.title]):
            levels = [
                {name for name, word in (*_LEVELS_OF_WORKS, _PROGRAMME) if re.search(word, text, re.IGNORECASE)}
                for text in texts
            ]
            said = set().union(*levels)
            if len(said) == 1 and all(levels):
                return said.pop()
            if said:
                return None
        return None

    def _budget_of_the_year(self) -> Amount | None:
        """The only budget, where it stands beside what was spent of it by months or quarters."""
        budgets = [amount for amount in self.amounts if amount.measure == "budget_idr"]
        others = [amount for amount in self.amounts if amount.measure != "budget_idr"]
        if len(budgets) != 1 or budgets[0].month or len(others) < 2 or not all(amount.month for amount in others):
            return None
        return budgets[0]

    def _shortened(self, entries: list[object], by_part: dict[_Part, dict[str, list[Amount]]]) -> list[object]:
        """One entry for all years or months, where their titles differ in nothing else and fit nothing else."""
        if (
            any(isinstance(entry, Ask) for entry in entries)
            or len(entries) < 2
            or any(any(part[2:]) for part in by_part)
        ):
            return entries
        templates: dict[str, set[str]] = {}
        for parts in by_part.values():
            for name, same in parts.items():
                templates.setdefault(name, set()).add(same[0].template)
        if any(len(found) > 1 for found in templates.values()) or any(
            set(p) != set(templates) for p in by_part.values()
        ):
            return entries
        mine = {amount.column.at for amount in self.amounts}
        fits = {c.at for found in templates.values() for template in found for c in self.context.matched(template)}
        if fits != mine or any("{" not in template for found in templates.values() for template in found):
            return entries
        first = entries[0]
        assert isinstance(first, dict)  # noqa: S101 - questions were turned away above
        columns = {
            (self.realised if name == "realised_idr" else name): next(iter(found)) for name, found in templates.items()
        }
        entry: dict[str, object] = {"columns": columns}
        if "scale" in first:
            entry["scale"] = first["scale"]
        words = {a.month_word: str(a.month) for a in self.amounts if a.month_word and "{period_month}" in a.template}
        if words:
            entry["map"] = {"period_month": words}
        if any(
            year and "{fiscal_year}" not in template
            for year, *_ in by_part
            for t in templates.values()
            for template in t
        ):
            return entries
        return [entry]

    # Who and what

    def _say_stages(self) -> bool:
        """Put in the column that says the stage of the budget line by line."""
        column = self.context.with_role("stage", kinds=("text",))
        if column is None or column.letters in self.fields:
            return False
        known = dict((*STAGES, ("induk", "murni")))
        words = {
            text: known.get(" ".join(w for w in folded(text) if w != "apbd")) for text in self.context.said_in(column)
        }
        if not words or not all(words.values()):
            return False
        self.take("printed_stage", column)
        self.derive("budget_stage", {"from": "printed_stage", "map": words})
        return True

    def _say_accounts(self) -> None:
        """Account codes with their subtotals as an outline, where every subtotal adds up."""
        unclear = self.body.pop("unclear_code", None)
        if unclear:
            self.columns["code"] = Ask(f"what are the codes in {unclear!r}? They are no account codes (4, 5, 6 ...)")
        if self.is_posture:
            self._say_posture()
            return
        if self.programme_code is not None:
            if not self.is_mixed:
                self._say_programmes(self.programme_code)
            elif self.above is not None:
                self._classes(self.programme_code, self.rows(), "code")
            return
        code = self.column("account_code")
        if code is None:
            self._classes_by_name()
            return
        label = self.column("account_name")
        computed = [n for n in self.rows() if not code.texts[n] and label and _COMPUTED.match(label.texts[n])]
        rows = [n for n in self.rows() if n not in computed]
        blank = [n for n in rows if not code.texts[n]]
        if not computed and not blank and are_all_leaves([code.texts[n] for n in rows]):
            self._classes(code, rows)
            return
        tree = account_tree(code.texts, [n for n in rows if code.texts[n]], self.values)
        if tree is not None and tree.wrong and label is not None and self._say_region_by_code(code, label):
            return
        if tree is None or blank or tree.wrong or label is None or (tree.is_flat and computed):
            if tree is not None and not blank and tree.is_flat and not computed:
                self._classes(code, rows)
                return
            shown = (
                f"rows {', '.join(str(self.context.table.lines[n] + 1) for n in (tree.wrong if tree else rows)[:4])}"
            )
            reason = "their subtotals do not add up" if tree and tree.wrong else "not every row has a code of its own"
            self.body["outline"] = Ask(
                f"which rows are totals of others? By their codes, {reason}: {shown}", ABOUT_ROWS
            )
            return
        if not tree.is_flat:
            levels = [{"when": {"account_code": pattern}} for pattern in tree.levels]
            outline: dict[str, object] = {"label": "account_name", "code": "account_code", "levels": levels}
            # Every subtotal is proven by its codes: what repeats or computes them without a code is passed over.
            parts = [n for n in self.context.total_positions if label.texts[n] == self.context.total_positions[n]]
            self.computed = [*computed, *parts]
            if self.computed:
                outline["results"] = list(dict.fromkeys(label.texts[n] for n in self.computed))
            self.body["outline"] = outline
            self.leaves = tree.leaves
        self._classes(code, sorted(tree.leaves))

    def _say_region_by_code(self, code: SeenColumn, label: SeenColumn) -> bool:
        """Put in the accounts of a whole region, where what is paid back is subtracted from what finances it."""
        found = posture_tree(self.context, label, self.values) if _is_of_the_region(self.context) else ""
        if isinstance(found, str) or [column.at for column in found.marks.values()] != [code.at]:
            return False
        levels = found.outline["levels"]
        assert isinstance(levels, list)  # noqa: S101 - a tree by marks has levels
        outline: dict[str, object] = {"label": "account_name", "code": "account_code"}
        outline["levels"] = [
            {"when": {"account_code": pattern}} for level in levels for pattern in level["when"].values()
        ]
        self.body["outline"] = outline | {
            name: found.outline[name] for name in ("minus", "results") if name in found.outline
        }
        self.computed, self.leaves = found.computed, frozenset(found.paths)
        self._classes(code, sorted(found.paths))
        return True

    def _classes(self, code: SeenColumn, rows: Sequence[int], name: str = "account_code") -> None:
        """The class of an expenditure by its code: since 2021 only, before that 5.1 was something else."""
        year = self.year_value()
        starts = {code.texts[n][:3] for n in rows}
        if year is None or year < _FIRST_YEAR_OF_CLASSES or not starts <= set(_EXPENDITURE):
            return
        known = {f"{start}.": _EXPENDITURE[start] for start in sorted(starts)}
        derive = self.body.setdefault("derive", {})
        assert isinstance(derive, dict)  # noqa: S101 - made one line above
        if all(code.texts[n].startswith(tuple(known)) for n in rows):
            derive["expenditure_class"] = {"from": name, "starts_with": known}
        else:
            self.body.pop("derive")

    def _classes_by_name(self) -> None:
        """The class of spending, where every account is named by its class: Belanja Operasi, Belanja Modal ..."""
        label = self.column("account_name")
        if label is None or self.year_value() is None or (self.year_value() or 0) < _FIRST_YEAR_OF_CLASSES:
            return
        words = {text: class_named(text) for text in dict.fromkeys(label.texts[n] for n in self.rows())}
        if words and all(words.values()):
            self.derive("expenditure_class", {"from": "account_name", "map": words})

    def _say_posture(self) -> None:
        label = self.label
        if label is None:
            return
        if self.lone is not None and self._say_lone_lines(self.lone.paths, label):
            return
        tree = posture_tree(self.context, label, self.values)
        if isinstance(tree, str):
            self.leaves = None
            self.body["outline"] = Ask(f"which lines are totals of others? {tree}", "{tree: ...}, as in djpk__posture")
            return
        for name, column in tree.marks.items():
            self.take(name, column, **({"kind": "code"} if column.kind == "code" else {}))
        self.body["outline"] = tree.outline
        self.computed, self.paths, self.leaves = tree.computed, tree.paths, frozenset(tree.paths)

    def _say_lone_lines(self, paths: Mapping[str, tuple[str, ...]], label: SeenColumn) -> bool:
        """Put in the path of each line by its label; not where a line holds others, or stands twice."""
        rows = self.rows()
        year = self.column("fiscal_year") or next((c for c in self.context.columns if c.kind == "year"), None)
        keys = [(self.places.codes[n], year.texts[n] if year is not None else "") for n in rows]
        lines = [(*key, label.texts[n]) for key, n in zip(keys, rows, strict=True)]
        groups = [path[:-1] for path in (paths[label.texts[n]] for n in rows)]
        whole = [(*key, path) for key, path in zip(keys, groups, strict=True)]
        values = {at: [figures[n] for n in rows] for at, figures in self.values.items()}
        if len(set(lines)) < len(lines) or holds_others(keys, values) or holds_others(whole, values):
            return False
        self.derive("account_path", {"from": "account_name", "map": {t: " > ".join(p) for t, p in paths.items()}})
        self.paths = {n: paths[label.texts[n]] for n in rows}
        return True

    # When, and which stage

    def _ignored(self, scale: Scale | None) -> tuple[list[str], Ask | None]:
        left: list[str] = []
        asked: list[str] = []
        for column in self.context.columns:
            if column.letters in self.fields or column.is_personal:
                continue
            if not column.path:
                asked += (
                    [f"column {column.letters} (it has no title)"]
                    if not (column.kind == "blank" or column.only_numbers)
                    else []
                )
            elif column.kind == "number" and (reason := self._number_left(column, scale)) is None:
                asked.append(repr(column.title))
            elif column.kind == "number":
                self.leave_out(column, str(reason))
                left += [column.title] if reason != "proof" else []
            else:
                left.append(column.title)
        return left, Ask(f"what are these columns: {'; '.join(asked[:5])}?", ABOUT_COLUMNS) if asked else None

    def _number_left(self, column: SeenColumn, scale: Scale | None) -> str | None:
        """Why a column of figures is not loaded; None where that is not known."""
        if column.is_a("row_number", "sheet_id"):
            return "number of the row"
        if column.at in self.tree.totals or self._is_sum_of_accounts(column, scale):
            return "the total of the accounts"
        if self.tree.paths and any(map(is_result, column.path)):
            figures, why = self.context.figures(column, kind="money", scale=scale)
            is_known = why is None and is_computed(figures, self._account_columns(), self.tree, self.values)
            return "computed from the accounts" if is_known else None
        budget = self._figures_of("budget_idr")
        spent = self._figures_of("realised_idr")
        if column.is_a("percent") or (column.unit is not None and column.unit.unit == "persen"):
            if budget is not None and spent is not None:
                self._prove(column, budget, spent)
            return "proof" if column.letters in self.fields else "a percentage"
        if budget is not None and spent is not None and ratio_of(self.context, column, spent, budget) is not None:
            self._prove(column, budget, spent)
            return "proof" if column.letters in self.fields else "a percentage"
        if budget is not None and spent is not None and is_difference(self.context, column, budget, spent, scale):
            return "the difference of budget and spending"
        if column.is_a("remaining") and self._is_change(column, scale):
            return "the difference of two stages"
        if column.is_a("remaining"):
            self.result.warnings.append(f"{column.title!r} is not budget less spending in every row; it is left out")
            return "a difference"
        if column.is_a("change") or self._is_change(column, scale):
            return "a difference"
        if self._is_in_the_position(column, scale):
            return "a part of what was spent to date"
        if self._is_sum_of_funds(column, scale):
            return "the total of the funds"
        if column.is_a("total", "realised", "budget") and any(a.month for a in self.amounts):
            months = [a for a in self.amounts if a.month]
            if self.total_of_months(
                months, [n for n in self.rows() if all(a.column.at in self.values for a in months)]
            ):
                return "the total of the months"
        return None

    def _is_change(self, column: SeenColumn, scale: Scale | None) -> bool:
        """Whether a column is what one stage of the budget differs from the other."""
        staged = [self.values.get(a.column.at) for a in self.amounts if a.stage and a.measure == "budget_idr"]
        if len(staged) != 2 or staged[0] is None or staged[1] is None:
            return False
        return is_difference(self.context, column, staged[0], staged[1], scale)

    def _is_in_the_position(self, column: SeenColumn, scale: Scale | None) -> bool:
        """Whether last month's position and this month's spending add up to this month's position in every row."""
        now = next((self.values.get(a.column.at) for a in self.amounts if a.is_to_date), None)
        titles = {c.at: c.title.replace("_", " ") for c in self.context.numbers}
        parts = [c for c in self.context.numbers if NOW.search(titles[c.at]) or BEFORE.search(titles[c.at])]
        parts = [c for c in parts if c.letters not in self.fields or c.at == column.at]
        if now is None or column not in parts or len(parts) != 2:
            return False
        first, second = (self.context.figures(part, kind="money", scale=scale)[0] for part in parts)
        rows = self.rows()
        return bool(first and second) and all((first[n] or 0) + (second[n] or 0) == (now[n] or 0) for n in rows)

    def _is_sum_of_funds(self, column: SeenColumn, scale: Scale | None) -> bool:
        """Whether a column is the total of the funds beside it, in every row."""
        funds = [self.values.get(amount.column.at) for amount in self.amounts if amount.fund]
        figures, why = self.context.figures(column, kind="money", scale=scale)
        if why or len(funds) < 2 or any(one is None for one in funds):
            return False
        sums = [sum((one[n] or Decimal(0) for one in funds if one), Decimal(0)) for n in range(len(figures))]
        return all((stated or Decimal(0)) == summed for stated, summed in zip(figures, sums, strict=True))

    def _is_sum_of_accounts(self, column: SeenColumn, scale: Scale | None) -> bool:
        """Whether a column that says so is the total of the accounts beside it, in every row."""
        if not self.tree.paths or not set(folded(column.title)) & {"jumlah", "total"}:
            return False
        figures, why = self.context.figures(column, kind="money", scale=scale)
        columns = [AccountColumn(a.column.at, a.column.title, a.account, (a.measure,)) for a in self.amounts]
        whole = AccountColumn(column.at, column.title, None, (columns[0].of[0],))
        tree = column_tree([*columns, whole], {**self.values, column.at: figures}, range(len(figures)))
        return why is None and len({a.year for a in self.amounts}) == 1 and column.at in tree.totals

    def _figures_of(self, measure: str) -> list[Decimal | None] | None:
        columns = [amount.column for amount in self.amounts if amount.measure == measure]
        return self.values.get(columns[0].at) if len(columns) == 1 else None

    def _prove(self, column: SeenColumn, budget: list[Decimal | None], spent: list[Decimal | None]) -> None:
        """A printed percentage as proof, where it fits budget and spending."""
        ratio = ratio_of(self.context, column, spent, budget)
        if ratio is None or "wide" in self.body:
            if ratio is None:
                self.result.warnings.append(f"{column.title!r} is not spending over budget; it is left out")
            return
        if not self.leaves:
            self.say_ratio(column, ratio, self.realised, "budget_idr")

    def _totals(self) -> None:
        if set(self.context.total_positions) <= set(self.computed):
            return
        if self.leaves is not None:
            values = {
                at: [
                    f if n in self.leaves or n in self.context.total_positions else None for n, f in enumerate(figures)
                ]
                for at, figures in self.values.items()
            }
            self.say_totals(values)
        else:
            self.say_totals(self.values)

    def _expect(self) -> None:
        for amount in self.amounts:
            figures = self.values.get(amount.column.at)
            if figures is None:
                continue
            name = self.realised if amount.measure == "realised_idr" else "budget_idr"
            for position in self.rows():
                if self.leaves is not None and position not in self.leaves:
                    continue
                beside: list[tuple[str, object]] = [("region_code", self.places.codes[position])]
                for field_name in _SAID_BESIDE:
                    column = self.column(field_name)
                    if column is not None and column.texts[position]:
                        beside.append((field_name, column.texts[position]))
                if self.leaf_code and self.programme_code is not None:
                    beside.append((self.leaf_code, self.programme_code.texts[position]))
                beside += self.of_line(position)
                if position in self.paths:
                    beside = [one for one in beside if one[0] != "account_name"]  # printed with its number, perhaps
                    beside.append(("account_name", self.paths[position][-1]))
                    beside.append(("account_path", " > ".join(self.paths[position])))
                if self.level_of_works and (work := self.works.get(amount.column.at)):
                    beside.append((self.level_of_works, work))
                if self.is_posture:
                    beside += self._account_told()
                if amount.account is not None and amount.column.at in self.tree.paths:
                    beside += self._account_values(amount).items()
                if amount.month:
                    beside.append(("period_month", amount.month))
                beside += [("budget_stage", amount.stage), ("funding_source", amount.fund)]
                if amount.year:
                    beside.append(("fiscal_year", amount.year))
                cell = self.context.cell(position, amount.column)
                times = len(self.amounts) - 1 if amount is self.of_the_year else 1
                self.result.expected.append(Expected(cell, name, figures[position], tuple(beside), times))


def _class_of(amount: Amount) -> str | None:
    """The class of spending that a column's titles name as its account: `Belanja Modal > Realisasi`."""
    return class_named(amount.account.name) if amount.account is not None else None


def _lines_are_regions(context: Context) -> bool:
    """Whether nothing but its region tells what a line is, or its year where the figures are of no agency."""
    texts = [c for c in context.columns if c.kind in ("text", "code") and not c.is_a("row_number", "remark")]
    others = ("agency", "agency_code", "program", "activity", "account_name", "account_code", "funding")
    if context.region_columns:
        return not any(column.is_a(*others) for column in texts)
    return not texts and isinstance(context.region, Found) and not names_an_agency(context.around)
