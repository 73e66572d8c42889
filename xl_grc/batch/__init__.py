"""Workbooks from plans: one (`write_plan`), or one for each plan of a table (`Batch`).

    table -> survey -> chunks of rows -> jobs -> executor -> outcomes -> names, files, report

A job reads its rows and writes each workbook under a temporary name in the folder of the results; the parent gives
names and renames, in the order of the table, so that no reader ever sees half a file and no two runs differ.
"""

from xl_grc.batch.execution import generate
from xl_grc.batch.jobs import Job, Outcome, perform
from xl_grc.batch.settings import Settings, cannot_write, settings, workbook, write_plan

__all__ = ["Job", "Outcome", "Settings", "cannot_write", "generate", "perform", "settings", "workbook", "write_plan"]
