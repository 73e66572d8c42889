"""How much memory a program of the tests takes."""

import re
import resource
from pathlib import Path


def peak_kilobytes() -> int:
    """The most that this program has used; `getrusage` counts that of the process which started it too."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
