"""The usual prefixes of the namespaces that a build speaks of, for files that people read."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from reportedly.terms import NAMESPACE

PREFIXES: Final = MappingProxyType(
    {
        "rp": NAMESPACE,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "oa": "http://www.w3.org/ns/oa#",
        "prov": "http://www.w3.org/ns/prov#",
        "time": "http://www.w3.org/2006/time#",
        "dcterms": "http://purl.org/dc/terms/",
        "vann": "http://purl.org/vocab/vann/",
        "schema": "https://schema.org/",
        "wd": "http://www.wikidata.org/entity/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
    }
)
"""Prefix -> namespace."""
