"""The registry and the external links, read and checked as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.findings import Finding, SourceMap
from reportedly.model.registry import KINDS, External, Record, Registry
from reportedly.parse.documents import parse_document
from reportedly.pipeline.files import SeedFiles
from reportedly.registry.dangling import dangling_in_registry, dangling_links
from reportedly.registry.shelve import shelve


@dataclass(frozen=True, slots=True)
class Shared:
    """What entries share.

    Attributes:
        registry: the records that could be read, and the links.
        external: where the links' paths stand, if there is a links file.
        findings: what is wrong with either.
    """

    registry: Registry
    external: SourceMap | None
    findings: tuple[Finding, ...]


def read_shared(seeds: SeedFiles) -> Shared:
    """Read every registry file and the links file."""
    findings: list[Finding] = []
    records: list[tuple[Record, SourceMap]] = []
    unread: list[str] = []
    for folder, file in seeds.records:
        parsed = parse_document(file.read_bytes(), file, KINDS[folder])
        findings += parsed.findings
        if parsed.document is None:
            unread.append(file.stem)
        else:
            records.append((parsed.document, parsed.source))
    links: External | None = None
    external: SourceMap | None = None
    if seeds.external is not None:
        read = parse_document(seeds.external.read_bytes(), seeds.external, External)
        findings += read.findings
        links, external = read.document, read.source
    registry, shelf_findings = shelve(records, links.links if links else (), unread)
    findings += shelf_findings
    findings += dangling_in_registry(registry)
    if external is not None and links is not None:
        findings += dangling_links(registry, external)
    return Shared(registry, external, tuple(findings))
