"""The terms of other vocabularies that our data use, in one place."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OA = "http://www.w3.org/ns/oa#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEMA = "https://schema.org/"

RDF_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RDFS_LABEL: Final = NamedNode(_RDFS + "label")
RDFS_COMMENT: Final = NamedNode(_RDFS + "comment")

XSD_BOOLEAN: Final = NamedNode(_XSD + "boolean")
XSD_DATE: Final = NamedNode(_XSD + "date")
XSD_DECIMAL: Final = NamedNode(_XSD + "decimal")
XSD_DURATION: Final = NamedNode(_XSD + "duration")
XSD_INTEGER: Final = NamedNode(_XSD + "integer")
EDTF: Final = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")

TIME_UNITS: Final = MappingProxyType(
    {
        letter: NamedNode(f"http://www.w3.org/2006/time#unit{unit}")
        for letter, unit in (("D", "Day"), ("W", "Week"), ("M", "Month"), ("Y", "Year"))
    }
)
"""The unit of OWL-Time for each designator of an ISO 8601 duration."""

OWL_DIFFERENT_FROM: Final = NamedNode("http://www.w3.org/2002/07/owl#differentFrom")

OA_HAS_SOURCE: Final = NamedNode(_OA + "hasSource")
OA_HAS_SELECTOR: Final = NamedNode(_OA + "hasSelector")
OA_HAS_START_SELECTOR: Final = NamedNode(_OA + "hasStartSelector")
OA_HAS_END_SELECTOR: Final = NamedNode(_OA + "hasEndSelector")
OA_POSITION_SELECTOR: Final = NamedNode(_OA + "TextPositionSelector")
OA_QUOTE_SELECTOR: Final = NamedNode(_OA + "TextQuoteSelector")
OA_RANGE_SELECTOR: Final = NamedNode(_OA + "RangeSelector")
OA_START: Final = NamedNode(_OA + "start")
OA_END: Final = NamedNode(_OA + "end")
OA_EXACT: Final = NamedNode(_OA + "exact")

SKOS_CONCEPT: Final = NamedNode(_SKOS + "Concept")
SKOS_PREF_LABEL: Final = NamedNode(_SKOS + "prefLabel")
SKOS_ALT_LABEL: Final = NamedNode(_SKOS + "altLabel")
SKOS_NOTE: Final = NamedNode(_SKOS + "editorialNote")
SKOS_BROADER: Final = NamedNode(_SKOS + "broader")
SKOS_IN_SCHEME: Final = NamedNode(_SKOS + "inScheme")
SKOS_CONCEPT_SCHEME: Final = NamedNode(_SKOS + "ConceptScheme")

SCHEMA_NEWS_ARTICLE: Final = NamedNode(_SCHEMA + "NewsArticle")
SCHEMA_CLAIM: Final = NamedNode(_SCHEMA + "Claim")
SCHEMA_QUOTATION: Final = NamedNode(_SCHEMA + "Quotation")
SCHEMA_PERSON: Final = NamedNode(_SCHEMA + "Person")
SCHEMA_ORGANIZATION: Final = NamedNode(_SCHEMA + "Organization")
SCHEMA_COUNTRY: Final = NamedNode(_SCHEMA + "Country")
SCHEMA_PLACE: Final = NamedNode(_SCHEMA + "Place")
SCHEMA_EVENT: Final = NamedNode(_SCHEMA + "Event")
SCHEMA_QUANTITATIVE_VALUE: Final = NamedNode(_SCHEMA + "QuantitativeValue")
SCHEMA_MIN_VALUE: Final = NamedNode(_SCHEMA + "minValue")
SCHEMA_MAX_VALUE: Final = NamedNode(_SCHEMA + "maxValue")
SCHEMA_SAME_AS: Final = NamedNode(_SCHEMA + "sameAs")
SCHEMA_IN_LANGUAGE: Final = NamedNode(_SCHEMA + "inLanguage")
