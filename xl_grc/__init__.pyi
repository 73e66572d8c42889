"""The functions of the catalogue, for editors and type checkers; `make generated` writes this file."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, TypeVar, overload

from numpy import generic
from numpy.typing import NDArray
from pandas import DataFrame, Series
from pandas.api.extensions import ExtensionArray

__version__: str

_Cell = float | str | Decimal | datetime | generic | None
_List = list[Any] | tuple[Any, ...] | range
_Array = TypeVar("_Array", NDArray[Any], ExtensionArray)
_AnyArray = NDArray[Any] | ExtensionArray
_Table = Series[Any] | _AnyArray
_Column = _Table | _List
_Errors = Literal["nan", "token"]
_Language = Literal["fr", "en"]

@overload
def ROI(margin: _Cell, cost: _Cell) -> float:
    """Return on investment. The course's return on investment: margin / cost. Each euro invested brings
    ROI euros of margin; the action pays above 1 and breaks even at 1.

    margin: Margin, excluding VAT; it may be negative (amount).
    cost: Total cost of the action, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (ratio), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Three figures are called ROI. The course's divides the margin by the cost and breaks even
    at 1; ROI_NET breaks even at 0; ROI_REVENUE starts from revenue, not from the margin.

    >>> ROI(10000, 15000)
    0.6666666666666666
    """
@overload
def ROI(margin: _Cell, cost: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def ROI(margin: Series[Any], cost: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ROI(margin: _AnyArray | _List | _Cell, cost: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ROI(margin: _Array, cost: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ROI(margin: _List | _Cell, cost: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ROI(margin: _List, cost: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def ROI(margin: _Cell, cost: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def BREAKEVEN(cost: _Cell, margin_rate: _Cell, price: _Cell) -> float:
    """Break-even, in sales. Number of sales that covers the cost: (cost / margin rate) / price. Not
    rounded; BREAKEVEN_UNITS gives a whole number of sales.

    cost: Total cost of the action, excluding VAT (amount, at least 0).
    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1).
    price: Selling price of a unit, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (number), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: The margin rate is the one on the selling price. Convert a markup on the purchase cost
    with MARKUP_TO_MARGIN first.

    >>> BREAKEVEN(15000, 0.5, 100)
    300.0
    """
@overload
def BREAKEVEN(cost: _Cell, margin_rate: _Cell, price: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def BREAKEVEN(cost: Series[Any], margin_rate: Series[Any] | _AnyArray | _List | _Cell, price: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN(cost: _AnyArray | _List | _Cell, margin_rate: Series[Any], price: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN(cost: _AnyArray | _List | _Cell, margin_rate: _AnyArray | _List | _Cell, price: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN(cost: _Array, margin_rate: _Array | _List | _Cell, price: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN(cost: _List | _Cell, margin_rate: _Array, price: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN(cost: _List | _Cell, margin_rate: _List | _Cell, price: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN(cost: _List, margin_rate: _List | _Cell, price: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def BREAKEVEN(cost: _Cell, margin_rate: _List, price: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def BREAKEVEN(cost: _Cell, margin_rate: _Cell, price: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def CONTACT_COST(cost: _Cell, contacts: _Cell) -> float:
    """Cost per contact. Cost per contact: cost / contacts. Compares actions of different sizes.

    cost: Total cost of the action, excluding VAT (amount, at least 0).
    contacts: Number of people reached (number, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: A cheap contact is not a sale: compare the conversion rate and the ROI too.

    >>> CONTACT_COST(15000, 20000)
    0.75
    """
@overload
def CONTACT_COST(cost: _Cell, contacts: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def CONTACT_COST(cost: Series[Any], contacts: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def CONTACT_COST(cost: _AnyArray | _List | _Cell, contacts: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def CONTACT_COST(cost: _Array, contacts: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def CONTACT_COST(cost: _List | _Cell, contacts: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def CONTACT_COST(cost: _List, contacts: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def CONTACT_COST(cost: _Cell, contacts: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def MARGIN_RESULT(revenue: _Cell, margin_rate: _Cell, cost: _Cell) -> float:
    """Margin less cost. What is left of the margin once the action is paid: revenue × margin rate - cost.
    Zero at break-even.

    revenue: Revenue, excluding VAT (amount, at least 0).
    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1).
    cost: Total cost of the action, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Count a discount once: either the full-price margin with the discount as a cost, or the
    reduced margin.

    >>> MARGIN_RESULT(20000, 0.5, 15000)
    -5000.0
    """
@overload
def MARGIN_RESULT(revenue: _Cell, margin_rate: _Cell, cost: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def MARGIN_RESULT(revenue: Series[Any], margin_rate: Series[Any] | _AnyArray | _List | _Cell, cost: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MARGIN_RESULT(revenue: _AnyArray | _List | _Cell, margin_rate: Series[Any], cost: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MARGIN_RESULT(revenue: _AnyArray | _List | _Cell, margin_rate: _AnyArray | _List | _Cell, cost: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MARGIN_RESULT(revenue: _Array, margin_rate: _Array | _List | _Cell, cost: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MARGIN_RESULT(revenue: _List | _Cell, margin_rate: _Array, cost: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MARGIN_RESULT(revenue: _List | _Cell, margin_rate: _List | _Cell, cost: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MARGIN_RESULT(revenue: _List, margin_rate: _List | _Cell, cost: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def MARGIN_RESULT(revenue: _Cell, margin_rate: _List, cost: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def MARGIN_RESULT(revenue: _Cell, margin_rate: _Cell, cost: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def REVENUE(units: _Cell, price: _Cell) -> float:
    """Revenue. Revenue: sales × price, excluding VAT.

    units: Number of sales (number, at least 0).
    price: Selling price of a unit, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: A price including VAT swells revenue by the tax: enter the price excluding VAT.

    >>> REVENUE(200, 100)
    20000.0
    """
@overload
def REVENUE(units: _Cell, price: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def REVENUE(units: Series[Any], price: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def REVENUE(units: _AnyArray | _List | _Cell, price: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def REVENUE(units: _Array, price: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def REVENUE(units: _List | _Cell, price: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def REVENUE(units: _List, price: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def REVENUE(units: _Cell, price: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def GROSS_GAIN(revenue: _Cell, cost: _Cell) -> float:
    """Gross gain. Gross gain: revenue - cost of the action. It is not a profit: the cost of the goods sold
    is not deducted.

    revenue: Revenue, excluding VAT (amount, at least 0).
    cost: Total cost of the action, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: A positive gross gain can hide a loss: MARGIN_RESULT is the one that deducts the cost of
    the goods sold.

    >>> GROSS_GAIN(20000, 15000)
    5000.0
    """
@overload
def GROSS_GAIN(revenue: _Cell, cost: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def GROSS_GAIN(revenue: Series[Any], cost: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def GROSS_GAIN(revenue: _AnyArray | _List | _Cell, cost: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def GROSS_GAIN(revenue: _Array, cost: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def GROSS_GAIN(revenue: _List | _Cell, cost: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def GROSS_GAIN(revenue: _List, cost: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def GROSS_GAIN(revenue: _Cell, cost: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def MARGIN(revenue: _Cell, margin_rate: _Cell) -> float:
    """Margin. Trading margin: revenue × margin rate on the selling price.

    revenue: Revenue, excluding VAT (amount, at least 0).
    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: 50% on the selling price is 100% on the purchase cost: check which rate you hold.

    >>> MARGIN(20000, 0.5)
    10000.0
    """
@overload
def MARGIN(revenue: _Cell, margin_rate: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def MARGIN(revenue: Series[Any], margin_rate: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MARGIN(revenue: _AnyArray | _List | _Cell, margin_rate: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MARGIN(revenue: _Array, margin_rate: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MARGIN(revenue: _List | _Cell, margin_rate: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MARGIN(revenue: _List, margin_rate: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def MARGIN(revenue: _Cell, margin_rate: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def ROI_NET(margin: _Cell, cost: _Cell) -> float:
    """Net return on investment. Net return: (margin - cost) / cost. Pays above 0; equals ROI - 1.

    margin: Margin, excluding VAT; it may be negative (amount).
    cost: Total cost of the action, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Do not compare a ROI_NET of 0.5 with a ROI of 0.5: the first earns money, the second
    loses it.

    >>> ROI_NET(10000, 15000)
    -0.3333333333333333
    """
@overload
def ROI_NET(margin: _Cell, cost: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def ROI_NET(margin: Series[Any], cost: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ROI_NET(margin: _AnyArray | _List | _Cell, cost: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ROI_NET(margin: _Array, cost: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ROI_NET(margin: _List | _Cell, cost: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ROI_NET(margin: _List, cost: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def ROI_NET(margin: _Cell, cost: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def ROI_REVENUE(revenue: _Cell, cost: _Cell) -> float:
    """Return on revenue. Return counted on revenue: (revenue - cost) / cost, as much CRM software does.
    Ignores the cost of the goods sold.

    revenue: Revenue, excluding VAT (amount, at least 0).
    cost: Total cost of the action, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: It can be positive while the action loses money, since it forgets the cost of the goods
    sold.

    >>> ROI_REVENUE(20000, 15000)
    0.3333333333333333
    """
@overload
def ROI_REVENUE(revenue: _Cell, cost: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def ROI_REVENUE(revenue: Series[Any], cost: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ROI_REVENUE(revenue: _AnyArray | _List | _Cell, cost: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ROI_REVENUE(revenue: _Array, cost: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ROI_REVENUE(revenue: _List | _Cell, cost: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ROI_REVENUE(revenue: _List, cost: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def ROI_REVENUE(revenue: _Cell, cost: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def ROAS(revenue: _Cell, cost: _Cell) -> float:
    """Return on advertising spend. Revenue for each euro spent: revenue / cost. Pays from 1 / margin rate.

    revenue: Revenue, excluding VAT (amount, at least 0).
    cost: Total cost of the action, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (ratio), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: 1 is not the threshold: at a margin of 50% a ROAS of 2 is needed to cover the cost.

    >>> ROAS(20000, 15000)
    1.3333333333333333
    """
@overload
def ROAS(revenue: _Cell, cost: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def ROAS(revenue: Series[Any], cost: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ROAS(revenue: _AnyArray | _List | _Cell, cost: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ROAS(revenue: _Array, cost: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ROAS(revenue: _List | _Cell, cost: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ROAS(revenue: _List, cost: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def ROAS(revenue: _Cell, cost: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def BREAKEVEN_UNITS(cost: _Cell, margin_rate: _Cell, price: _Cell) -> float:
    """Break-even, in whole sales. Whole number of sales that covers the cost: (cost / margin rate) /
    price, rounded up.

    cost: Total cost of the action, excluding VAT (amount, at least 0).
    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1).
    price: Selling price of a unit, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (number), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: A break-even of 300.2 sales is not covered by 300 sales: it takes 301.

    >>> BREAKEVEN_UNITS(15000, 0.5, 100)
    300.0
    >>> BREAKEVEN_UNITS(15001, 0.5, 100)
    301.0
    """
@overload
def BREAKEVEN_UNITS(cost: _Cell, margin_rate: _Cell, price: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def BREAKEVEN_UNITS(cost: Series[Any], margin_rate: Series[Any] | _AnyArray | _List | _Cell, price: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN_UNITS(cost: _AnyArray | _List | _Cell, margin_rate: Series[Any], price: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN_UNITS(cost: _AnyArray | _List | _Cell, margin_rate: _AnyArray | _List | _Cell, price: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN_UNITS(cost: _Array, margin_rate: _Array | _List | _Cell, price: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN_UNITS(cost: _List | _Cell, margin_rate: _Array, price: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN_UNITS(cost: _List | _Cell, margin_rate: _List | _Cell, price: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN_UNITS(cost: _List, margin_rate: _List | _Cell, price: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def BREAKEVEN_UNITS(cost: _Cell, margin_rate: _List, price: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def BREAKEVEN_UNITS(cost: _Cell, margin_rate: _Cell, price: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def BREAKEVEN_REVENUE(cost: _Cell, margin_rate: _Cell) -> float:
    """Break-even revenue. Revenue that covers the cost: cost / margin rate.

    cost: Total cost of the action, excluding VAT (amount, at least 0).
    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Revenue equal to the cost is not enough: the goods sold have to be paid too.

    >>> BREAKEVEN_REVENUE(15000, 0.5)
    30000.0
    """
@overload
def BREAKEVEN_REVENUE(cost: _Cell, margin_rate: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def BREAKEVEN_REVENUE(cost: Series[Any], margin_rate: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN_REVENUE(cost: _AnyArray | _List | _Cell, margin_rate: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN_REVENUE(cost: _Array, margin_rate: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN_REVENUE(cost: _List | _Cell, margin_rate: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN_REVENUE(cost: _List, margin_rate: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def BREAKEVEN_REVENUE(cost: _Cell, margin_rate: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def BREAKEVEN_RATE(cost: _Cell, margin_rate: _Cell, price: _Cell, contacts: _Cell) -> float:
    """Break-even conversion rate. Share of the contacts that must buy to cover the cost: cost / (contacts
    × price × margin rate). Above 100% the action cannot pay.

    cost: Total cost of the action, excluding VAT (amount, at least 0).
    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1).
    price: Selling price of a unit, excluding VAT (amount, at least 0).
    contacts: Number of people reached (number, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Compare this rate with what your past actions really reached, not with what you hope for.

    >>> BREAKEVEN_RATE(15000, 0.5, 100, 20000)
    0.015
    >>> BREAKEVEN_RATE(15000, 0.5, 100, 200)
    1.5
    """
@overload
def BREAKEVEN_RATE(cost: _Cell, margin_rate: _Cell, price: _Cell, contacts: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def BREAKEVEN_RATE(cost: Series[Any], margin_rate: Series[Any] | _AnyArray | _List | _Cell, price: Series[Any] | _AnyArray | _List | _Cell, contacts: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN_RATE(cost: _AnyArray | _List | _Cell, margin_rate: Series[Any], price: Series[Any] | _AnyArray | _List | _Cell, contacts: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN_RATE(cost: _AnyArray | _List | _Cell, margin_rate: _AnyArray | _List | _Cell, price: Series[Any], contacts: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN_RATE(cost: _AnyArray | _List | _Cell, margin_rate: _AnyArray | _List | _Cell, price: _AnyArray | _List | _Cell, contacts: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def BREAKEVEN_RATE(cost: _Array, margin_rate: _Array | _List | _Cell, price: _Array | _List | _Cell, contacts: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN_RATE(cost: _List | _Cell, margin_rate: _Array, price: _Array | _List | _Cell, contacts: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN_RATE(cost: _List | _Cell, margin_rate: _List | _Cell, price: _Array, contacts: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN_RATE(cost: _List | _Cell, margin_rate: _List | _Cell, price: _List | _Cell, contacts: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def BREAKEVEN_RATE(cost: _List, margin_rate: _List | _Cell, price: _List | _Cell, contacts: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def BREAKEVEN_RATE(cost: _Cell, margin_rate: _List, price: _List | _Cell, contacts: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def BREAKEVEN_RATE(cost: _Cell, margin_rate: _Cell, price: _List, contacts: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def BREAKEVEN_RATE(cost: _Cell, margin_rate: _Cell, price: _Cell, contacts: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def SAFETY_MARGIN(revenue: _Cell, breakeven_revenue: _Cell) -> float:
    """Margin of safety. Share of revenue that can be lost before falling below break-even: (revenue -
    break-even revenue) / revenue.

    revenue: Revenue, excluding VAT (amount, at least 0).
    breakeven_revenue: Revenue at break-even, as BREAKEVEN_REVENUE gives it (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Give the break-even in revenue (BREAKEVEN_REVENUE), not in number of sales.

    >>> SAFETY_MARGIN(40000, 30000)
    0.25
    """
@overload
def SAFETY_MARGIN(revenue: _Cell, breakeven_revenue: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def SAFETY_MARGIN(revenue: Series[Any], breakeven_revenue: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def SAFETY_MARGIN(revenue: _AnyArray | _List | _Cell, breakeven_revenue: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def SAFETY_MARGIN(revenue: _Array, breakeven_revenue: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def SAFETY_MARGIN(revenue: _List | _Cell, breakeven_revenue: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def SAFETY_MARGIN(revenue: _List, breakeven_revenue: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def SAFETY_MARGIN(revenue: _Cell, breakeven_revenue: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def MAX_CONTACT_COST(conversion_rate: _Cell, margin_rate: _Cell, price: _Cell) -> float:
    """Highest cost of a contact. The most a contact may cost without a loss: conversion rate × margin rate
    × price.

    conversion_rate: Share of the contacts that buy, between 0% and 100% (rate, from 0 to 1).
    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1).
    price: Selling price of a unit, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: This ceiling leaves no profit: stay well below it.

    >>> MAX_CONTACT_COST(0.02, 0.5, 100)
    1.0
    """
@overload
def MAX_CONTACT_COST(conversion_rate: _Cell, margin_rate: _Cell, price: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def MAX_CONTACT_COST(conversion_rate: Series[Any], margin_rate: Series[Any] | _AnyArray | _List | _Cell, price: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MAX_CONTACT_COST(conversion_rate: _AnyArray | _List | _Cell, margin_rate: Series[Any], price: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MAX_CONTACT_COST(conversion_rate: _AnyArray | _List | _Cell, margin_rate: _AnyArray | _List | _Cell, price: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MAX_CONTACT_COST(conversion_rate: _Array, margin_rate: _Array | _List | _Cell, price: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MAX_CONTACT_COST(conversion_rate: _List | _Cell, margin_rate: _Array, price: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MAX_CONTACT_COST(conversion_rate: _List | _Cell, margin_rate: _List | _Cell, price: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MAX_CONTACT_COST(conversion_rate: _List, margin_rate: _List | _Cell, price: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def MAX_CONTACT_COST(conversion_rate: _Cell, margin_rate: _List, price: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def MAX_CONTACT_COST(conversion_rate: _Cell, margin_rate: _Cell, price: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def CONVERSION_RATE(buyers: _Cell, contacts: _Cell) -> float:
    """Conversion rate. Share of the contacts that buy: buyers / contacts.

    buyers: Number of buyers (number, at least 0).
    contacts: Number of people reached (number, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Count buyers, not orders: a buyer who orders twice counts once.

    >>> CONVERSION_RATE(200, 20000)
    0.01
    """
@overload
def CONVERSION_RATE(buyers: _Cell, contacts: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def CONVERSION_RATE(buyers: Series[Any], contacts: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def CONVERSION_RATE(buyers: _AnyArray | _List | _Cell, contacts: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def CONVERSION_RATE(buyers: _Array, contacts: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def CONVERSION_RATE(buyers: _List | _Cell, contacts: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def CONVERSION_RATE(buyers: _List, contacts: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def CONVERSION_RATE(buyers: _Cell, contacts: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def DISCOUNT_COST(price: _Cell, discount_rate: _Cell, units: _Cell) -> float:
    """Cost of a discount. What a discount costs: price × discount rate × discounted sales.

    price: Selling price of a unit, excluding VAT (amount, at least 0).
    discount_rate: Discount rate, between 0% and 100% (rate, from 0 to 1).
    units: Number of sales (number, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Count a discount once: in the cost of the action or in a reduced margin, never in both.

    >>> DISCOUNT_COST(100, 0.3, 200)
    6000.0
    """
@overload
def DISCOUNT_COST(price: _Cell, discount_rate: _Cell, units: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def DISCOUNT_COST(price: Series[Any], discount_rate: Series[Any] | _AnyArray | _List | _Cell, units: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def DISCOUNT_COST(price: _AnyArray | _List | _Cell, discount_rate: Series[Any], units: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def DISCOUNT_COST(price: _AnyArray | _List | _Cell, discount_rate: _AnyArray | _List | _Cell, units: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def DISCOUNT_COST(price: _Array, discount_rate: _Array | _List | _Cell, units: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def DISCOUNT_COST(price: _List | _Cell, discount_rate: _Array, units: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def DISCOUNT_COST(price: _List | _Cell, discount_rate: _List | _Cell, units: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def DISCOUNT_COST(price: _List, discount_rate: _List | _Cell, units: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def DISCOUNT_COST(price: _Cell, discount_rate: _List, units: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def DISCOUNT_COST(price: _Cell, discount_rate: _Cell, units: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def DISCOUNT_UPLIFT(discount_rate: _Cell, margin_rate: _Cell) -> float:
    """Extra sales that pay for a discount. Rise of sales, in units, that makes up for a discount: discount
    / (margin rate - discount). Impossible (#DIV/0! or #NUM!) once the discount reaches the margin.

    discount_rate: Discount rate, between 0% and 100% (rate, from 0 to 1).
    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: A discount of 30% at a margin of 50% takes not 30% but 150% more sales.

    >>> DISCOUNT_UPLIFT(0.3, 0.5)
    1.4999999999999998
    >>> DISCOUNT_UPLIFT(0.6, 0.5, errors='token')
    '#NUM!'
    """
@overload
def DISCOUNT_UPLIFT(discount_rate: _Cell, margin_rate: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def DISCOUNT_UPLIFT(discount_rate: Series[Any], margin_rate: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def DISCOUNT_UPLIFT(discount_rate: _AnyArray | _List | _Cell, margin_rate: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def DISCOUNT_UPLIFT(discount_rate: _Array, margin_rate: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def DISCOUNT_UPLIFT(discount_rate: _List | _Cell, margin_rate: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def DISCOUNT_UPLIFT(discount_rate: _List, margin_rate: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def DISCOUNT_UPLIFT(discount_rate: _Cell, margin_rate: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def MARKUP_TO_MARGIN(markup_rate: _Cell) -> float:
    """From markup to margin. Turns a markup on the purchase cost into a margin rate on the selling price:
    m / (1 + m).

    markup_rate: Markup on the purchase cost, for instance 100% (rate, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: A markup of 100% on the purchase cost is only 50% on the selling price.

    >>> MARKUP_TO_MARGIN(1)
    0.5
    """
@overload
def MARKUP_TO_MARGIN(markup_rate: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def MARKUP_TO_MARGIN(markup_rate: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MARKUP_TO_MARGIN(markup_rate: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MARKUP_TO_MARGIN(markup_rate: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def MARGIN_TO_MARKUP(margin_rate: _Cell) -> float:
    """From margin to markup. Turns a margin rate on the selling price into a markup on the purchase cost:
    t / (1 - t).

    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: A rate on the selling price never reaches 100%: the goods would be free.

    >>> MARGIN_TO_MARKUP(0.5)
    1.0
    """
@overload
def MARGIN_TO_MARKUP(margin_rate: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def MARGIN_TO_MARKUP(margin_rate: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def MARGIN_TO_MARKUP(margin_rate: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def MARGIN_TO_MARKUP(margin_rate: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def ACQUISITION_COST(cost: _Cell, new_customers: _Cell) -> float:
    """Customer acquisition cost. Cost of winning a new customer: cost / new customers.

    cost: Total cost of the action, excluding VAT (amount, at least 0).
    new_customers: Number of new customers over the period (number, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Count new customers only: old ones who buy again were not won by the action.

    >>> ACQUISITION_COST(15000, 60)
    250.0
    """
@overload
def ACQUISITION_COST(cost: _Cell, new_customers: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def ACQUISITION_COST(cost: Series[Any], new_customers: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ACQUISITION_COST(cost: _AnyArray | _List | _Cell, new_customers: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def ACQUISITION_COST(cost: _Array, new_customers: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ACQUISITION_COST(cost: _List | _Cell, new_customers: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def ACQUISITION_COST(cost: _List, new_customers: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def ACQUISITION_COST(cost: _Cell, new_customers: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def AVERAGE_BASKET(revenue: _Cell, orders: _Cell) -> float:
    """Average basket. Average basket: revenue / orders.

    revenue: Revenue, excluding VAT (amount, at least 0).
    orders: Number of orders (number, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Divide by orders, not by customers: how often they buy is counted apart.

    >>> AVERAGE_BASKET(20000, 400)
    50.0
    """
@overload
def AVERAGE_BASKET(revenue: _Cell, orders: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def AVERAGE_BASKET(revenue: Series[Any], orders: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def AVERAGE_BASKET(revenue: _AnyArray | _List | _Cell, orders: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def AVERAGE_BASKET(revenue: _Array, orders: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def AVERAGE_BASKET(revenue: _List | _Cell, orders: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def AVERAGE_BASKET(revenue: _List, orders: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def AVERAGE_BASKET(revenue: _Cell, orders: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def LIFETIME_VALUE(basket: _Cell, frequency: _Cell, years: _Cell, margin_rate: _Cell = 1) -> float:
    """Customer lifetime value. Value of a customer over the relation: basket × purchases a year × years,
    times the margin rate when it is given.

    basket: Average amount of an order, excluding VAT (amount, at least 0).
    frequency: Number of purchases a year (number, at least 0).
    years: Length of the relation, in years (length of time, at least 0).
    margin_rate: Margin rate on the selling price, between 0% and 100% (rate, from 0 to 1, optional).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Without a margin rate the result is revenue: do not compare it with an acquisition cost.

    >>> LIFETIME_VALUE(50, 2, 5)
    500.0
    >>> LIFETIME_VALUE(50, 2, 5, 0.5)
    250.0
    """
@overload
def LIFETIME_VALUE(basket: _Cell, frequency: _Cell, years: _Cell, margin_rate: _Cell = 1, *, errors: _Errors) -> float | str: ...
@overload
def LIFETIME_VALUE(basket: Series[Any], frequency: Series[Any] | _AnyArray | _List | _Cell, years: Series[Any] | _AnyArray | _List | _Cell, margin_rate: Series[Any] | _AnyArray | _List | _Cell = 1, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def LIFETIME_VALUE(basket: _AnyArray | _List | _Cell, frequency: Series[Any], years: Series[Any] | _AnyArray | _List | _Cell, margin_rate: Series[Any] | _AnyArray | _List | _Cell = 1, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def LIFETIME_VALUE(basket: _AnyArray | _List | _Cell, frequency: _AnyArray | _List | _Cell, years: Series[Any], margin_rate: Series[Any] | _AnyArray | _List | _Cell = 1, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def LIFETIME_VALUE(basket: _AnyArray | _List | _Cell, frequency: _AnyArray | _List | _Cell, years: _AnyArray | _List | _Cell, margin_rate: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def LIFETIME_VALUE(basket: _Array, frequency: _Array | _List | _Cell, years: _Array | _List | _Cell, margin_rate: _Array | _List | _Cell = 1, *, errors: _Errors = "nan") -> _Array: ...
@overload
def LIFETIME_VALUE(basket: _List | _Cell, frequency: _Array, years: _Array | _List | _Cell, margin_rate: _Array | _List | _Cell = 1, *, errors: _Errors = "nan") -> _Array: ...
@overload
def LIFETIME_VALUE(basket: _List | _Cell, frequency: _List | _Cell, years: _Array, margin_rate: _Array | _List | _Cell = 1, *, errors: _Errors = "nan") -> _Array: ...
@overload
def LIFETIME_VALUE(basket: _List | _Cell, frequency: _List | _Cell, years: _List | _Cell, margin_rate: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def LIFETIME_VALUE(basket: _List, frequency: _List | _Cell, years: _List | _Cell, margin_rate: _List | _Cell = 1, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def LIFETIME_VALUE(basket: _Cell, frequency: _List, years: _List | _Cell, margin_rate: _List | _Cell = 1, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def LIFETIME_VALUE(basket: _Cell, frequency: _Cell, years: _List, margin_rate: _List | _Cell = 1, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def LIFETIME_VALUE(basket: _Cell, frequency: _Cell, years: _Cell, margin_rate: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def LIFETIME_VALUE_NPV(margin: _Cell, retention_rate: _Cell, discount_rate: _Cell) -> float:
    """Discounted customer lifetime value. Present value of the margin a customer will bring, year after
    year: margin × r / (1 + i - r), where r is the retention rate and i the discount rate.

    margin: Margin that a customer brings a year (amount).
    retention_rate: Share of the customers who stay from one year to the next, between 0% and 100%
    (rate, from 0 to 1).
    discount_rate: Yearly discount rate of future money, for instance 10% (rate, from 0 to 1).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (amount), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: The margin and both rates cover the same length of time, usually a year.

    >>> LIFETIME_VALUE_NPV(100, 0.8, 0.1)
    266.66666666666663
    """
@overload
def LIFETIME_VALUE_NPV(margin: _Cell, retention_rate: _Cell, discount_rate: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def LIFETIME_VALUE_NPV(margin: Series[Any], retention_rate: Series[Any] | _AnyArray | _List | _Cell, discount_rate: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def LIFETIME_VALUE_NPV(margin: _AnyArray | _List | _Cell, retention_rate: Series[Any], discount_rate: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def LIFETIME_VALUE_NPV(margin: _AnyArray | _List | _Cell, retention_rate: _AnyArray | _List | _Cell, discount_rate: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def LIFETIME_VALUE_NPV(margin: _Array, retention_rate: _Array | _List | _Cell, discount_rate: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def LIFETIME_VALUE_NPV(margin: _List | _Cell, retention_rate: _Array, discount_rate: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def LIFETIME_VALUE_NPV(margin: _List | _Cell, retention_rate: _List | _Cell, discount_rate: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def LIFETIME_VALUE_NPV(margin: _List, retention_rate: _List | _Cell, discount_rate: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def LIFETIME_VALUE_NPV(margin: _Cell, retention_rate: _List, discount_rate: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def LIFETIME_VALUE_NPV(margin: _Cell, retention_rate: _Cell, discount_rate: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def CHURN_RATE(lost: _Cell, customers_at_start: _Cell) -> float:
    """Churn rate. Share of the customers at the start of the period who left: customers lost / customers
    at start.

    lost: Number of customers lost over the period (number, at least 0).
    customers_at_start: Number of customers at the start of the period (number, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Divide by the customers at the start of the period, not at its end.

    >>> CHURN_RATE(5, 200)
    0.025
    """
@overload
def CHURN_RATE(lost: _Cell, customers_at_start: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def CHURN_RATE(lost: Series[Any], customers_at_start: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def CHURN_RATE(lost: _AnyArray | _List | _Cell, customers_at_start: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def CHURN_RATE(lost: _Array, customers_at_start: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def CHURN_RATE(lost: _List | _Cell, customers_at_start: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def CHURN_RATE(lost: _List, customers_at_start: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def CHURN_RATE(lost: _Cell, customers_at_start: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def RETENTION_RATE(customers_at_start: _Cell, customers_at_end: _Cell, new_customers: _Cell) -> float:
    """Retention rate. Share of the customers at the start of the period who stayed: (customers at end -
    new customers) / customers at start.

    customers_at_start: Number of customers at the start of the period (number, at least 0).
    customers_at_end: Number of customers at the end of the period, new ones included (number, at least
    0).
    new_customers: Number of new customers over the period (number, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (rate), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Take the new customers out: otherwise the rate can exceed 100% and hide departures.

    >>> RETENTION_RATE(200, 220, 60)
    0.8
    """
@overload
def RETENTION_RATE(customers_at_start: _Cell, customers_at_end: _Cell, new_customers: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def RETENTION_RATE(customers_at_start: Series[Any], customers_at_end: Series[Any] | _AnyArray | _List | _Cell, new_customers: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def RETENTION_RATE(customers_at_start: _AnyArray | _List | _Cell, customers_at_end: Series[Any], new_customers: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def RETENTION_RATE(customers_at_start: _AnyArray | _List | _Cell, customers_at_end: _AnyArray | _List | _Cell, new_customers: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def RETENTION_RATE(customers_at_start: _Array, customers_at_end: _Array | _List | _Cell, new_customers: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def RETENTION_RATE(customers_at_start: _List | _Cell, customers_at_end: _Array, new_customers: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def RETENTION_RATE(customers_at_start: _List | _Cell, customers_at_end: _List | _Cell, new_customers: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def RETENTION_RATE(customers_at_start: _List, customers_at_end: _List | _Cell, new_customers: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def RETENTION_RATE(customers_at_start: _Cell, customers_at_end: _List, new_customers: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def RETENTION_RATE(customers_at_start: _Cell, customers_at_end: _Cell, new_customers: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def PAYBACK(cost: _Cell, monthly_margin: _Cell) -> float:
    """Payback time. Number of months to recover the cost: cost / monthly margin.

    cost: Total cost of the action, excluding VAT (amount, at least 0).
    monthly_margin: Margin that each month brings, excluding VAT (amount, at least 0).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (length of time), a
    result for each element. A number without an answer raises xl_grc.errors.CellError; an element
    without one is NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Use the margin of the month, not its revenue: the goods sold are paid too.

    >>> PAYBACK(15000, 2500)
    6.0
    """
@overload
def PAYBACK(cost: _Cell, monthly_margin: _Cell, *, errors: _Errors) -> float | str: ...
@overload
def PAYBACK(cost: Series[Any], monthly_margin: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def PAYBACK(cost: _AnyArray | _List | _Cell, monthly_margin: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def PAYBACK(cost: _Array, monthly_margin: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def PAYBACK(cost: _List | _Cell, monthly_margin: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def PAYBACK(cost: _List, monthly_margin: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def PAYBACK(cost: _Cell, monthly_margin: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def ACTION_COST(quantities: _Column | _Cell, unit_costs: _Column | _Cell, fixed_cost: _Cell = 0) -> float:
    """Cost of an action. Cost of an action: sum of quantities × unit costs, plus the fixed cost.

    quantities: Quantities of each cost item (quantity, at least 0).
    unit_costs: Unit costs, in the order of the quantities (amount, at least 0).
    fixed_cost: Fixed cost to add, 0 when omitted (amount, at least 0, optional).

    Takes columns: lists, NumPy arrays or pandas Series, and gives one float (amount). Without an answer
    it raises xl_grc.errors.CellError, or with errors="token" gives what a cell shows, such as #DIV/0!.

    Take care: Time spent and discounts granted are costs of the action: add them to the list.

    >>> ACTION_COST([20000], [0.75])
    15000.0
    >>> ACTION_COST([100, 40], [2.5, 10], 350)
    1000.0
    """
@overload
def ACTION_COST(quantities: _Column | _Cell, unit_costs: _Column | _Cell, fixed_cost: _Cell = 0, *, errors: _Errors) -> float | str: ...

@overload
def NPS(scores: _Column | _Cell) -> float:
    """Net promoter score. Net promoter score, from -100 to 100 points: share of scores 9 and 10 less share
    of scores 0 to 6. Blank cells do not count.

    scores: Recommendation scores, from 0 to 10 (score, from 0 to 10).

    Takes columns: lists, NumPy arrays or pandas Series, and gives one float (points). Without an answer
    it raises xl_grc.errors.CellError, or with errors="token" gives what a cell shows, such as #DIV/0!.

    Take care: The NPS is in points, not in percent; scores of 7 and 8 count in the total of answers.

    >>> NPS([10, 9, 9, 8, 7, 3])
    33.333333333333336
    """
@overload
def NPS(scores: _Column | _Cell, *, errors: _Errors) -> float | str: ...

@overload
def VERDICT(roi: _Cell, language: _Cell = 'fr') -> str:
    """Verdict. What the course's ROI says: Profitable above 1, Break-even at 1, Not profitable below.

    roi: The course's ROI: margin / cost (ratio).
    language: fr or en; the language of Office when omitted (language, optional).

    Takes numbers, lists, NumPy arrays or pandas Series, and gives the same kind (text), a result for
    each element. A number without an answer raises xl_grc.errors.CellError; an element without one is
    NaN, or with errors="token" what a cell shows, such as #DIV/0!.

    Take care: Give the course's ROI (margin / cost), not ROI_NET or ROI_REVENUE.

    >>> VERDICT(0.67, 'fr')
    'Non rentable'
    >>> VERDICT(1.2, 'en')
    'Profitable'
    """
@overload
def VERDICT(roi: _Cell, language: _Cell = 'fr', *, errors: _Errors) -> str: ...
@overload
def VERDICT(roi: Series[Any], language: Series[Any] | _AnyArray | _List | _Cell = 'fr', *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def VERDICT(roi: _AnyArray | _List | _Cell, language: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def VERDICT(roi: _Array, language: _Array | _List | _Cell = 'fr', *, errors: _Errors = "nan") -> _Array: ...
@overload
def VERDICT(roi: _List | _Cell, language: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def VERDICT(roi: _List, language: _List | _Cell = 'fr', *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def VERDICT(roi: _Cell, language: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def RFM_SCORE(recency_days: _Cell, frequency: _Cell, monetary: _Cell) -> str:
    """RFM score. Score of each customer, from 111 to 555: recency, frequency and money, each marked from 1
    to 5 against the other customers. Blank cells do not count.

    recency_days: Days since the last purchase of each customer (days, at least 0).
    frequency: Number of purchases of each customer over the period (number, at least 0).
    monetary: Amount bought by each customer over the period (amount, at least 0).

    Takes columns of one length: lists, NumPy arrays or pandas Series, and gives a column of the same
    kind (text). A row without an answer is NaN, or with errors="token" what a cell shows.

    Take care: Recency is in days since the last purchase: the fewer, the better the mark.

    >>> RFM_SCORE([5, 40, 200], [12, 3, 1], [900, 300, 50])
    ['444', '222', '111']
    """
@overload
def RFM_SCORE(recency_days: _Cell, frequency: _Cell, monetary: _Cell, *, errors: _Errors) -> str: ...
@overload
def RFM_SCORE(recency_days: Series[Any], frequency: Series[Any] | _AnyArray | _List | _Cell, monetary: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def RFM_SCORE(recency_days: _AnyArray | _List | _Cell, frequency: Series[Any], monetary: Series[Any] | _AnyArray | _List | _Cell, *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def RFM_SCORE(recency_days: _AnyArray | _List | _Cell, frequency: _AnyArray | _List | _Cell, monetary: Series[Any], *, errors: _Errors = "nan") -> Series[Any]: ...
@overload
def RFM_SCORE(recency_days: _Array, frequency: _Array | _List | _Cell, monetary: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def RFM_SCORE(recency_days: _List | _Cell, frequency: _Array, monetary: _Array | _List | _Cell, *, errors: _Errors = "nan") -> _Array: ...
@overload
def RFM_SCORE(recency_days: _List | _Cell, frequency: _List | _Cell, monetary: _Array, *, errors: _Errors = "nan") -> _Array: ...
@overload
def RFM_SCORE(recency_days: _List, frequency: _List | _Cell, monetary: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def RFM_SCORE(recency_days: _Cell, frequency: _List, monetary: _List | _Cell, *, errors: _Errors = "nan") -> list[Any]: ...
@overload
def RFM_SCORE(recency_days: _Cell, frequency: _Cell, monetary: _List, *, errors: _Errors = "nan") -> list[Any]: ...

@overload
def COMPARE_ACTIONS(names: _List, costs: _List, contacts: _List, margins: _List | None = None, *, errors: _Errors = "nan", language: _Language = 'fr') -> list[list[Any]]:
    """Comparison of actions. Ranking of actions, with headers: by ROI when margins are given, otherwise by
    cost per contact. Actions that tie share their rank.

    names: Names of the actions (text).
    costs: Cost of each action (amount, at least 0).
    contacts: Number of people reached (number, at least 0).
    margins: Margin of each action; without them the ranking follows the cost per contact (amount,
    optional).

    Takes columns of one length. Of lists it gives a list of rows, the headers first; of NumPy arrays or
    pandas Series a DataFrame.

    Take care: Leave room to the right of the formula and below it: the table spreads there.

    >>> COMPARE_ACTIONS(['Mailing', 'E-mailing'], [15000, 6000], [20000, 20000])
    [['Rang contact', 'Action', 'Coût', 'Contacts', 'Coût par contact'], [1, 'E-mailing', 6000.0, 20000.0, 0.3], [2, 'Mailing', 15000.0, 20000.0, 0.75]]
    """
@overload
def COMPARE_ACTIONS(names: _Table, costs: _Column, contacts: _Column, margins: _Column | None = None, *, errors: _Errors = "nan", language: _Language = 'fr') -> DataFrame: ...
