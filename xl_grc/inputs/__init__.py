"""Opens what a user gives: CSV, XLSX, Parquet, the sheets of a workbook; and the rows to correct."""
