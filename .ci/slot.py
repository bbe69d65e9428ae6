"""From the report of ``pip install --report`` to a list that ``pip install --require-hashes -r`` takes."""

import json
import sys

pakketten = json.load(sys.stdin)["install"]
for pakket in sorted(pakketten, key=lambda p: p["metadata"]["name"].lower()):
    som = pakket["download_info"].get("archive_info", {}).get("hashes", {}).get("sha256")
    if som:  # the project itself is a folder and has none
        print(f"{pakket['metadata']['name']}=={pakket['metadata']['version']} --hash=sha256:{som}")
