"""A walk at random through edits of a corpus, and through what befalls the cache and the site of its builds from outside.

In: the folder of a corpus to begin from, and a seed; the same seed goes the same way. What an act finds nothing to do to, it
leaves as it is. Nothing here looks at what a build makes of it (`test_incremental.py`).
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from random import Random

from crossbrief import pipeline
from crossbrief.cache import FOLDER
from crossbrief.link.corpus import Corpus
from tests.conftest import LANES, ROOT

WORDS = (
    "slower",
    "lanes",
    "traffic",
    "<b>",
    "*often*",
    "“quoted”",
    "ñ",
    "carnage",
    "12",
    "[Ada](entity:ada-marsh)",
    "[there](2021-herald#c1)",
)
OVERRIDES = (
    "home.html",
    "brief.html",
    "_partials/marks.html",
    "_partials/claims.html",
    "styles/tokens.css",
    "static/copy.js",
    "strings.yaml",
)


class Walk:
    """A corpus that is changed at random, and what stands at `site` after each build."""

    def __init__(self, root: Path, seed: int, corpus: Path = LANES) -> None:
        self.root, self.chance, self.corpus = root, Random(seed), corpus
        shutil.copytree(corpus / "briefs", root / "briefs")
        (root / "templates").mkdir()
        self.number = 0

    def step(self) -> str:
        """Do one thing, sometimes several; what was done last."""
        while True:
            act = self.chance.choice(ACTS)
            act(self)
            if self.chance.random() < 0.7:
                return act.__name__

    def some(self, pattern: str, folder: str = "briefs") -> Path | None:
        found = sorted(one for one in (self.root / folder).glob(pattern) if one.is_file())
        return self.chance.choice(found) if found else None

    def fresh(self) -> int:
        self.number += 1
        return self.number

    def edit_a_text(self) -> None:
        file = self.some("**/*.yaml")
        if file:
            lines = file.read_text().split("\n")
            texts = [n for n, line in enumerate(lines) if any(f" {key}: " in line for key in ("text", "what", "name", "title", "because"))]  # fmt: skip
            if texts:
                n = self.chance.choice(texts)
                lines[n] = lines[n].replace(".", f" {self.chance.choice(WORDS)}.", 1)
                file.write_text("\n".join(lines))

    def edit_anything(self) -> None:
        """A line less or a line twice, which is a mistake more often than not."""
        file = self.some("**/*.yaml")
        if file:
            lines = file.read_text().split("\n")
            n = self.chance.randrange(len(lines))
            lines[n : n + 1] = self.chance.choice(([], [lines[n]] * 2))
            file.write_text("\n".join(lines))

    def mend_everything(self) -> None:
        """The briefs and registers as they were at first, so that the walk does not stay among mistakes."""
        shutil.rmtree(self.root / "briefs")
        shutil.copytree(self.corpus / "briefs", self.root / "briefs")

    def edit_until_sound(self) -> str:
        """Edits of one brief, and where they are mistakes others; what was done."""
        while True:
            act = self.chance.choice((Walk.edit_a_text, Walk.edit_anything, Walk.change_a_mark, Walk.make_a_draft))
            act(self)
            if isinstance(pipeline.read(self.root), Corpus):
                return act.__name__
            self.mend_everything()

    def add_a_brief(self) -> None:
        file = self.some("2*.yaml")
        if file:
            text = re.sub(r"(?m)^mark: .*", f"mark: Paper {self.fresh()}", file.read_text())
            text = re.sub(r"(?m)^aliases: .*\n", "", text)
            file.with_name(f"2022-copy-{self.number}.yaml").write_text(dated(text, self.chance.randint(2021, 2025)))

    def rename_a_brief(self) -> None:
        file = self.some("2022-*.yaml") or self.some("*.yaml")
        if file:
            file.rename(file.with_name(f"2022-moved-{self.fresh()}.yaml"))

    def move_a_brief(self) -> None:
        file = self.some("*.yaml")
        if file:
            (self.root / "briefs" / "deep").mkdir(exist_ok=True)
            file.rename(self.root / "briefs" / "deep" / file.name)

    def delete_a_brief(self) -> None:
        file = self.some("2022-*.yaml") or self.some("**/2*.yaml")
        if file:
            file.unlink()

    def make_a_draft(self) -> None:
        file = self.some("2*.yaml")
        if file:
            text = file.read_text()
            draft = "\nstatus: draft"
            file.write_text(
                text.replace(draft, "") if draft in text else text.replace("\ncoder:", f"{draft}\ncoder:", 1)
            )

    def change_a_mark(self) -> None:
        """What other briefs' pages call a brief by."""
        file = self.some("**/2*.yaml")
        if file:
            file.write_text(re.sub(r"(?m)^mark: .*", f"mark: Paper {self.fresh()}", file.read_text()))

    def date_a_source_otherwise(self) -> None:
        """The order of the briefs, and what comes before and after each."""
        file = self.some("**/2*.yaml")
        if file:
            file.write_text(dated(file.read_text(), self.chance.randint(2021, 2025)))

    def change_what_others_show_of_a_claim(self) -> None:
        """Pages of other briefs show a claim that a relation, an outcome or a note of theirs names."""
        file = self.some("**/2*.yaml")
        if file:
            text = file.read_text()
            file.write_text(re.sub(r"(?m)^(  - id: c1\n    class: judgement\n    text: ).*", rf"\g<1>Traffic is {self.fresh()} times as slow.", text))  # fmt: skip

    def tie_a_relation_otherwise(self) -> None:
        file = self.root / "briefs" / "registers" / "relations.yaml"
        if file.is_file():
            kind = self.chance.choice(("disputes", "disagrees", "in-tension", "qualifies"))
            text = re.sub(r"type: \S+", f"type: {kind}", file.read_text())
            file.write_text(re.sub(r"#c\d$", f"#c{self.chance.randint(1, 2)}", text, count=1, flags=re.MULTILINE))

    def let_another_brief_bear_on_an_outcome(self) -> None:
        file = self.some("**/2*.yaml")
        if file:
            text, named = file.read_text(), ", claims: 2021-herald#c1, judged_on"
            file.write_text(text.replace(named, ", judged_on") if named in text else text.replace(", judged_on", named))

    def lose_the_forecasts(self) -> None:
        """The last one gone, the menu of every page is another."""
        for file in (self.root / "briefs").rglob("2*.yaml"):
            file.write_text(re.sub(r"(?ms)^  - id: c4\n.*?(?=^codings:)", "", file.read_text()))

    def bring_a_brief_back(self) -> None:
        name = self.chance.choice(sorted(one.name for one in (LANES / "briefs").glob("*.yaml")))
        shutil.copy(LANES / "briefs" / name, self.root / "briefs" / name)

    def rename_an_entity(self) -> None:
        file = self.root / "briefs" / "registers" / "entities.yaml"
        if file.is_file():
            file.write_text(re.sub(r"name: [^,]*", f"name: Name {self.fresh()}", file.read_text(), count=1))

    def use_an_entity_more_or_less(self) -> None:
        """An entity's page, and what others say of it, is made from every brief that mentions it."""
        file = self.some("**/2*.yaml")
        if file:
            text, lines = file.read_text(), ("\n    entities: quillby", "\n    entities: [quillby, ada-marsh]")
            before = self.chance.choice(lines)
            file.write_text(text.replace(before, lines[before == lines[0]], 1))

    def delete_a_register(self) -> None:
        file = self.some("registers/*.yaml")
        if file and file.stem != "site":
            file.unlink()

    def bring_a_register_back(self) -> None:
        name = self.chance.choice(sorted(one.name for one in (LANES / "briefs" / "registers").iterdir()))
        shutil.copy(LANES / "briefs" / "registers" / name, self.root / "briefs" / "registers" / name)

    def change_the_settings(self) -> None:
        file = self.root / "briefs" / "registers" / "site.yaml"
        line = "base_address: https://lanes.example/a/\n"
        text = file.read_text()
        file.write_text(text.replace(line, "") if line in text else text + line)

    def override_a_template(self) -> None:
        name = self.chance.choice(OVERRIDES)
        file = self.root / "templates" / name
        file.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "templates" / name, file)
        more = {"html": "{# again #}<!-- {n} -->\n", "css": "/* {n} */\n", "js": "/* {n} */\n", "yaml": "# {n}\n"}[
            name.rpartition(".")[2]
        ]
        with file.open("a") as stream:
            stream.write(more.replace("{n}", str(self.fresh())))

    def break_a_template(self) -> None:
        file = self.some("**/*.html", "templates")
        if file:
            file.write_text(
                file.read_text() + self.chance.choice(("{{ nothing.at.all }}", "{% if %}", "{{ view.none }}"))
            )

    def change_a_word(self) -> None:
        file = self.root / "templates" / "strings.yaml"
        text = (ROOT / "templates" / "strings.yaml").read_text()
        whole = text.replace("\nhome: ", f"\nhome: {self.fresh()} ", 1)
        file.write_text(self.chance.choice((whole, f"home: {self.fresh()}\n")))

    def take_an_override_out(self) -> None:
        file = self.some("**/*", "templates")
        if file:
            file.unlink()

    def touch(self) -> None:
        file = self.some("**/*.yaml")
        if file:
            os.utime(file, ns=(1, self.chance.choice((1, 2**60))))

    def write_the_same(self) -> None:
        file = self.some("**/*.yaml")
        if file:
            file.write_bytes(file.read_bytes())

    def change_nothing(self) -> None:
        pass

    def lose_the_cache(self) -> None:
        shutil.rmtree(self.root / FOLDER, ignore_errors=True)

    def lose_an_entry(self) -> None:
        file = self.some("*/*", FOLDER)
        if file:
            file.unlink()

    def break_an_entry(self) -> None:
        file = self.some("*/*", FOLDER)
        if file:
            raw = bytearray(file.read_bytes())
            if self.chance.random() < 0.5:
                del raw[self.chance.randrange(len(raw) + 1) :]
            else:
                raw[self.chance.randrange(len(raw))] ^= 1 << self.chance.randrange(8)
            file.write_bytes(raw)

    def let_two_entries_change_places(self) -> None:
        one, other = self.some("*/*", FOLDER), self.some("*/*", FOLDER)
        if one and other:
            first, second = one.read_bytes(), other.read_bytes()
            one.write_bytes(second)
            other.write_bytes(first)

    def change_the_site(self) -> None:
        file = self.some("**/*", "site")
        if file:
            act = self.chance.choice(("edit", "delete", "mode"))
            if act == "edit" and file.name != "SHA256SUMS":
                about = file.stat()
                file.write_bytes(file.read_bytes()[::-1])
                os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
            elif act == "delete" and file.name not in ("SHA256SUMS", "index.html"):
                file.unlink()
            elif act == "mode":
                file.chmod(0o640)

    def lose_the_site(self) -> None:
        shutil.rmtree(self.root / "site", ignore_errors=True)


def dated(text: str, year: int) -> str:
    """A brief of a source of a year from 2021 on, with what else in it lies about that year; then every question can be asked."""
    years = re.compile(r"(?P<key>issued: |issued_within: |until: |(?<=[0-9])/)20\d\d-")
    if "lanes-keep:" not in text:
        text = text.replace("\ncodings:\n", "\ncodings:\n  lanes-keep:\n    silent: {nearest: none}\n")
    return years.sub(rf"\g<key>{year}-", text)


ACTS = [
    act
    for name, act in vars(Walk).items()
    if callable(act) and name not in ("__init__", "step", "some", "fresh", "edit_until_sound")
]
