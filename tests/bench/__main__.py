"""Starts the bench: `python -m tests.bench`, or `python tests/bench`."""

from __future__ import annotations

import sys
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.runner import main

sys.exit(main())
