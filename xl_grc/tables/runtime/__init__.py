"""What the calculation of a workbook calls: the rules of sheets, fast for plain values, strict for any."""
