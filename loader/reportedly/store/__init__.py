"""The store: one immutable build at a time, published by an atomic switch, open to any reader.

`backends` opens a `protocol.View` to read or a `protocol.Writer` to build; `dataset` shows the
published build to rdflib. Nothing is imported here: a caller opens only the file it needs.
"""
