"""What the docs show is run: Python fences of the README and docs/, examples in docstrings."""

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

MARKDOWN = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
)
DOCSTRINGS = Sybil(parsers=[DocTestParser()], patterns=["loader/**/*.py", "api/**/*.py"])

pytest_collect_file = (MARKDOWN + DOCSTRINGS).pytest()
