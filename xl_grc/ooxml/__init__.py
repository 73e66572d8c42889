"""What a workbook file is made of: its package, its parts, its XML, places on a sheet. It knows no table of ours."""
