"""From the lock file to a bill of materials in CycloneDX 1.5: what is installed with the two commands, and by which sum."""

import json
import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
regels = [re.match(r"(\S+)==(\S+) --hash=sha256:([0-9a-f]{64})", r) for r in sys.stdin]
delen = [
    {
        "type": "library",
        "name": m[1],
        "version": m[2],
        "purl": f"pkg:pypi/{m[1].lower().replace('_', '-')}@{m[2]}",
        "bom-ref": f"pkg:pypi/{m[1].lower().replace('_', '-')}@{m[2]}",
        "hashes": [{"alg": "SHA-256", "content": m[3]}],
    }
    for m in regels
    if m
]
zelf = {"type": "application", "name": project["name"], "version": project["version"], "bom-ref": project["name"]}
json.dump(
    {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": zelf},
        "components": delen,
    },
    sys.stdout,
    indent=1,
)
