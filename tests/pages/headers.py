"""Write deploy/nginx/page-headers.conf anew, after a change of headers or style sheets: `python -m tests.pages.headers`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from perspectief.operations.keys import create_keys
from tests.postgres import cluster
from tests.processes import ROOT
from tests.serving import prepared

FILE = ROOT / "deploy" / "nginx" / "page-headers.conf"


def main() -> None:
    """From the pages of the first content, as a server has them."""
    folder = Path(tempfile.mkdtemp(prefix="perspectief-headers-"))
    try:
        create_keys(private_dir=folder / "private", public_dir=folder / "public")
        (folder / "pages").mkdir()
        with cluster() as server:
            environment = prepared(folder, server, port=443, PAGES_DIR=str(folder / "pages"))
            keep = [sys.executable, str(ROOT / "site" / "manage.py"), "keep_pages"]
            subprocess.run([*keep, "--once"], check=True, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
            told = subprocess.run(
                [*keep, "--headers-for-nginx"], check=True, env=environment, cwd=folder, capture_output=True
            )
            FILE.write_bytes(told.stdout)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
