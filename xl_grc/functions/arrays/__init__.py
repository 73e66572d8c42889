"""The functions for Python: over numbers, lists, NumPy arrays and pandas Series, imported inside calls only."""
