"""From an export of sales to the actions that win customers back: customers, segments, cohorts, proposals.

>>> import pandas
>>> from datetime import date
>>> from xl_grc.customers import analyse
>>> sales = pandas.DataFrame({"Client": ["Durand", "Martin"], "Date": ["2026-01-05", "2026-03-01"], "HT": [100, 50]})
>>> analyse(sales, as_of=date(2026, 3, 31)).customers
2
"""

from xl_grc.customers.analysis import Analysis, analyse, analyse_files
from xl_grc.customers.options import Options

__all__ = ["Analysis", "Options", "analyse", "analyse_files"]
