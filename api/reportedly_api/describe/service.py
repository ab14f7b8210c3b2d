"""What the SPARQL service can do: SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from reportedly.store.build import BuildInfo
from reportedly.store.statistics import Statistics
from reportedly_api.describe.words import (
    DCAT,
    DCTERMS,
    ENTAILMENT,
    RDF,
    SD,
    VOID,
    Site,
    number,
    text,
)


def service_description(
    site: Site, build: BuildInfo, statistics: Statistics, formats: Iterable[str]
) -> Iterator[Triple]:
    """Describe the service and its default data set, without a blank node.

    SPARQL 1.2 has no recommended IRI for its language yet, so that 1.1 is what is claimed.

    Args:
        site: where the service is.
        build: the build that it answers from.
        statistics: the numbers of that build.
        formats: the IRIs of the formats that it answers in.
    """
    me = site.service
    yield Triple(me, RDF("type"), SD("Service"))
    yield Triple(me, RDF("type"), DCAT("DataService"))
    yield Triple(me, SD("endpoint"), site.endpoint)
    yield Triple(me, DCAT("endpointURL"), site.endpoint)
    yield Triple(me, DCAT("servesDataset"), site.dataset)
    yield Triple(me, DCTERMS("title"), text("Reportedly: SPARQL queries, read-only"))
    yield Triple(me, SD("supportedLanguage"), SD("SPARQL11Query"))
    for iri in formats:
        yield Triple(me, SD("resultFormat"), NamedNode(iri))
    yield Triple(me, SD("feature"), SD("UnionDefaultGraph"))
    yield Triple(me, SD("defaultEntailmentRegime"), ENTAILMENT("Simple"))
    yield Triple(me, SD("defaultDataset"), site.dataset)
    yield Triple(me, SD("availableGraphs"), site.dataset)
    yield from _dataset(site, build, statistics)


def _dataset(site: Site, build: BuildInfo, statistics: Statistics) -> Iterator[Triple]:
    whole, union = site.dataset, site.part("default-graph")
    yield Triple(whole, RDF("type"), SD("Dataset"))
    yield Triple(whole, RDF("type"), SD("GraphCollection"))
    yield Triple(whole, SD("defaultGraph"), union)
    yield Triple(union, RDF("type"), SD("Graph"))
    yield Triple(union, VOID("triples"), number(statistics.triples))
    for iri, graph in build.graphs.items():
        named, content = site.part(iri.removeprefix(site.base)), NamedNode(iri)
        yield Triple(whole, SD("namedGraph"), named)
        yield Triple(named, RDF("type"), SD("NamedGraph"))
        yield Triple(named, SD("name"), content)
        yield Triple(named, SD("graph"), content)
        yield Triple(content, RDF("type"), SD("Graph"))
        yield Triple(content, VOID("triples"), number(graph.quads))
