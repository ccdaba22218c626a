"""The way through the house: a module imports only from those before it, and nothing outside the standard library but what is declared."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "crossbrief"
ORDER = """
frozen problem timings workers cache compose yamlfile edtf locator vocabulary addresses templates compiling environment strings
schema.base schema.standing schema.source schema.claim schema.coding schema.brief schema.site schema.registers schema.docs schema.mentions
schema.jsonschema validate lock passage quotation markdown gathered kept load ahead
fragment check.ids check.source check.places check.claims check.voices check.words check.quotation check.known check
inert
link.facts link.corpus link.names link.codings link.relations link.roots link.voices link.impact link.assemble link
attribution
reference.runs reference.titles reference.names reference.dates reference.pinpoints reference.works reference.chicago reference.apa
views.common views.leaves views.corrections views.impact views.portrayal views.matrix views.home views.relation views.cite views.meta views.claim views.quantity views.figures views.forecast views.verdict views.compare
exports.table exports.claim_tables exports.source_tables exports.register_tables exports.tables exports.views exports.joined exports.database
exports.csl exports.bibtex exports.ris exports.losses exports.package exports.whole exports.files views.data
views.strip views.brief views.question views.entity views.event views.timeline views.overview views.recurring views.voices views.works views.method views.search
search.tokens search.records search.pieces search.index
feeds sitemap headers page pages told reading manifest made render proof hold publish verify deployed leaks whence stats reach lint unchanged making pipeline again inspection origin scaffold
intake.item intake.csl intake.ris intake.bibtex intake intake.article intake.draft
live.state live.server live
cli.console cli.progress cli.build cli.check cli.verify cli.verify_site cli.links cli.stats cli.serve cli.init cli.new cli.schema cli.template cli.arguments cli __main__
""".split()  # noqa: SIM905 - read as the way through the house
MAY_IMPORT = {"jinja2", "markdown_it", "markupsafe", "yaml", "pydantic", "pydantic_core", "crossbrief"}


def modules() -> dict[str, Path]:
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
        found[name.removesuffix(".__init__") if name != "__init__" else ""] = file
    return {
        name: file
        for name, file in found.items()
        if name not in ("", "schema", "reference", "search", "views", "exports")
    }


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_every_module_has_its_place_in_the_order() -> None:
    assert sorted(modules()) == sorted(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_a_module_imports_only_from_earlier_ones(name: str) -> None:
    place = {module: n for n, module in enumerate(ORDER)}
    for target in imported(modules()[name]):
        ours = target.removeprefix("crossbrief.")
        if target.startswith("crossbrief.") and ours in place and ours != name:
            assert place[ours] < place[name], f"{name} imports {ours}"


@pytest.mark.parametrize("name", ORDER)
def test_nothing_undeclared_is_imported(name: str) -> None:
    for target in imported(modules()[name]):
        top = target.split(".")[0]
        assert top in MAY_IMPORT or top in sys.stdlib_module_names, f"{name} imports {top}"


def test_the_validator_is_loaded_only_where_something_is_validated() -> None:
    for name, file in modules().items():
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert "pydantic" not in ast.dump(node), f"{name} imports pydantic at its top"


def test_files_stay_small_enough_for_one_sitting() -> None:
    for file in [*PACKAGE.rglob("*.py"), ROOT / "build.py"]:
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 400, file
    for file in (ROOT / "templates").rglob("*.html"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 120, file


def test_every_module_says_what_it_is_for() -> None:
    for name, file in modules().items():
        assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), name
