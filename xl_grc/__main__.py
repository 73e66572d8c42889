"""`python -m xl_grc` is the command line."""

import sys

from xl_grc.cli import main

sys.exit(main())
