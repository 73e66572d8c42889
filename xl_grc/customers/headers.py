"""What the columns of a sales export mean: the headers that accounting, shop and till programs give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from xl_grc.customers.tax import NET, TAXED, UNTAXED, tax_said
from xl_grc.errors import InputError, Problem
from xl_grc.plan.above_table import exponent_said
from xl_grc.plan.fields import HEADER_DEPTH
from xl_grc.plan.headers import exponent_of, names_a_unit
from xl_grc.plan.words import fold, listed
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, cell_text

FIELDS = (
    "code",
    "name",
    "email",
    "date",
    "document",
    "origin",
    "net",
    "gross",
    "refunded",
    "kind",
    "state",
    "cancelled",
    "currency",
    "product",
    "phone",
    "address",
    "zip",
    "town",
    "consent",
)
"""What a sales line may tell. `document` is the number of its invoice, order or receipt, `origin` the invoice that a
credit note takes back; `net` is without VAT, `gross` with it."""

NEEDED = {"date": ("date",), "amount": ("net", "gross"), "customer": ("code", "name", "email")}
"""What each line of sales must tell, and the fields of which one is enough."""

_OF_SALES = frozenset({"date", "net", "gross", "refunded", "code", "name", "email"})
"""What stands within the table of sales, where there is another one beside it."""

ORDER_EXPORT = "financial status"
"""The header that tells the order export of Shopify, whose "Name" is the number of the order."""


class Meaning(NamedTuple):
    """A field that a header may mean, and its place among the headers of that field: the first one is the surest."""

    field: str
    rank: int


@cache
def meanings() -> Mapping[str, tuple[Meaning, ...]]:
    """Folded header -> what it may mean.

    >>> meanings()["montant ht"][0].field, [meaning.field for meaning in meanings()["name"]]
    ('net', ['name', 'document'])
    """
    found: dict[str, tuple[Meaning, ...]] = {}
    for field in FIELDS:
        for language in LANGUAGES:
            for rank, word in enumerate(texts(language)[f"customers.headers.{field}"]):
                header = folded(word)
                known = found.get(header, ())
                if field not in {meaning.field for meaning in known}:
                    found[header] = (*known, Meaning(field, rank))
    return found


@cache
def _units() -> frozenset[str]:
    lists = ("header_units", "thousands", "millions")
    return frozenset(word for name in lists for words in listed(name) for word in words.split()) - {"ht"}


@cache
def _tax() -> tuple[tuple[str, str], ...]:
    """The ways to say that an amount is without tax or with it, the longest first, and the shortest for each."""
    said = {words: short for name, short in (("untaxed", "ht"), ("taxed", "ttc")) for words in listed(name)}
    return tuple((f" {words} ", f" {said[words]} ") for words in sorted(said, key=len, reverse=True))


def folded(header: Cell) -> str:
    """A header without case and accents, tax said in one way, and without a currency or thousands behind it.

    >>> folded("Montant hors taxes (EUR)"), folded("Total T.T.C."), folded("Line total excl. VAT"), folded("CA HT (k€)")
    ('montant ht', 'total ttc', 'line total ht', 'ca ht')
    """
    words = _words(header)
    return " ".join(words[: _meaning_ends(words)])


def _words(header: Cell) -> list[str]:
    text = f" {fold(cell_text(header))} "
    for written, short in _tax():
        text = text.replace(written, short)
    return text.split()


def _meaning_ends(words: Sequence[str]) -> int:
    """How many words of a header stand before the unit that it says."""
    end = len(words)
    while end > 1 and words[end - 1] in _units():
        end -= 1
    return end


def header_exponent(header: Cell, typed: int | None = None) -> int:
    """3 when the amounts below a header are in thousands, 6 in millions; else what the user typed for the file, unless
    the header names a currency.

    >>> header_exponent("Montant HT (k€)"), header_exponent("CA k€ HT"), header_exponent("Total (€)", 3)
    (3, 3, 0)
    """
    words = _words(header)
    said = exponent_of(words[_meaning_ends(words) :]) or exponent_said(cell_text(header))
    return said or (0 if names_a_unit(header) else typed or 0)


def tax_of(header: Cell) -> str:
    """What a header says of VAT: UNTAXED, TAXED, NET, or "" where it says nothing.

    >>> tax_of("Montant hors taxes (EUR)"), tax_of("Gross amount"), tax_of("Net à payer"), tax_of("Montant")
    ('ht', 'ttc', 'net', '')
    """
    said = [tax_said(word) for word in _words(header)]
    return next((side for side in (UNTAXED, TAXED, NET) if side in said), "")


def knows(header: str) -> bool:
    """Whether a header means something to a table of sales."""
    return folded(header) in meanings()


class Places(NamedTuple):
    """Where each field stands, and the headers that are not read."""

    places: dict[str, int]
    unread: tuple[str, ...]


def place_fields(header: Sequence[Cell], typed: Mapping[str, str]) -> Places:
    """The column of each field: the one that was typed, else the one with the surest header, within the first table
    beside others that tells sales by itself.

    Raises InputError: customers.typed_column_missing.
    """
    words = [folded(cell) for cell in header]
    places = _surest(words, range(len(words)))
    sales = next(filter(_tells_sales, (_surest(words, table) for table in _tables(words))), None)
    if sales is not None:
        places = {field: place for field, place in places.items() if field not in _OF_SALES} | sales
    missing = [name for name in typed.values() if folded(name) not in words]
    if missing:
        raise InputError([Problem("customers.typed_column_missing", column=name) for name in missing])
    exact = [cell_text(cell).strip() for cell in header]
    chosen = {field: exact.index(name) if name in exact else words.index(folded(name)) for field, name in typed.items()}
    places = {field: place for field, place in places.items() if place not in chosen.values()} | chosen
    read = set(places.values())
    unread = (cell_text(cell).strip() for place, cell in enumerate(header) if place not in read)
    return Places(places, tuple(filter(None, unread)))


def _tables(words: Sequence[str]) -> Iterator[range]:
    """The columns of each table, where columns without a header part several that stand side by side.

    >>> list(_tables(["client", "total", "", "date"]))
    [range(0, 2), range(3, 4)]
    """
    ends = [place for place, word in enumerate([*words, ""]) if not word]
    starts = [0, *(end + 1 for end in ends)]
    yield from (range(start, end) for start, end in zip(starts, ends, strict=False) if start < end)


def _tells_sales(places: Mapping[str, int]) -> bool:
    return all(any(field in places for field in fields) for fields in NEEDED.values())


def _surest(words: Sequence[str], table: range) -> dict[str, int]:
    """The column of each field among those of a table."""
    found: dict[str, tuple[int, int]] = {}
    for place in table:
        for meaning in _meant(words[place], words):
            found[meaning.field] = min((meaning.rank, place), found.get(meaning.field, (meaning.rank, place)))
    return {field: place for field, (_, place) in found.items()}


def _meant(word: str, words: Sequence[str]) -> tuple[Meaning, ...]:
    """What a header means among the others; "Name" is the number of an order or the name of a customer, a price beside
    a quantity may be that of one piece, and "Net" beside fees is what they leave, with VAT."""
    found = meanings().get(word, ())
    if is_price(word) and quantity_among(words) is not None:
        return ()
    if tax_said(word) == NET and not _fees().isdisjoint(words):
        return ()
    if len(found) > 1:
        wanted = "document" if ORDER_EXPORT in words else "name"
        return tuple(meaning for meaning in found if meaning.field == wanted) or found[:1]
    return found


def is_price(word: str) -> bool:
    """Whether a folded header that may mean an amount says a price, of one piece or of a line.

    >>> is_price("prix ht"), is_price("prix total ht")
    (True, False)
    """
    return word in _prices()


@cache
def _prices() -> frozenset[str]:
    return frozenset(folded(price) for language in LANGUAGES for price in texts(language)["customers.read.prices"])


def quantity_among(words: Sequence[str]) -> int | None:
    """The place of a quantity among folded headers.

    >>> quantity_among(["date", "qte livree"]), quantity_among(["date"])
    (1, None)
    """
    return next((place for place, word in enumerate(words) if not _quantities().isdisjoint(word.split())), None)


@cache
def _fees() -> frozenset[str]:
    return frozenset(folded(fee) for language in LANGUAGES for fee in texts(language)["customers.read.fees"])


@cache
def _quantities() -> frozenset[str]:
    return frozenset(fold(word) for language in LANGUAGES for word in texts(language)["input.headers.quantity"])


def fields_of(row: Sequence[Cell], typed: Mapping[str, str]) -> set[str]:
    """The fields that the cells of a row may mean as headers.

    >>> sorted(fields_of(["Date", "Tiers", "Ristourne"], {})), fields_of(["Ristourne"], {"net": "ristourne"})
    (['date', 'name'], {'net'})
    """
    wanted = {folded(name): field for field, name in typed.items()}
    words = [folded(cell) for cell in row]
    fields = {meaning.field for word in words for meaning in meanings().get(word, ())}
    return fields | {wanted[word] for word in words if word in wanted}


def find_header(rows: Iterable[Sequence[Cell]], typed: Mapping[str, str]) -> int | None:
    """The index of the row of headers among the first twenty rows: the one that means most, an amount among it."""
    best, most = None, 0
    for index, row in enumerate(list(rows)[:HEADER_DEPTH]):
        fields = fields_of(row, typed)
        if len(fields) > most and (len(fields) > 1 or fields & {"net", "gross"}):
            best, most = index, len(fields)
    return best


def typed_columns(text: str) -> dict[str, str]:
    """The fields typed as FIELD=HEADER,... Raises InputError: customers.columns_option.

    >>> typed_columns("client=Tiers, ht=CA net")
    {'name': 'Tiers', 'net': 'CA net'}
    """
    typed: dict[str, str] = {}
    for part in filter(str.strip, text.split(",")):
        word, equals, header = part.partition("=")
        field = _field_words().get(fold(word))
        if field is None or not equals or not header.strip():
            names = ", ".join(dict.fromkeys(_field_words()))
            raise InputError([Problem.of("customers.columns_option", names=names)._replace(value=part.strip())])
        typed[field] = header.strip()
    return typed


@cache
def _field_words() -> Mapping[str, str]:
    """Folded word -> field, for `--columns`."""
    words = {
        fold(word): field
        for language in LANGUAGES
        for field in FIELDS
        for word in texts(language)[f"customers.fields.{field}"]
    }
    return words | {field: field for field in FIELDS if field not in words}
