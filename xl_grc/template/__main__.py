"""`python -m xl_grc.template DIRECTORY` writes the template workbooks."""

import sys
from pathlib import Path

from xl_grc.template.build import write_templates

write_templates(Path(sys.argv[1]))
