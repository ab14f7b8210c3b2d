"""What the docs show is run: Python fences of the README and docs/, examples in docstrings."""

from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

MARKDOWN = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    fixtures=["published"],
)
DOCSTRINGS = Sybil(parsers=[DocTestParser()], patterns=["loader/**/*.py", "api/**/*.py"])


@pytest.fixture(scope="session")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds a build of the packaged seeds."""
    from reportedly.pipeline.build import Sources, load  # noqa: PLC0415
    from reportedly.pipeline.files import find_seeds  # noqa: PLC0415
    from reportedly.resources import data_dir  # noqa: PLC0415

    store = tmp_path_factory.mktemp("published") / "store"
    ontology = data_dir("ontology") / "reportedly.ttl"
    load(Sources(find_seeds(data_dir("seeds")), ontology, data_dir("shapes")), store)
    return store


@pytest.fixture
def published(_published: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, as the store that is asked when nobody names one."""
    monkeypatch.setenv("REPORTEDLY_STORE", str(_published))
    return _published


pytest_plugins = ["real_servers", "language_server", "tests.support.command"]
pytest_collect_file = (MARKDOWN + DOCSTRINGS).pytest()
