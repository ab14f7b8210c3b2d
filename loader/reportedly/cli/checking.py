"""``check``, ``pin`` and ``load``: from seeds to a published build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from reportedly.cli.options import (
    FINDINGS,
    BaseOption,
    CacheOption,
    ChangedSinceOption,
    JobsOption,
    NoCacheOption,
    RequireTexts,
    SeedsOption,
    StoreOption,
    TextsOption,
    cores,
    err,
    out,
)
from reportedly.cli.reporting import (
    OutputFile,
    OutputFormat,
    report_of,
    show_findings,
    show_left_out,
    write_report,
)
from reportedly.errors import InputError
from reportedly.resources import data_dir

if TYPE_CHECKING:
    from reportedly.pipeline.build import Sources

DEFAULT_CACHE: Final = Path(".reportedly/checked")


def check(
    seeds: SeedsOption = None,
    texts: TextsOption = None,
    require_texts: RequireTexts = False,
    base: BaseOption = None,
    ledger: Annotated[
        bool,
        typer.Option("--ledger", help="Per article whose text is at hand, what of it was read."),
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="First mend what has one right answer, and show it.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Only show what --fix would change; nothing is written.")
    ] = False,
    output_format: OutputFormat = "full",
    output_file: OutputFile = None,
    changed_since: ChangedSinceOption = None,
    jobs: JobsOption = None,
    cache: CacheOption = None,
    no_cache: NoCacheOption = False,
) -> None:
    """Check entries, registry and links, and say what is wrong on which line.

    Examples:
      reportedly check
      reportedly check --texts ../shared/seeds --require-texts
      reportedly check --texts ../shared/seeds --ledger
      reportedly check --seeds my-seeds
      reportedly check --texts ../shared/seeds --fix
      reportedly check --output-format sarif --output-file reportedly.sarif
      reportedly check --changed-since origin/main

    Entries are not checked again while nothing that their verdict follows from has changed; what
    is said is the same. --no-cache checks them all.

    Machines are told on standard output, people on standard error; docs/checking.md shows every
    format, and `reportedly explain` every rule.

    Exit code 0: nothing is wrong. 1: something is. 2: it could not be checked. With --diff, 1
    means that --fix would change something.
    """
    from reportedly.cli.ledger import show_ledgers
    from reportedly.pipeline.checking import check as run
    from reportedly.pipeline.since import changed_since as ask_git
    from reportedly.pipeline.workers import look_for_garbage_rarely

    sources = _sources(seeds, texts, base, require_texts=require_texts)
    if diff or fix:
        from reportedly.cli import mending

        if diff:
            raise typer.Exit(FINDINGS if mending.show_diff(sources) else 0)
        mending.fix(sources)
    since = None if changed_since is None else ask_git(changed_since, sources.seeds.root)
    memory = None if no_cache else cache or DEFAULT_CACHE
    look_for_garbage_rarely()
    with _progress() as progress:
        outcome = run(sources, progress, jobs=jobs or cores(), memory=memory, since=since)
    if since is not None:
        show_left_out(err, outcome, since.revision)
    if ledger:
        show_ledgers(out, outcome.ledgers)
    report = report_of(outcome.findings, outcome)
    write_report(report, output_format, output_file)
    if not outcome.clean:
        raise typer.Exit(FINDINGS)
    err.print(f"[bold green]{report.verdict}[/]")


def pin(
    entries: Annotated[
        list[Path] | None, typer.Argument(help="Entry files; all of the seeds if left out.")
    ] = None,
    seeds: SeedsOption = None,
    texts: TextsOption = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Let go of anchors that were dropped on purpose.")
    ] = False,
) -> None:
    """Find every anchor in its text and write the lock beside the entry.

    Examples:
      reportedly pin --texts ../shared/seeds
      reportedly pin seeds/entries/my-article.yaml --texts texts

    The same text and anchors give the same lock, byte for byte. A lock remembers its anchors: if
    the entry has fewer of a kind, it is left as it is, unless --forget says that this is meant.
    """
    from reportedly.pipeline.files import TextShelf, find_seeds
    from reportedly.pipeline.pin import pin as pin_entry
    from reportedly.report.report import count

    if texts is None:
        raise InputError(
            "a lock is made from the article's text, and no texts were given",
            mend="Say --texts FOLDER, or set REPORTEDLY_TEXTS.",
        )
    shelf = TextShelf.of(texts)
    files = entries or find_seeds(data_dir("seeds", seeds)).entries
    missing = [file for file in files if not file.is_file()]
    if missing:
        raise InputError("there is no such entry file", where=str(missing[0]))
    failed = False
    for file in files:
        pinned = pin_entry(file, shelf, forget=forget)
        show_findings(err, pinned.findings)
        failed = failed or bool(pinned.findings)
        if not pinned.findings:
            what = "wrote" if pinned.changed else "unchanged"
            anchors = count(pinned.anchors, "anchor")
            out.print(f"{what} {pinned.file} ({anchors})", soft_wrap=True, markup=False)
    if failed:
        raise typer.Exit(FINDINGS)


def load(
    seeds: SeedsOption = None,
    store: StoreOption = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="URL", help="The SPARQL server that the build is sent to."),
    ] = None,
    texts: TextsOption = None,
    require_texts: RequireTexts = False,
    base: BaseOption = None,
) -> None:
    """Check everything, and publish it as one build if nothing is in error.

    Examples:
      reportedly load
      reportedly load --seeds my-seeds --store /srv/reportedly
      reportedly load --to https://sparql.example.org/query

    Doing it twice changes nothing; readers of the former build are not disturbed. A server is
    sent the graphs that differ, and only those; docs/stores.md says what it must offer.
    """
    from reportedly.pipeline.build import load as run
    from reportedly.report.report import count
    from reportedly.store.location import default_store, shown

    place = to or store or default_store()
    sources = _sources(seeds, texts, base, require_texts=require_texts)
    with _progress() as progress:
        outcome = run(sources, place, progress)
    write_report(report_of(outcome.findings, outcome), "full", None)
    if outcome.publication is None:
        err.print("[bold red]Nothing was published.[/]")
        raise typer.Exit(FINDINGS)
    build = outcome.publication.build
    what = "published" if outcome.publication.changed else "unchanged"
    out.print(
        f"{what} build {build.id} in {shown(place)}: {count(build.quads, 'quad')} in "
        f"{count(len(build.graphs), 'graph')}",
        soft_wrap=True,
        markup=False,
    )


def _sources(
    seeds: Path | None, texts: Path | None, base: str | None, *, require_texts: bool
) -> Sources:
    from reportedly.ids import DEFAULT_BASE, Ids
    from reportedly.pipeline.build import Sources
    from reportedly.pipeline.files import TextShelf, find_seeds

    return Sources(
        seeds=find_seeds(data_dir("seeds", seeds)),
        ontology=data_dir("ontology") / "reportedly.ttl",
        shapes=data_dir("shapes"),
        texts=None if texts is None else TextShelf.of(texts),
        require_texts=require_texts,
        ids=Ids(base or DEFAULT_BASE),
    )


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on a terminal, nothing elsewhere."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done)

        yield tell
