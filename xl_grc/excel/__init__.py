"""Excel: functions in cells (`udfs`), the ribbon's commands over the open workbook, the add-in that brings both."""
