from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import Graph

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def turtle() -> Path:
    return ROOT / "ontology" / "reportedly.ttl"


@pytest.fixture(scope="session")
def ontology(turtle: Path) -> Graph:
    return Graph().parse(turtle)


@pytest.fixture(scope="session")
def generate() -> ModuleType:
    """The generator, which is a script and lies on no import path."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "ontology" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
