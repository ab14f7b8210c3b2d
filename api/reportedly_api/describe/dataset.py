"""What the data set holds and how to get it: VoID, with DCAT 3 for the dumps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from reportedly.store.build import BuildInfo
from reportedly.store.dumps import Dump
from reportedly.store.statistics import GraphStatistics, Statistics
from reportedly_api.describe.words import (
    DCAT,
    DCTERMS,
    FOAF,
    MEDIA,
    RDF,
    SPDX,
    VOID,
    Site,
    hexadecimal,
    number,
    text,
)

_NAMESPACE = re.compile(r".*[#/]")


def dataset_description(
    site: Site,
    build: BuildInfo,
    statistics: Statistics,
    dumps: Iterable[Dump],
    formats: Iterable[str],
) -> Iterator[Triple]:
    """Describe the data set, its named graphs and its dumps, without a blank node.

    Args:
        site: where it is served.
        build: the build that is served.
        statistics: the numbers of that build.
        dumps: the files of that build.
        formats: the IRIs of the formats in which its things are described.
    """
    me = site.dataset
    yield Triple(site.void, RDF("type"), VOID("DatasetDescription"))
    yield Triple(site.void, FOAF("primaryTopic"), me)
    yield Triple(site.void, FOAF("topic"), me)
    yield Triple(me, RDF("type"), VOID("Dataset"))
    yield Triple(me, RDF("type"), DCAT("Dataset"))
    yield Triple(me, DCTERMS("title"), text("Reportedly"))
    yield Triple(me, DCTERMS("description"), text("What the news says was said."))
    yield Triple(me, DCTERMS("license"), NamedNode(site.license))
    yield Triple(me, DCTERMS("identifier"), Literal(build.sha256))
    yield Triple(me, DCAT("version"), Literal(build.id))
    yield Triple(me, FOAF("homepage"), NamedNode(f"{site.root}/"))
    yield Triple(me, VOID("sparqlEndpoint"), site.endpoint)
    yield Triple(me, VOID("uriSpace"), Literal(site.base))
    for iri in formats:
        yield Triple(me, VOID("feature"), NamedNode(iri))
    for iri in _vocabularies(statistics):
        yield Triple(me, VOID("vocabulary"), NamedNode(iri))
    yield from _numbers(me, statistics.triples, statistics)
    yield from _partitions(site, statistics)
    for iri, graph in statistics.graphs.items():
        yield from _subset(site, NamedNode(iri), graph)
    for dump in dumps:
        yield from _dump(site, dump)


def _numbers(node: NamedNode, triples: int, told: Statistics | GraphStatistics) -> Iterator[Triple]:
    """VoID, section 4.2."""
    properties, classes = told.properties, told.classes
    counts = {
        "triples": triples,
        "distinctSubjects": told.subjects,
        "distinctObjects": told.objects,
        "properties": properties if isinstance(properties, int) else len(properties),
        "classes": classes if isinstance(classes, int) else len(classes),
    }
    for name, count in counts.items():
        yield Triple(node, VOID(name), number(count))


def _partitions(site: Site, statistics: Statistics) -> Iterator[Triple]:
    """VoID, section 4.4: how often each class and property is used."""
    for iri, entities in statistics.classes.items():
        part = site.part(f"class={iri}")
        yield Triple(site.dataset, VOID("classPartition"), part)
        yield Triple(part, VOID("class"), NamedNode(iri))
        yield Triple(part, VOID("entities"), number(entities))
    for iri, triples in statistics.properties.items():
        part = site.part(f"property={iri}")
        yield Triple(site.dataset, VOID("propertyPartition"), part)
        yield Triple(part, VOID("property"), NamedNode(iri))
        yield Triple(part, VOID("triples"), number(triples))


def _subset(site: Site, graph: NamedNode, told: GraphStatistics) -> Iterator[Triple]:
    yield Triple(site.dataset, VOID("subset"), graph)
    yield Triple(graph, RDF("type"), VOID("Dataset"))
    yield Triple(graph, DCTERMS("license"), site.license_of(graph.value))
    yield from _numbers(graph, told.triples, told)


def _dump(site: Site, dump: Dump) -> Iterator[Triple]:
    url = NamedNode(f"{site.root}/dumps/{dump.name}")
    here, checksum = site.part(dump.name), site.part(f"{dump.name}-sha256")
    yield Triple(site.dataset, VOID("dataDump"), url)
    yield Triple(site.dataset, DCAT("distribution"), here)
    yield Triple(here, RDF("type"), DCAT("Distribution"))
    yield Triple(here, DCAT("downloadURL"), url)
    yield Triple(here, DCAT("mediaType"), MEDIA(dump.syntax))
    yield Triple(here, DCAT("compressFormat"), MEDIA(dump.media_type))
    yield Triple(here, DCAT("byteSize"), number(dump.size))
    yield Triple(here, DCTERMS("license"), NamedNode(site.license))
    yield Triple(here, SPDX("checksum"), checksum)
    yield Triple(checksum, RDF("type"), SPDX("Checksum"))
    yield Triple(checksum, SPDX("algorithm"), SPDX("checksumAlgorithm_sha256"))
    yield Triple(checksum, SPDX("checksumValue"), hexadecimal(dump.sha256))


def _vocabularies(statistics: Statistics) -> list[str]:
    """The namespaces of the properties and classes that are used."""
    used = (*statistics.properties, *statistics.classes)
    return sorted({found[0] for iri in used if (found := _NAMESPACE.match(iri))})
