"""Print who handed in, from Gradescope's submission_metadata.json: email addresses (or ids), sorted, with commas."""

import json
import sys
from pathlib import Path

users = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")).get("users", [])
sys.stdout.buffer.write(",".join(sorted(str(user.get("email") or user.get("id")) for user in users)).encode("utf-8"))
