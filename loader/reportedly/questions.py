"""Questions that come with Reportedly: SPARQL files with a header, their values bound, not pasted.

A question is a query that any SPARQL tool can run as it stands, under a header of comments::

    # title: Who tells a claim
    # explain: Every report of one claim, with the outlet that carried it.
    #   A second line goes on with what was said before it.
    # param claim: <https://example.org/id/claim/c1> — the claim that is told
    SELECT ?report WHERE { ?report rp:tells ?claim }

The default of a parameter is one RDF term in Turtle, or ``UNDEF`` for an IRI that may be left
open. Its kind decides how a given value is read. Values enter the query as a ``VALUES`` block at
the head of the outermost ``WHERE``, so the group they are used in must see it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from reportedly.errors import InputError, NotFoundError

UNDEF: Final = "UNDEF"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_LEXICAL: Final = MappingProxyType(
    {  # XML Schema Part 2: the lexical forms of 3.3.13, 3.2.3, 3.2.2 and 3.2.9
        _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
        _XSD + "decimal": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
        _XSD + "boolean": re.compile(r"true|false|0|1"),
        _XSD + "date": re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?"),
    }
)
_KEY: Final = re.compile(r"#\s*(?P<key>title|explain|param)\b\s*(?P<rest>.*)")
_PARAM: Final = re.compile(r"(?P<name>[A-Za-z]\w*)\s*:\s*(?P<default>.+?)\s+—\s+(?P<meaning>.+)")
_PREFIX: Final = re.compile(r"^\s*PREFIX\s+\S*:\s*<[^>]*>", re.IGNORECASE | re.MULTILINE)
_TOKEN: Final = re.compile(
    r"""(?P<skip>\#[^\r\n]* | <[^<>"{}|^`\\\s]*> | '''.*?''' | \"\"\".*?\"\"\"
        | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*" | [?$]\w+ | \w*:\w*)
      | (?P<open>\{) | (?P<close>\}) | (?P<word>\w+) | .""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be set in a question.

    Attributes:
        name: the name of the variable, without ``?``.
        default: the term that stands where no value is given; None leaves the variable open.
        meaning: what it means, for people.
    """

    name: str
    default: NamedNode | Literal | None
    meaning: str

    def term(self, value: str, base: str) -> NamedNode | Literal:
        """A value given as text, as a term of the kind of the default.

        An IRI may be given whole, in angle brackets or not, or as its path below `base`; a literal
        takes the language or the datatype of the default.

        Raises:
            InputError: the text is no such term.
        """
        if not isinstance(self.default, Literal):
            iri = value.removeprefix("<").removesuffix(">")
            try:
                return NamedNode(iri if re.match(r"(?i:https?://|urn:)", iri) else base + iri)
            except ValueError as error:
                raise InputError(
                    f"{value!r}, given for {self.name}, is no IRI: {error}",
                    mend="Give a whole IRI, or its path below " + base,
                ) from error
        if self.default.language:
            return Literal(value, language=self.default.language)
        datatype = self.default.datatype.value
        lexical = _LEXICAL.get(datatype)
        if lexical and not lexical.fullmatch(value):
            raise InputError(
                f"{value!r}, given for {self.name}, is no {datatype.removeprefix(_XSD)}.",
                mend=f"Give one like {self.default.value}",
            )
        return Literal(value, datatype=self.default.datatype)


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name, what it means, and what can be set in it.

    Attributes:
        name: the file's name without ``.rq``.
        title: one line for people.
        explain: what the answer means; may be empty.
        parameters: what can be set, in the order of the header.
        text: the whole file, a SPARQL query.
        body: offset in `text` just after the brace that opens the outermost WHERE; 0 if nothing
            can be set.
    """

    name: str
    title: str
    explain: str
    parameters: tuple[Parameter, ...]
    text: str
    body: int

    def bind(self, given: Mapping[str, str], base: str) -> str:
        """The query with its values bound: those given, and defaults for the rest.

        Args:
            given: parameter name -> value as text; an empty text counts as not given, and
                ``UNDEF`` leaves an IRI open whatever its default.
            base: the IRI below which a short IRI is meant.

        Raises:
            InputError: a value is of the wrong kind, or no parameter goes by a given name.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                raise InputError(
                    f"the question {self.name} has no parameter {name!r}.",
                    mend=f"Did you mean {near[0]!r}?"
                    if near
                    else "It has: " + (", ".join(known) or "none"),
                )
        blocks = []
        for name, parameter in known.items():
            value = given.get(name, "")
            if value == UNDEF and not isinstance(parameter.default, Literal):
                continue
            term = parameter.term(value, base) if value else parameter.default
            if term is not None:
                blocks.append(f" VALUES ?{name} {{ {term} }}")
        return self.text[: self.body] + "".join(blocks) + self.text[self.body :]


def questions_dir() -> Path:
    """The folder of the questions that come with the endpoint's package, without importing it.

    Raises:
        InputError: the package is not installed.
    """
    found = find_spec("reportedly_api")
    if found is None or not found.submodule_search_locations:
        raise InputError(
            "the questions come with the package reportedly_api, which is not installed.",
            mend="Install Reportedly again, or name a folder of questions.",
        )
    return Path(found.submodule_search_locations[0]) / "questions"


def read_questions(folder: Path) -> dict[str, Question]:
    """Every question of a folder (``*.rq``), by name, in the order of the names.

    A folder that does not exist has no questions.

    Raises:
        InputError: a file is no question, with the file and the line.
    """
    return {
        path.stem: parse_question(path.stem, path.read_text(encoding="utf-8"), str(path))
        for path in sorted(folder.glob("*.rq"))
    }


def find_question(questions: Mapping[str, Question], name: str) -> Question:
    """The question of that name.

    Raises:
        NotFoundError: there is none, with the nearest name, or all there are.
    """
    if name in questions:
        return questions[name]
    near = get_close_matches(name, questions, n=1)
    there = ", ".join(questions) or "none"
    raise NotFoundError(
        f"no question is named {name!r}.",
        mend=f"Did you mean {near[0]!r}?" if near else f"There are: {there}.",
    )


def parse_question(name: str, text: str, where: str | None = None) -> Question:
    """Read a question from the text of its file.

    Args:
        name: what it will be asked by.
        text: the file's text.
        where: the file, for errors; the name if not given.

    Raises:
        InputError: the header has no title, a parameter is malformed, declared twice or not used,
            or a question with parameters has no WHERE that could bind them.
    """
    place = where or name
    told: dict[str, list[str]] = {"title": [], "explain": []}
    parameters: dict[str, Parameter] = {}
    current: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        header = _KEY.match(line)
        if header is None:
            current.append(line.removeprefix("#").strip())
        elif header["key"] == "param":
            parameter = _parameter(header["rest"], text, f"{place}:{number}")
            if parameter.name in parameters:
                raise InputError(
                    f"the parameter {parameter.name!r} is declared twice.",
                    where=f"{place}:{number}",
                    mend="Keep one of the two lines.",
                )
            parameters[parameter.name] = parameter
            current = []
        else:
            current = told[header["key"]]
            current.append(header["rest"].removeprefix(":").strip())
    title, explain = (" ".join(filter(None, told[key])) for key in ("title", "explain"))
    if not title:
        raise InputError(
            "the question has no title.", where=place, mend="Begin the file with `# title: …`"
        )
    return Question(
        name=name,
        title=title,
        explain=explain,
        parameters=tuple(parameters.values()),
        text=text,
        body=_body(text, parameters, place) if parameters else 0,
    )


def _parameter(rest: str, text: str, where: str) -> Parameter:
    written = _PARAM.fullmatch(rest.strip())
    if written is None:
        raise InputError(
            "a parameter is malformed.",
            where=where,
            mend="Write `# param name: default — what it means`, with a long dash.",
        )
    if written["default"] == UNDEF:
        return Parameter(written["name"], None, written["meaning"])
    prologue = "\n".join(_PREFIX.findall(text))
    turtle = f"{prologue}\n<urn:s> <urn:p> {written['default']} ."
    try:
        terms = [quad.object for quad in parse(turtle, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise InputError(
            f"the default of {written['name']} is no RDF term: {error.msg}",
            where=where,
            mend='Write an IRI as <…>, a string as "…", a number as 3, or UNDEF.',
        ) from error
    if len(terms) != 1 or not isinstance(terms[0], NamedNode | Literal):
        raise InputError(
            f"the default of {written['name']} is not one IRI or literal.",
            where=where,
            mend="Give one term.",
        )
    return Parameter(written["name"], terms[0], written["meaning"])


def _body(text: str, parameters: Mapping[str, Parameter], where: str) -> int:
    """The offset just after the brace that opens the outermost WHERE."""
    unused = [name for name in parameters if not re.search(rf"[?$]{name}\b", text)]
    if unused:
        raise InputError(
            f"the parameter {unused[0]!r} is not used: the query has no ?{unused[0]}.",
            where=where,
            mend="Use the variable, or take the parameter away.",
        )
    depth = 0
    after_where = False
    for token in _TOKEN.finditer(text):
        if token["open"]:
            if after_where and depth == 0:
                return token.end()
            depth += 1
        elif token["close"]:
            depth -= 1
        if not token[0].isspace() and not token[0].startswith("#"):
            after_where = (token["word"] or "").upper() == "WHERE"
    raise InputError(
        "the query has parameters and no `WHERE {` that could bind them.",
        where=where,
        mend="Write the WHERE of the outermost query out.",
    )
