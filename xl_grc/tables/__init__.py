"""What workbooks hold, as data: kinds of workbook, their tables and named cells, what each cell calculates.

`kind` is what a kind is, `plan` the plan's; `schema` defines the plan's tables. A computed cell is written once, as an
expression of `formulas`, and read twice: as a formula of the sheet (`native_formulas`) and as Python (`calculation`,
which calls `runtime`). `generated` holds what was worked out beforehand; `evaluation` fills computed cells in.
"""
