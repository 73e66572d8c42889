"""A plan as people write it: the grid of cells of a table, months, dates and numbers read, its records (`model`)."""
