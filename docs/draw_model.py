"""Draw one telling as the graph holds it, from a real build, or check that the drawing is in step.

    python docs/draw_model.py            writes docs/model.svg if it differs
    python docs/draw_model.py --check    writes nothing; exits 1 if the drawing differs

Boxes are nodes, and their colour is the named graph that says what they are. Arrows are statements;
those to words of the text and to coded values are lines inside the boxes. The plain values of
purpose and place are left out where a facet says them too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from pyoxigraph import Literal, QuerySolutions

from reportedly.ids import Ids
from reportedly.pipeline.build import Sources, load
from reportedly.pipeline.files import find_seeds
from reportedly.resources import data_dir
from reportedly.store.backends import open_view
from reportedly.store.protocol import View
from reportedly.terms import NAMESPACE

DRAWING: Final = Path(__file__).resolve().parent / "model.svg"
ARTICLE: Final = "nextshark-nk-volunteers"
REPORT: Final = "r3"

WIDTH, LINE, GAP, COLUMN, MARGIN = 264, 16, 14, 385, 20
"""A box's width, a line's height, the gap between boxes, from column to column, the margin; px."""
FITS: Final = 36
"""Characters that fit in a line of a box."""
COLOURS: Final = {"article": "#e8f1fb", "registry": "#eef6e6", "editor": "#fbeee0"}
"""By named graph: what the text states, what entries share, what an editor added."""
BACK: Final = {"inArticle", "ofTelling", "tells"}
"""What leads from every node back to the telling, its article and its claim: drawn once."""
LINES: Final = {"number", "minValue", "maxValue", "depth", "plural", "edtf", "shift"}
"""Literals that are shown; names and digests are not."""


@dataclass(slots=True)
class Box:
    """A node: its name and the lines below it, and where it is drawn."""

    iri: str
    title: str
    graph: str
    lines: list[str] = field(default_factory=list)
    column: int = 0
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        """In pixels, as its lines need."""
        return LINE * (len(self.lines) + 1) + 12

    @property
    def middle(self) -> int:
        """Where arrows come and go; in pixels from the top."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A statement from one box to another."""

    source: str
    label: str
    target: str
    graph: str


Fact = tuple[str, str, str, str, bool]
"""Subject, property, value, graph, and whether the value is a literal."""


def draw(view: View, ids: Ids) -> str:
    """The drawing of the telling, as SVG; a pure function of the build."""
    telling = ids.part(ARTICLE, "report", REPORT).value
    known = _facts(view)
    near = [fact for fact in known if fact[0] == telling]
    arrows = list(_arrows(near, known))
    first = [arrow.target for arrow in arrows]
    for node in first:
        if node != ids.article(ARTICLE).value and "/registry/" not in node:
            arrows += _arrows([fact for fact in known if fact[0] == node], known)
    arrows += [
        Arrow(s, _short(p), o, _graph(g))
        for s, p, o, g, _ in known
        if o == telling and _short(p) in {"quotedIn", "restates"}
    ]
    arrows = [a for a in dict.fromkeys(arrows) if a.label not in BACK or a.source == telling]
    ends = dict.fromkeys(end for arrow in arrows for end in (arrow.source, arrow.target))
    boxes = {name: _box(name, known) for name in ends}
    for name, box in boxes.items():
        box.column = _column(name, telling, first, ids)
    _place(list(boxes.values()), arrows)
    return _svg(boxes, arrows)


def _facts(view: View) -> list[Fact]:
    found = view.query("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s ?p ?o")
    if not isinstance(found, QuerySolutions):
        raise TypeError("a SELECT gives solutions")
    facts: list[Fact] = []
    for row in found:
        s, p, o, g = (getattr(row[name], "value", "") for name in "spog")  # no blank nodes
        facts.append((s, p, o, g, isinstance(row["o"], Literal)))
    return facts


