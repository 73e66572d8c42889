"""A workbook of tables: values alone."""
