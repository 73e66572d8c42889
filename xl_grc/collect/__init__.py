"""Many returned plans as one table: one row for each action, typed, effective, actual, margin and ROI.

>>> from pathlib import Path
>>> from datetime import date
>>> collect([Path("nowhere.xlsx")], date(2026, 9, 15)).unread[0].key
'file_missing'
"""

from __future__ import annotations

from xl_grc.collect.expected import missing_plans
from xl_grc.collect.gathering import Collection, collect
from xl_grc.collect.returned import CollectedPlan, columns, read_returned
from xl_grc.collect.tables import dataframe

__all__ = ["CollectedPlan", "Collection", "collect", "columns", "dataframe", "missing_plans", "read_returned"]