def _short(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _graph(iri: str) -> str:
    if iri.endswith("/editor"):
        return "editor"
    return "registry" if iri.endswith("graph/registry") else "article"


def _arrows(facts: Iterable[Fact], known: list[Fact]) -> Iterable[Arrow]:
    """The statements that lead to other nodes: no words, no codes, no value that a facet has."""
    them = list(facts)
    by_facet = {
        o
        for facet in (o for _, p, o, _, _ in them if _short(p) == "facet")
        for s, p, o, _, _ in known
        if s == facet and _short(p) == "value"
    }
    for s, p, o, g, literal in them:
        own = p.startswith(NAMESPACE) and not literal and not o.startswith(NAMESPACE)
        if own and "/passage/" not in o and not (o in by_facet and _short(p) != "value"):
            yield Arrow(s, _short(p), o, _graph(g))


def _box(iri: str, known: list[Fact]) -> Box:
    mine = [fact for fact in known if fact[0] == iri]
    kinds = [_short(o) for _, p, o, _, _ in mine if _short(p) == "type" and o.startswith(NAMESPACE)]
    kinds.sort(key=lambda kind: kind in {"Report", "Actor"}, reverse=True)  # the wider ones first
    graph = next((g for _, p, _, g, _ in mine if _short(p) == "type"), "")
    label = next((o for _, p, o, _, _ in mine if _short(p) == "prefLabel"), "")
    title = label or "/".join(iri.rpartition("/article/")[2].split("/")[1:]) or _short(iri)
    box = Box(iri, title, _graph(graph), ["rp:" + kinds[-1]] if kinds else ["skos:Concept"])
    for _, p, o, _, literal in mine:
        name = _short(p)
        if name in {"passage", "cue", "disclaimer"}:
            box.lines.append(f"{name} {_short(o)} “{_words(o, known)}”")
        elif p.startswith(NAMESPACE) and o.startswith(NAMESPACE) and name != "aspect":
            box.lines.append(f"{name} {_short(o).partition('-')[2]}")
        elif literal and name in LINES:
            box.lines.append(f"{name} {o}")
    return box


def _words(passage: str, known: list[Fact]) -> str:
    return next(o for s, p, o, _, _ in known if s == passage and _short(p) == "label")


def _column(name: str, telling: str, first: list[str], ids: Ids) -> int:
    if name == telling:
        return 1
    if name == ids.article(ARTICLE).value:
        return 0
    if name in first:
        return 2
    quotations = f"{ids.article(ARTICLE).value}/quotation"
    return 0 if name.rpartition("/")[0] in {telling.rpartition("/")[0], quotations} else 3


def _place(boxes: list[Box], arrows: list[Arrow]) -> None:
    """Stack each column; a box of the last one stands where its first arrow comes from."""
    order = {arrow.target: i for i, arrow in reversed(list(enumerate(arrows)))}
    for column in range(4):
        y = MARGIN
        stack = [box for box in boxes if box.column == column]
        for box in sorted(stack, key=lambda box: order.get(box.iri, 0)):
            box.x, box.y = MARGIN + column * COLUMN, y
            y += box.height + GAP
    tallest = max(box.y + box.height for box in boxes)
    for column in range(4):
        them = [box for box in boxes if box.column == column]
        down = (tallest - max((box.y + box.height for box in them), default=tallest)) // 2
        for box in them:
            box.y += down


def _svg(boxes: dict[str, Box], arrows: list[Arrow]) -> str:
    width = 2 * MARGIN + 3 * COLUMN + WIDTH
    height = max(box.y + box.height for box in boxes.values()) + MARGIN + LINE + GAP
    out = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            'font-family="system-ui, sans-serif" font-size="12">'
        ),
        "<!-- Generated by docs/draw_model.py; do not edit. -->",
        f"<title>Telling {REPORT} of {ARTICLE}, as the graph holds it</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    for arrow in arrows:
        out += _line(boxes[arrow.source], boxes[arrow.target], arrow)
    for box in boxes.values():
        out += _drawn(box)
    x = MARGIN
    for graph, meaning in (
        ("article", "what the text states"),
        ("registry", "what entries share"),
        ("editor", "what an editor added (dashed)"),
    ):
        y = height - MARGIN
        out.append(
            f'<rect x="{x}" y="{y - 11}" width="14" height="14" '
            f'fill="{COLOURS[graph]}" stroke="#555"/>'
        )
        out.append(f'<text x="{x + 20}" y="{y}">{meaning}</text>')
        x += 230
    return "\n".join([*out, "</svg>", ""])


def _line(source: Box, target: Box, arrow: Arrow) -> list[str]:
    right = source.column < target.column
    x1, x2 = (source.x + WIDTH, target.x) if right else (source.x, target.x + WIDTH)
    y1, y2 = source.middle, target.middle
    bend = (x2 - x1) // 2
    dashed = ' stroke-dasharray="5 4"' if arrow.graph == "editor" else ""
    tip = 7 if right else -7
    if target.column == 1:  # many lead to the telling: their names stand where they begin
        x, y, anchor = x1 + 8, y1 - 5, "start"
    else:
        x, y, anchor = x2 - tip * 2, y2 - 5, "end" if right else "start"
    return [
        (
            f'<path d="M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}" fill="none" '
            f'stroke="#555"{dashed}/>'
        ),
        f'<path d="M{x2} {y2} l{-tip} -4 v8 z" fill="#555"/>',
        (
            f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="#333" '
            f'paint-order="stroke" stroke="#ffffff" stroke-width="3">{arrow.label}</text>'
        ),
    ]


def _drawn(box: Box) -> list[str]:
    out = [
        (
            f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="5" '
            f'fill="{COLOURS[box.graph]}" stroke="#555"/>'
        )
    ]
    for i, line in enumerate([box.title, *box.lines]):
        weight = ' font-weight="bold"' if i == 0 else ""
        shown = line if len(line) <= FITS else line[: FITS - 1] + "…"
        y = box.y + 18 + i * LINE
        out.append(f'<text x="{box.x + 10}" y="{y}"{weight}>{escape(shown)}</text>')
    return out


def drawn() -> str:
    """The drawing, from a build of the packaged seeds made for it."""
    sources = Sources(
        find_seeds(data_dir("seeds")), data_dir("ontology") / "reportedly.ttl", data_dir("shapes")
    )
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        load(sources, store)
        with open_view(store) as view:
            return draw(view, sources.ids)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check; 0 if the drawing is in step (or was written), 1 if a checked one differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say whether it differs")
    parser.add_argument("--drawing", type=Path, default=DRAWING, help="where the drawing is")
    chosen = parser.parse_args(arguments)
    drawing: Path = chosen.drawing
    fresh = drawn()
    if drawing.exists() and drawing.read_text(encoding="utf-8") == fresh:
        return 0
    if chosen.check:
        sys.stderr.write(
            f"{drawing}: out of step with the graph; run `python docs/draw_model.py`\n"
        )
        return 1
    drawing.write_text(fresh, encoding="utf-8")
    sys.stderr.write(f"{drawing}: written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
