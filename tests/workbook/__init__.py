"""The workbook of a plan: written, read, checked, made whole."""
