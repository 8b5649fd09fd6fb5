"""Numbers: a column's style is proven, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import Cell
from lumbung.workbooks.numbers import NumberColumn, NumberKind, number_column

NULLS = ("-", "–")


def column(
    *values: Cell,
    kind: NumberKind = "number",
    bounds: tuple[float, float] | None = None,
    nulls: tuple[str, ...] = NULLS,
) -> NumberColumn:
    cells = [(row, 5, value) for row, value in enumerate(values, start=9)]
    return number_column(cells, kind=kind, bounds=bounds, nulls=nulls, sheet="Sheet1")


def read(*values: Cell, kind: NumberKind = "number", bounds: tuple[float, float] | None = None) -> list[Decimal | None]:
    decided = column(*values, kind=kind, bounds=bounds)
    return [decided.read(value) for value in values]


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
    assert decided.read("15.333") == Decimal("15.333")
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


@pytest.mark.parametrize("text", ["1.23.456", "12..5", "1,2,3", "#N/A", "16 ribu", "3.67101E+15", "1 234", "٣", "--5"])
def test_what_is_no_number_in_any_style_is_no_number(text: str) -> None:
    decided = column(text, "1,5")
    with pytest.raises(ValueError, match="is no number"):
        decided.read(text)


@pytest.mark.parametrize("value", [True, float("nan"), float("inf")])
def test_truth_values_and_infinities_are_no_numbers(value: Cell) -> None:
    with pytest.raises(ValueError, match="is no number"):
        column(value).read(value)


@pytest.mark.parametrize("value", [1e300, 10**16, "10.000.000.000.000.000"])
def test_what_no_table_can_hold_is_refused(value: Cell) -> None:
    with pytest.raises(ValueError, match="larger than any figure"):
        column(value).read(value)


def test_null_words_are_missing_and_zero_is_zero() -> None:
    assert read("-", "–", None, "0", " ") == [None, None, None, Decimal(0), None]


def test_a_null_word_that_the_source_does_not_declare_is_no_number() -> None:
    with pytest.raises(ValueError, match="is no number"):
        column("-", nulls=("n.a.",)).read("-")


def test_fractions_keep_the_digits_that_a_spreadsheet_shows() -> None:
    assert read(0.1 + 0.2, 8.65) == [Decimal("0.3"), Decimal("8.65")]


def test_messages_never_show_a_number_that_could_be_a_nik() -> None:
    with pytest.raises(ValueError, match="is no number") as fault:
        column("x 3671010101900001").read("x 3671010101900001")
    assert "3671010101900001" not in str(fault.value)


def test_messages_show_the_form_of_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="is no number") as fault:
        column("Siti Aminah NIK 5271 0203 0480 0001").read("Siti Aminah NIK 5271 0203 0480 0001")
    assert str(fault.value) == "a cell of the form 'Xxxx Xxxxxx XXX 9999 99…' is no number"


def test_a_proof_never_shows_a_number_that_could_be_a_nik() -> None:
    proof = column("5.271.020.304.800.001", "5.271.020.304.800.001,50").proof
    assert proof == "Indonesian (1.234,5): proven by F10 '5.27…'"
