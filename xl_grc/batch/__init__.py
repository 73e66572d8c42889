"""A workbook for each plan of a table (`run.Batch`).

    table -> scan -> chunks of rows -> jobs -> executor -> outcomes -> names, files, report

A job reads its rows and writes each workbook under a temporary name in the folder of the results; the parent gives
names and renames, in the order of the table, so that no reader ever sees half a file and no two runs differ.
"""

from xl_grc.batch.plan_jobs import Job, PlanOutcome, generate, perform

__all__ = ["Job", "PlanOutcome", "generate", "perform"]
