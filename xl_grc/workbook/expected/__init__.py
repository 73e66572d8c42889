"""What a plan's workbook must hold, and what of it is otherwise."""
