"""What a returned workbook lacks or holds otherwise: told, put back, carried on to the next year."""
