"""A returned workbook back into a plan."""
