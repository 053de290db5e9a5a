"""Run the command line as ``python -m ipnetwork``."""

import sys

from ipnetwork.cli import main

sys.exit(main())
