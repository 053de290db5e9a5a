"""What several test files share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a slow machine is not a fault
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def real_notice():
    """The notice that the bundled plan was read from; it is not in the repository."""
    folder = os.environ.get("IPNETWORK_NOTICES")
    if not folder:
        pytest.skip("set IPNETWORK_NOTICES to the folder of real notices")
    path = Path(folder) / "guangzhou-2007.txt"
    if not path.is_file():
        pytest.fail(f"IPNETWORK_NOTICES is set, and there is no {path}")
    return path
