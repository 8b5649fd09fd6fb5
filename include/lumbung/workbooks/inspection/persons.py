"""A list of persons -> its part of a YAML: only where it holds NIKs, and programme and region are known.

Enters: a `Context`. Leaves: a `Layout` of dataset beneficiary; None where the table is no list of persons. Nothing of a
person's cells is looked at but their form.
"""

from __future__ import annotations

import re

from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context, Layout, NoDatasetError, region_fact
from lumbung.workbooks.inspection.draft import Ask, Remark
from lumbung.workbooks.inspection.programmes import programme_fact
from lumbung.workbooks.inspection.surroundings import Found, find_year
from lumbung.workbooks.inspection.words import folded


def propose_persons(context: Context) -> Layout | None:
    """The part of a YAML for a list of beneficiaries.

    Raises:
        NoDatasetError: persons are listed, and without a NIK.
    """
    niks = [column for column in context.columns if column.kind == "nik"]
    if not niks:
        if _lists_persons(context):
            raise NoDatasetError("no dataset: it lists persons without a NIK; only lists with NIK can be loaded")
        return None
    return _layout(context, niks)


def _lists_persons(context: Context) -> bool:
    personal = [column for column in context.columns if column.is_personal]
    others = [
        c
        for c in context.numbers
        if not c.is_a("row_number", "sheet_id") and c.is_a("budget", "realised", "target", "reached")
    ]
    named = any("nama" in folded(column.path[-1]) for column in personal)
    return not others and (len(personal) >= 3 or (named and len(personal) >= 1))


def _layout(context: Context, niks: list[SeenColumn]) -> Layout:
    result = Layout("beneficiary")
    columns: dict[str, object] = {}
    used = [niks[0]]
    if len(niks) > 1:
        titles = ", ".join(column.title for column in niks)
        columns["nik"] = Ask(
            f"which of these columns is the NIK of the person who benefits: {titles}?", "{title: NIK, kind: nik}"
        )
        used = niks
    else:
        columns["nik"] = {**context.titled_as(niks[0]), "kind": "nik"}
    program = context.with_role("program", kinds=("text",))
    if program is not None:
        columns["program_name"] = context.short(program)
        used.append(program)
    else:
        result.facts["program_name"] = programme_fact(context) or Ask(
            "which programme do these persons benefit from? No column, title or file name says it", "{value: PKH}"
        )
    year = next((column for column in context.columns if column.kind == "year"), None)
    found = find_year(context.around)
    if year is not None:
        columns["period_year"] = context.short(year)
        used.append(year)
    elif isinstance(found, Found):
        result.facts["period_year"] = Remark(found.spec, f"{found.value}, from the {found.where}")
    region = context.region
    if isinstance(region, Found) and len(str(region.value)) == 2:
        question = f"which regency or city is the list of? The {region.where} names a province"
        result.facts["region_code"] = Ask(question, '{value: "33.02"}')
    else:
        result.facts["region_code"] = region_fact(context, "which regency or city is the list of")
    taken = {column.at for column in used}
    rest = [column for column in context.columns if column.at not in taken and column.path]
    # What is not known to be harmless is a person's: it is never read.
    harmless = [column for column in rest if not column.is_personal and _is_harmless(column)]
    personal = [column for column in rest if column not in harmless]
    body: dict[str, object] = {"header": context.header(), "columns": columns}
    if harmless:
        body["ignore"] = context.ignored(harmless)
    if personal:
        body["personal"] = context.ignored(personal)
    untitled = [column for column in context.columns if not column.path]
    if untitled:
        body["personal"] = Ask(f"column {untitled[0].letters} has no title. What is it?")
    result.body = body
    for column in context.numbers:
        for position in range(len(column.cells)):
            result.left_out[context.cell(position, column)] = "a person's"
    return result


def _is_harmless(column: SeenColumn) -> bool:
    if column.kind in ("row number", "blank"):
        return True
    words = set(folded(column.path[-1]))
    return bool(
        words & {"no", "keterangan", "kecamatan", "desa", "kelurahan", "kabupaten", "provinsi", "tahap"}
    ) and not bool(re.search(r"nama\s+(?!kec|des|kel|kab|prov)", column.path[-1], re.IGNORECASE))
