"""Numbers: a column's style is proven, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumbung.sources.model import Scale
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Cell, CellFault, address
from lumbung.workbooks.numbers import Figure, NumberColumn, NumberKind, number_column

NULLS = ("-", "–")
Sums = tuple[tuple[int, tuple[int, ...]], ...]


def column(
    *values: Cell,
    kind: NumberKind = "number",
    bounds: tuple[float, float] | None = None,
    nulls: tuple[str, ...] = NULLS,
    scale: Scale | None = None,
    sums: Sums = (),
) -> NumberColumn:
    return number_column(
        values,
        place=lambda index: address(index + 9, 5),
        kind=kind,
        bounds=bounds,
        nulls=nulls,
        sheet="Sheet1",
        scale=scale,
        sums=sums,
    )


def read_one(decided: NumberColumn, value: Cell) -> Figure:
    (figure,), faults = decided.read_all([value])
    if faults:
        raise ValueError(faults[0])
    return figure


def read(
    *values: Cell,
    kind: NumberKind = "number",
    bounds: tuple[float, float] | None = None,
    scale: Scale | None = None,
    sums: Sums = (),
) -> list[Figure]:
    figures, faults = column(*values, kind=kind, bounds=bounds, scale=scale, sums=sums).read_all(values)
    if faults:
        raise ValueError(next(iter(faults.values())))
    return figures


def fault(*values: Cell, kind: NumberKind = "number", scale: Scale | None = None) -> str:
    """Why the last cell is no number; all others are."""
    _, faults = column(*values, kind=kind, scale=scale).read_all(values)
    assert list(faults) == [len(values) - 1]
    return faults[len(values) - 1]


def test_text_zeros_beside_real_numbers_are_one_column() -> None:
    assert read(10701893800.0, "0,00", 126091861, None) == [Decimal(10701893800), Decimal(0), Decimal(126091861), None]


def test_the_same_amounts_as_text_give_the_same_numbers() -> None:
    assert read("10.701.893.800,00", "0,00", "126.091.861,00") == read(10701893800.0, "0,00", 126091861)


def test_plain_decimals_are_not_thousands() -> None:
    assert read("15.33", "8.6", "7") == [Decimal("15.33"), Decimal("8.6"), Decimal(7)]


def test_one_cell_proves_the_style_of_the_others() -> None:
    assert read("1.234", "1.234.567") == [Decimal(1234), Decimal(1234567)]
    assert read("1.234", "0.5") == [Decimal("1.234"), Decimal("0.5")]


@pytest.mark.parametrize(("kind", "value"), [("count", Decimal(7500)), ("money", Decimal(7500))])
def test_a_kind_that_allows_no_three_decimals_proves_thousands(kind: NumberKind, value: Decimal) -> None:
    assert read("7.500", kind=kind) == [value]


def test_bounds_prove_what_shape_does_not() -> None:
    decided = column("15.333", "9.021", bounds=(0, 100))
    assert read_one(decided, "15.333") == Decimal("15.333")
    assert "bounds 0 to 100" in decided.proof


def test_a_column_without_proof_is_refused_and_the_cell_named() -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        column("1.234", "5.678")
    assert refusal.value.rule == "number_style"
    assert refusal.value.cell == "F10"
    assert "can be read two ways" in refusal.value.reason


def test_two_styles_in_one_column_are_refused_and_both_cells_named() -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        column("1.234,50", "1,234.50")
    assert "F10 '1.234,50'" in refusal.value.reason
    assert "F11 '1,234.50'" in refusal.value.reason


def test_a_count_with_a_fraction_is_refused() -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        column("12,5", kind="count")
    assert refusal.value.rule == "number_shape"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Rp 1.234.567,89", "1234567.89"),
        ("Rp1.234.567", "1234567"),
        ("Rp. 83.665.200.000", "83665200000"),
        ("1.234.567,-", "1234567"),
        ("(1.234.567)", "-1234567"),
        ("-1.234.567", "-1234567"),
        ("–1,25", "-1.25"),
        ("1.234.567\xa0", "1234567"),
    ],
)
def test_how_amounts_are_dressed(text: str, number: str) -> None:
    assert read(text) == [Decimal(number)]


@pytest.mark.parametrize(
    "text", ["1.23.456", "12..5", "1,2,3", "#N/A", "16 ribuan", "3.67101E+15", "1 234", "٣", "--5"]
)
def test_what_is_no_number_in_any_style_is_no_number(text: str) -> None:
    decided = column(text, "1,5")
    with pytest.raises(ValueError, match="is no number"):
        read_one(decided, text)


@pytest.mark.parametrize("value", [True, float("nan"), float("inf")])
def test_truth_values_and_infinities_are_no_numbers(value: Cell) -> None:
    with pytest.raises(ValueError, match="is no number"):
        read_one(column(value), value)


@pytest.mark.parametrize("value", [1e300, 10**16, "10.000.000.000.000.000"])
def test_what_no_table_can_hold_is_refused(value: Cell) -> None:
    with pytest.raises(ValueError, match="larger than any figure"):
        read_one(column(value), value)


def test_null_words_are_missing_and_zero_is_zero() -> None:
    assert read("-", "–", None, "0", " ") == [None, None, None, Decimal(0), None]


def test_a_null_word_that_the_source_does_not_declare_is_no_number() -> None:
    with pytest.raises(ValueError, match="is no number"):
        read_one(column("-", nulls=("n.a.",)), "-")


def test_fractions_keep_the_digits_that_a_spreadsheet_shows() -> None:
    assert read(0.1 + 0.2, 8.65) == [Decimal("0.3"), Decimal("8.65")]


def test_messages_never_show_a_number_that_could_be_a_nik() -> None:
    with pytest.raises(ValueError, match="is no number") as fault:
        read_one(column("x 3671010101900001"), "x 3671010101900001")
    assert "3671010101900001" not in str(fault.value)


def test_messages_show_the_form_of_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="is no number") as fault:
        read_one(column("Siti Aminah NIK 5271 0203 0480 0001"), "Siti Aminah NIK 5271 0203 0480 0001")
    assert str(fault.value) == "a cell of the form 'Xxxx Xxxxxx XXX 9999 99…' is no number"


def test_a_proof_never_shows_a_number_that_could_be_a_nik() -> None:
    proof = column("5.271.020.304.800.001", "5.271.020.304.800.001,50").proof
    assert proof == "Indonesian (1.234,5): proven by F10 '5.27…'"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Rp440.538,-", "440538"),
        ("Rp 440.538,–", "440538"),
        ("IDR 1.000.000", "1000000"),
        ("-Rp 1.234,5", "-1234.5"),
        ("Rp -1.234,5", "-1234.5"),
        ("Rp (1.234,5)", "-1234.5"),
        ("(Rp 1.234,5)", "-1234.5"),
        ("\x961,25", "-1.25"),
        ("−1,25", "-1.25"),
        ("+1,25", "1.25"),
        ("'1,25", "1.25"),
        ("１.２３４,５", "1234.5"),
        ("1 234 567", "1234567"),
        ("1\xa0234", "1234"),
        ("1\u202f234,5", "1234.5"),
        ("9,66%", "9.66"),
        ("9,02 persen", "9.02"),
        ("Rp 36,3 miliar rupiah", "36300000000"),
        ("2.841,13 M", "2841130000000"),
        ("16 ribu", "16000"),
        ("4,5 rb", "4500"),
        ("711 Juta", "711000000"),
        ("3jt", "3000000"),
        ("1,5 MILYAR", "1500000000"),
        ("1,5 miliar", "1500000000"),
        ("129 T", "129000000000000"),
        ("2 trilyun", "2000000000000"),
    ],
)
def test_how_figures_are_written(text: str, number: str) -> None:
    assert read(text) == [Decimal(number)]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("0.3069–", "is a range without an end"),
        ("0.3069\x96 ", "is a range without an end"),
        ("1.234-", "is a range without an end"),
        ("12-14", "is a range"),
        ("3,67E+15", "scientific notation has lost its last digits"),
        ("1E+05", "scientific notation has lost its last digits"),
        ("12²", "a sign that no figure has"),
        ("#REF!", "the cell holds the error #REF!"),
        (CellFault("#N/A"), "the cell holds the error #N/A"),
        (CellFault("formula without a value"), "the cell holds a formula without a value"),
        (date(2024, 3, 31), "is no number"),
        (datetime(2024, 3, 31, 12), "is no number"),  # noqa: DTZ001 - cells know no zone
        ("1.234.567.", "is no number"),
        ("123\n456", "is no number"),
        ("1\n234\n567", "is no number"),
        ("1\x00234", "is no number"),
        ("9" * 5000, "is no number"),
        ("-(5)", "is no number"),
        ("(-5)", "is no number"),
        (".5", "is no number"),
        ("Rp -", "is no number"),
        ("9,5% rupiah", "is no number"),
        ("belum ada", "is no number"),
        (10**400, "larger than any figure"),
    ],
)
def test_what_is_no_figure_is_a_fault_of_its_row_in_its_own_words(value: Cell, reason: str) -> None:
    assert reason in fault("0,5", value)


def test_a_figure_is_measured_in_base_units() -> None:
    assert "larger than any figure" in fault("12345678,5 miliar")
    assert "larger than any figure" in fault(12345678.5, scale="miliar")


def test_faults_do_not_shift_the_other_cells() -> None:
    values: list[Cell] = ["x", 5.0, None, "1,5", CellFault("#N/A"), "-", True, 2.5, "3.000,25", float("nan"), 7]
    figures, faults = column(*values).read_all(values)
    seven_and_a_half = [None, 5, None, Decimal("1.5"), None, None, None, Decimal("2.5"), Decimal("3000.25"), None, 7]
    assert figures == seven_and_a_half
    assert sorted(faults) == [0, 4, 6, 9]


@pytest.mark.parametrize("text", ["-", ' "-" ', '""', "''", "N.A.", " n.a. ", "'NULL'", "9999", ""])
def test_null_words_are_found_in_any_case_and_in_quotes(text: str) -> None:
    values = ("1.234,5", "9998", text)
    figures, faults = column(*values, nulls=("-", "n.a.", "null", "9999")).read_all(values)
    assert (figures, faults) == ([Decimal("1234.5"), 9998, None], {})


def test_one_space_between_digits_needs_a_cell_that_proves_it() -> None:
    assert "is no number" in fault("1.5", "1 234")
    assert read("1 234 567", "1 234") == [1234567, 1234]
    assert read("1\xa0234", "1 234,5") == [1234, Decimal("1234.5")]
    assert read("4 070,98", "1 234", "8,5") == [Decimal("4070.98"), 1234, Decimal("8.5")]


def test_one_space_is_proven_by_a_zero_behind_it_by_bounds_or_by_a_total() -> None:
    assert read("70 040", "1 234", "512") == [70040, 1234, 512]
    assert read("268 914", "277 460", bounds=(100_000, 3_000_000)) == [268914, 277460]
    assert read("1 234", "2 891", "4 125", sums=((2, (0, 1)),)) == [1234, 2891, 4125]


@pytest.mark.parametrize(
    ("values", "bounds", "sums"),
    [
        (("268 914", "277 460"), None, ()),
        (("268 914", "99 460"), (100_000, 3_000_000), ()),  # one cell lies outside
        (("83 450", "91 112"), (300, 1_500_000), ()),  # 450 lies within as well
        (("1 234", "2 345", "3 579"), None, ((2, (0, 1)),)),  # so do the parts: 1 + 2 and 234 + 345
        (("1 234", "2 891", "4 126"), None, ((2, (0, 1)),)),
    ],
)
def test_one_space_without_proof_is_no_number(
    values: tuple[str, ...], bounds: tuple[float, float] | None, sums: Sums
) -> None:
    assert column(*values, bounds=bounds, sums=sums).read_all(values)[1]


def test_a_leading_zero_proves_decimals() -> None:
    decided = column("1.234", "0.500")
    assert decided.read_all(["1.234", "0.500"])[0] == [Decimal("1.234"), Decimal("0.500")]
    assert decided.proof == "plain (1,234.5): proven by F11 '0.500'"
    with pytest.raises(WorkbookRefused, match="two styles"):
        column("1.234.567", "0.500")


@pytest.mark.parametrize(
    ("values", "kind", "proof"),
    [
        (("766", "1.234.567"), "number", "Indonesian (1.234,5): proven by F11 '1.234.567'"),
        (("766", "12,5"), "number", "Indonesian (1.234,5): proven by F11 '12,5'"),
        (("766", "0,3069"), "number", "Indonesian (1.234,5): proven by F11 '0,3069'"),
        (("766", "1,700.00"), "number", "plain (1,234.5): proven by F11 '1,700.00'"),
        (("766", "2.841,13 M"), "money", "Indonesian (1.234,5): proven by F11 '2.841,13 M'"),
        (("766", "7.000"), "count", "Indonesian (1.234,5): proven by F11 '7.000', as counts are whole"),
        (("766", "7,500"), "money", "plain (1,234.5): proven by F11 '7,500', as money has at most two decimals"),
    ],
)
def test_the_proof_names_the_cell_and_the_reason(values: tuple[str, ...], kind: NumberKind, proof: str) -> None:
    assert column(*values, kind=kind).proof == proof


def test_a_total_that_adds_up_in_one_style_only_is_proof() -> None:
    decided = column("1.234", "766", "2.000", sums=((2, (0, 1)),))
    assert decided.proof == "Indonesian (1.234,5): proven by F12 '2.000', a total that adds up in this style only"
    assert read("1.234", 766.0, 2000.0, sums=((2, (0, 1)),)) == [1234, 766, 2000]
    assert read("1.234", 766.0, 767.234, sums=((2, (0, 1)),))[0] == Decimal("1.234")


@pytest.mark.parametrize(
    ("values", "sums"),
    [
        (("1.234", "2.000", "3.234"), ((2, (0, 1)),)),  # adds up in both
        (("1.234", "2.000", "9.999"), ((2, (0, 1)),)),  # in neither
        (("1.234", "766", None), ((2, (0, 1)),)),  # no total
        (("1.234", "766", "2.000", "x"), ((2, (0, 1, 3)),)),  # not all parts are figures
        (("1.234", 766.0, 2000.0, "1.100", 10.0, 11.1), ((2, (0, 1)), (5, (3, 4)))),  # one in each
    ],
)
def test_totals_that_prove_nothing_leave_the_column_refused(values: tuple[Cell, ...], sums: Sums) -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        column(*values, sums=sums)
    assert refusal.value.rule == "number_style"


@pytest.mark.parametrize("beside", [1234.0, 12.5, 1.234, 1_000_000])
def test_numeric_cells_prove_nothing_by_their_size(beside: float) -> None:
    with pytest.raises(WorkbookRefused, match="can be read two ways"):
        column("1.234", beside)


def test_bounds_prove_nothing_where_a_cell_lies_outside_them() -> None:
    for outside in ("21040", 21040.0, "150.250"):
        with pytest.raises(WorkbookRefused, match="as F11 lies outside them") as refusal:
            column("15.333", outside, bounds=(0, 100))
        assert refusal.value.cell == "F10"


def test_both_marks_are_decimal_marks_where_bounds_exclude_thousands() -> None:
    values = ("16,00", "9.78", "1.234", "7", "-")
    decided = column(*values, bounds=(0, 100))
    assert decided.style == "decimal"
    assert decided.read_all(values) == ([16, Decimal("9.78"), Decimal("1.234"), 7, None], {})
    for part in ("F10 '16,00'", "F11 '9.78'", "bounds 0 to 100 exclude thousands"):
        assert part in decided.proof


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        (("16,00", "9.78"), None),
        (("16,00", "9.78", "1.234"), None),
        (("16,00", "9.78", "1.234"), (0, 2000)),  # both readings lie inside
        (("16,00", "9.78", "150.250"), (0, 100)),  # none does
        (("16,00", "9.78", "1.234.567"), (0, 100)),
        (("16,00", "1.234", "1.234,5"), (0, 100)),
        (("16,00", "9.78", "1 234 567"), (0, 100)),
    ],
)
def test_two_marks_without_proof_are_refused_and_both_cells_named(
    values: tuple[str, ...], bounds: tuple[float, float] | None
) -> None:
    with pytest.raises(WorkbookRefused, match="numbers of two styles") as refusal:
        column(*values, bounds=bounds)
    assert "F10 '16,00'" in refusal.value.reason
    assert f"F11 '{values[1]}'" in refusal.value.reason
    assert refusal.value.cell == "F11"


def test_figures_come_in_base_units() -> None:
    assert read("302,58", 302.58, 7, "-", scale="ribu", kind="count") == [302580, 302580, 7000, None]
    assert read("2.841,13 M", "1,5 miliar", "7", scale="miliar") == [2841130000000, 1500000000, 7000000000]
    assert read("15.333", scale="ribu", bounds=(0, 100_000)) == [15333]


def test_a_scale_makes_three_decimals_possible_and_so_proves_less() -> None:
    assert read("7.500", kind="money") == [7500]
    with pytest.raises(WorkbookRefused, match="can be read two ways"):
        column("7.500", kind="money", scale="juta")
    with pytest.raises(WorkbookRefused, match="is no count"):
        column("302,5814", kind="count", scale="ribu")


def test_a_scale_word_must_be_the_declared_one() -> None:
    assert "says miliar, and the column's scale is juta" in fault("2,5", "2.841,13 M", scale="juta")


def test_a_figure_without_a_scale_word_beside_one_with_it_is_not_certain() -> None:
    for bare in ("7", 7.0, 7):
        assert "stands without a scale word, and F10 '2.841,13 M' has one" in fault("2.841,13 M", "0,00", 0.0, bare)


def test_a_letter_may_be_a_unit() -> None:
    assert "may be a unit" in fault("500", "500 m")
    assert "may be a unit" in fault("500", "2 M", kind="count")
    assert read("500 m", kind="money") == read("Rp 500 m") == read("500 m", scale="miliar") == [500 * 10**9]


def test_a_percentage_is_no_amount_and_no_neighbour_of_a_share() -> None:
    assert "is a percentage, and the column holds money" in fault("7", "9,66%", kind="money")
    assert "stands among percentages (F10 '9,66%')" in fault("9,66%", 0, "7,5", 0.0966)


def test_a_count_is_whole_in_numeric_cells_too() -> None:
    assert "is no whole number" in fault("7", 12.5, kind="count")
    assert read(7.0, 8, "12,00", kind="count") == [7, 8, 12]


def test_numbers_keep_the_decimals_that_their_text_shows() -> None:
    assert [str(figure) for figure in read("12,00", "12,50", 12.5, 12.0)] == ["12.00", "12.50", "12.5", "12"]
    assert [str(figure) for figure in read("12,00", "12,50", kind="money")] == ["12", "12.50"]


def test_a_cell_that_the_column_did_not_show_is_never_read_in_another_style() -> None:
    decided = column("1.234.567")
    for text in ("1,234.5", "1,234,567", "0.500"):
        with pytest.raises(ValueError, match="is no number"):
            read_one(decided, text)
    with pytest.raises(ValueError, match="is no number"):
        read_one(column("7"), "1.234")


def test_columns_of_many_equal_texts_read_as_those_of_few() -> None:
    rare = ("1.234,50", "(7,25)", "x", "-", "0,00")
    values = [*("0,00",) * 3000, *rare]
    figures, faults = column(*values, kind="money").read_all(values)
    assert figures == [0] * 3000 + [Decimal("1234.50"), Decimal("-7.25"), None, None, 0]
    assert list(faults) == [3002]


def indonesian(number: Decimal) -> str:
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def plain(number: Decimal) -> str:
    return f"{number:,f}"


AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, places=2)
FRACTIONS = st.integers(min_value=1, max_value=6).flatmap(lambda n: st.decimals(-1000, 1000, places=n))
NUMBERS = AMOUNTS | FRACTIONS | st.integers(min_value=-(10**7), max_value=10**7).map(Decimal)
SETTINGS = settings(derandomize=True, max_examples=150, deadline=None)


def accepted(values: list[Cell], kind: NumberKind, bounds: tuple[float, float] | None = None) -> list[Figure] | None:
    try:
        figures, faults = column(*values, kind=kind, bounds=bounds).read_all(values)
    except WorkbookRefused:
        return None
    assert not faults
    return figures


@SETTINGS
@given(st.lists(NUMBERS, min_size=1, max_size=12), st.sampled_from([indonesian, plain]))
def test_printing_and_reading_back_gives_the_same_or_a_refusal(
    numbers: list[Decimal], printed: Callable[[Decimal], str]
) -> None:
    read_back = accepted([printed(number) for number in numbers], "number")
    assert read_back is None or read_back == numbers


@SETTINGS
@given(st.lists(NUMBERS, max_size=12), st.sampled_from([indonesian, plain]))
def test_one_cell_of_proof_is_enough(numbers: list[Decimal], printed: Callable[[Decimal], str]) -> None:
    numbers = [Decimal("1234567.5"), *numbers]
    assert accepted([printed(number) for number in numbers], "number") == numbers


@SETTINGS
@given(
    st.lists(AMOUNTS, min_size=1, max_size=12),
    st.sampled_from([indonesian, plain]),
)
def test_amounts_with_two_decimals_are_always_read(numbers: list[Decimal], printed: Callable[[Decimal], str]) -> None:
    assert accepted([printed(number) for number in numbers], "money") == numbers


@SETTINGS
@given(
    st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=12),
    st.sampled_from([indonesian, plain]),
)
def test_counts_are_always_read(numbers: list[int], printed: Callable[[Decimal], str]) -> None:
    assert accepted([printed(Decimal(number)) for number in numbers], "count") == numbers


@SETTINGS
@given(
    st.lists(
        st.tuples(st.decimals(min_value=0, max_value=100, places=3), st.sampled_from([indonesian, plain])),
        min_size=1,
        max_size=12,
    )
)
def test_percentages_with_mixed_marks_are_right_within_their_bounds(
    cells: list[tuple[Decimal, Callable[[Decimal], str]]],
) -> None:
    assert accepted([printed(number) for number, printed in cells], "number", (0, 100)) == [n for n, _ in cells]


@SETTINGS
@given(st.lists(st.tuples(NUMBERS, st.sampled_from([indonesian, plain])), min_size=1, max_size=8))
def test_what_is_read_fits_one_style_in_all_cells(cells: list[tuple[Decimal, Callable[[Decimal], str]]]) -> None:
    texts = [printed(number) for number, printed in cells]
    possible = []
    for style, thousands, mark in ((indonesian, ".", ","), (plain, ",", ".")):
        numbers = [text.replace(thousands, "").replace(mark, ".") for text in texts]
        if all(number.count(".") <= 1 for number in numbers) and [style(Decimal(n)) for n in numbers] == texts:
            possible.append([Decimal(number) for number in numbers])
    read_back = accepted(list(texts), "number")
    assert read_back is None or read_back in possible
    assert read_back is None or len(possible) == 1 or possible[0] == possible[1]
