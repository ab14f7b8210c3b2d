"""``new`` and ``schema``: the beginning of an entry, and what an editor knows of its format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.options import SeedsOption, out
from reportedly.errors import InputError, NotFoundError
from reportedly.resources import data_dir


def new(
    article: Annotated[
        str, typer.Argument(metavar="ID", help="The article's id: outlet and matter, in small.")
    ],
    text: Annotated[Path, typer.Option("--text", help="The article's text, UTF-8.")],
    seeds: SeedsOption = None,
    language: Annotated[
        str, typer.Option("--language", help="The language of the text (BCP 47).")
    ] = "en",
    annotator: Annotated[
        str, typer.Option("--annotator", help="Who reads and annotates the article.")
    ] = "Reportedly contributors",
) -> None:
    """Begin an entry from its article's text.

    Examples:
      reportedly new gazette-strike --text texts/gazette-strike.txt
      reportedly new gazette-strike --text strike.txt --seeds my-seeds

    Written are the digest, the headline (the first line), what is not known yet, and as comments
    all that the ledger finds in the text and the entry does not say. Nothing is written over.
    """
    from reportedly.cli.ledger import show_ledgers
    from reportedly.pipeline.new import new as begin

    folder = data_dir("seeds", seeds)
    if "site-packages" in folder.parts:
        raise InputError(
            "the seeds that came along with an installation are not to be written",
            where=str(folder),
            mend="Say --seeds FOLDER, or set REPORTEDLY_SEEDS.",
        )
    begun = begin(article, text, folder, language=language, annotator=annotator)
    show_ledgers(out, {begun.file: begun.ledger})
    out.print(f"wrote {begun.file}", soft_wrap=True, markup=False)
    out.print("What is open stands in it as comments. Next:", soft_wrap=True)
    out.print(f"  reportedly check --texts {text.parent}", soft_wrap=True, markup=False)


def schema(
    name: Annotated[
        str, typer.Argument(help="entry, external, or registry. and a folder of the registry.")
    ] = "entry",
) -> None:
    """Print the JSON Schema of entries or of a kind of registry file, for an editor.

    Examples:
      reportedly schema > entry.schema.json
      reportedly schema registry.claims > claims.schema.json

    Editors complete and underline by it; docs/add-an-entry.md says how to tell them of it.
    """
    from reportedly.schemas.generate import json_schema
    from reportedly.schemas.table import SCHEMAS
    from reportedly.schemas.told import schemes

    if name not in SCHEMAS:
        raise NotFoundError(f"there is no schema '{name}'", mend=f"There are {', '.join(SCHEMAS)}.")
    described = json_schema(SCHEMAS[name], schemes(data_dir("ontology") / "reportedly.ttl"))
    typer.echo(json.dumps(described, indent=2, ensure_ascii=False))
