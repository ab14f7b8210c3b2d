"""The servers of the workers' tests: an operator watches the same."""

from tests.api.workers.conftest import serve

__all__ = ["serve"]
