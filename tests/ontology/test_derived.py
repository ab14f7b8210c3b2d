"""What is derived from the Turtle is in step with it, in Python and on disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from pyoxigraph import NamedNode
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SKOS

from reportedly import terms
from reportedly.terms import NAMESPACE, RP, SCHEMES, scheme_value

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "ontology" / "generate.py"
DERIVED = ["docs/ontology.md", "loader/reportedly/terms.py", "ontology/context.jsonld"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False
    )


def in_namespace(ontology: Graph, *kinds: URIRef) -> set[str]:
    iris = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind)}
    return {iri for iri in iris if iri.startswith(NAMESPACE)}


def test_the_derived_files_are_in_step() -> None:
    answer = run("--check")
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize("place", DERIVED)
def test_the_check_names_a_file_that_was_edited_and_leaves_it_alone(
    place: str, tmp_path: Path
) -> None:
    for derived in DERIVED:
        (tmp_path / derived).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / derived, tmp_path / derived)
    edited = (tmp_path / place).read_text(encoding="utf-8") + "\n"
    (tmp_path / place).write_text(edited, encoding="utf-8")
    answer = run("--check", "--root", str(tmp_path))
    assert answer.returncode == 1
    assert [line.split(":")[0] for line in answer.stderr.splitlines()] == [place]
    assert (tmp_path / place).read_text(encoding="utf-8") == edited


def test_writing_makes_the_check_pass_and_gives_the_same_bytes(tmp_path: Path) -> None:
    assert run("--check", "--root", str(tmp_path)).returncode == 1
    assert run("--root", str(tmp_path)).returncode == 0
    assert run("--check", "--root", str(tmp_path)).returncode == 0
    for place in DERIVED:
        assert (tmp_path / place).read_bytes() == (ROOT / place).read_bytes()


def test_the_table_of_derived_files_has_three_rows(generate: ModuleType) -> None:
    assert sorted(generate.DERIVED) == DERIVED


def test_a_blank_node_is_refused(generate: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "blank.ttl"
    source.write_text("@prefix ex: <https://example.org/> . ex:a ex:b [] .", encoding="utf-8")
    with pytest.raises(ValueError, match=r"blank\.ttl: a blank node"):
        generate.read(source)


def test_the_python_module_is_formatted(tmp_path: Path) -> None:
    copy = tmp_path / "terms.py"
    shutil.copy(ROOT / "loader/reportedly/terms.py", copy)
    ruff = [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length=100", "--check"]
    answer = subprocess.run([*ruff, str(copy)], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_every_name_of_rp_is_declared_and_every_declared_term_has_a_name(ontology: Graph) -> None:
    named = {name: term for name, term in vars(RP).items() if isinstance(term, NamedNode)}
    assert all(term.value == NAMESPACE + name for name, term in named.items())
    declared = in_namespace(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert {term.value for term in named.values()} == declared


def test_the_schemes_hold_every_value_once(ontology: Graph) -> None:
    listed = [scheme_value(scheme, v).value for scheme, values in SCHEMES.items() for v in values]
    assert sorted(listed) == sorted(in_namespace(ontology, SKOS.Concept))
    schemes = {f"{NAMESPACE}scheme-{scheme}" for scheme in SCHEMES}
    assert schemes == in_namespace(ontology, SKOS.ConceptScheme)


@pytest.mark.parametrize(
    ("alias", "scheme"),
    [
        ("ActorKind", "actor"),
        ("Basis", "basis"),
        ("Bound", "bound"),
        ("Certainty", "certainty"),
        ("CreditKind", "credit"),
        ("LocationKind", "location"),
        ("Modality", "modality"),
        ("NamingForm", "naming"),
        ("Outcome", "outcome"),
        ("QuotationKind", "quotation"),
        ("ReviewState", "review"),
        ("TimeKind", "time"),
        ("Zone", "zone"),
    ],
)
def test_every_scheme_has_a_type_of_its_values(alias: str, scheme: str) -> None:
    assert get_args(getattr(terms, alias)) == SCHEMES[scheme]


def test_a_value_or_a_scheme_that_is_not_there_is_a_key_error() -> None:
    assert scheme_value("bound", "at-most") == NamedNode(f"{NAMESPACE}bound-at-most")
    with pytest.raises(KeyError, match="certainty: true"):
        scheme_value("certainty", "true")
    with pytest.raises(KeyError, match="truth"):
        scheme_value("truth", "stated")


def test_the_page_explains_every_term_and_every_link_within_it_lands(ontology: Graph) -> None:
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    anchors = {part.partition('"')[0] for part in page.split('<a id="')[1:]}
    terms_named = in_namespace(
        ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept
    )
    assert {NAMESPACE + anchor for anchor in anchors} == terms_named
    headings = {line.strip("# ") for line in page.splitlines() if line.startswith("#")}
    links = {part.partition(")")[0] for part in page.split("](#")[1:]}
    assert links <= anchors | headings


def test_every_row_of_the_page_has_as_many_cells_as_its_head() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    tables = [part for part in page.split("\n\n") if part.startswith("|")]
    assert len(tables) >= 20
    for table in tables:
        cells = {row.replace("\\|", "").count("|") for row in table.splitlines()}
        assert len(cells) == 1, table.partition("\n")[0]
