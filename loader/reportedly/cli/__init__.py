"""The command ``reportedly``: the door between a person and the rooms."""

from reportedly.cli.app import main

__all__ = ["main"]
