"""What a spreadsheet says when it refuses something."""

from __future__ import annotations


def reason(error: Exception) -> str:
    """What a spreadsheet says of its refusal; Excel's errors hold it deep inside.

    >>> reason(OSError("no more"))
    'no more'
    >>> reason(Exception(-2147352567, "Exception occurred.", (0, "Microsoft Excel", "The sheet is full.", None, 0, 0)))
    'The sheet is full.'
    """
    details = error.args[2] if len(error.args) > 2 else None
    told = details[2] if isinstance(details, tuple) and len(details) > 2 else None
    return str(told or error)
