"""`make bench`: every measurement, one after the other."""

import subprocess
import sys

for name in ["web", "gate", "intake", "coding", "pdf"]:
    subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True)
