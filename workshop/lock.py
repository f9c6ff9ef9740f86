"""The lock files, made anew from pyproject.toml with uv.

    python3 workshop/lock.py UV

Each names one version of every package, with checksums, for every Python from 3.11 on and for
Linux, macOS and Windows. The second and third hold the versions of the first, and more.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

FLAGS = (
    "--universal",
    "--python-version=3.11",
    # One version for every Python, so that everybody's archive is built by the same programs.
    "--fork-strategy=fewest",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--custom-compile-command=make lock",
    "--quiet",
)
LOCKS = {
    "requirements.lock": ("--group=build", "--upgrade"),
    "requirements-dev.lock": ("--group=dev", "--upgrade", "--constraint=requirements.lock"),
    "requirements-bench.lock": ("--group=bench", "--upgrade"),
    "requirements-validate.lock": ("--group=validate", "--upgrade"),
}


def main(uv: str) -> None:
    """Write every lock file."""
    if not shutil.which(uv):
        sys.exit("Making the lock files needs uv: https://docs.astral.sh/uv/")
    for name, choices in LOCKS.items():
        print("Writing " + name + " ...", flush=True)
        command = [uv, "pip", "compile", "pyproject.toml", *FLAGS, *choices]
        subprocess.run([*command, "--output-file", name], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
