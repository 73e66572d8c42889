"""A plan into a workbook: filling, compiled template, parts."""
