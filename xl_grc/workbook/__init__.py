"""Workbooks: templates and what is filled into them, returned ones read, judged and mended; a summary of several."""
