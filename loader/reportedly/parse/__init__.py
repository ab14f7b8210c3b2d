"""Bytes become an entry or a registry record, or findings that say on which line they cannot."""
