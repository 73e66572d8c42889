"""The workbook of customer relations as data: its tables, their columns, its named cells."""
