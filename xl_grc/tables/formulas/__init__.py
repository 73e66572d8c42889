"""What a computed cell calculates, as an expression, and its two readings: a formula of the sheet, Python source."""
