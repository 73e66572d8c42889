"""A returned workbook made whole again."""
