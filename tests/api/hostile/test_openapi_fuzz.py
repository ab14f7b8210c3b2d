"""What the OpenAPI promises, tried by schemathesis with requests that it makes up itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.api.hostile.conftest import Endpoint

SAMPLE = 10
WHOLE = 300
CHECKS = (
    "not_a_server_error,content_type_conformance,unsupported_method,"
    "status_code_conformance,response_schema_conformance"
)


def test_made_up_requests_get_what_the_openapi_promises(
    endpoint: Endpoint,
    tmp_path: Path,
    pytestconfig: pytest.Config,
    record_property: Callable[[str, object], None],
) -> None:
    """A sample by the run's seed, which is printed; more of it under `make test-all`."""
    option = pytestconfig.option
    seed = int.from_bytes(str(option.sample_seed).encode(), "big") % 2**32
    address = f"http://{endpoint.host}:{endpoint.port}"
    told = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            *("run", f"{address}/openapi.json", "--checks", CHECKS, "--seed", str(seed)),
            *("--max-examples", str(WHOLE if option.run_all else SAMPLE)),
            *("--phases", "examples,coverage,fuzzing", "--request-timeout", "20"),
            *("--warnings", "off", "--no-color"),
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, f"seed {seed}\n{told.stdout[-6000:]}{told.stderr[-2000:]}"
    made = re.search(r"(\d+) generated, (\d+) passed", told.stdout)
    assert made is not None, told.stdout
    record_property("requests made up", int(made[1]))
    record_property("answered as promised", int(made[2]))
    assert endpoint.is_well()
