"""A workbook back into tables and a plan, whatever people made of it."""
