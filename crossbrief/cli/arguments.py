"""The arguments of each verb. Out: a parser; what it finds goes to the verb's `run`."""

from __future__ import annotations

import argparse
from pathlib import Path

from crossbrief import __version__

_EXIT_CODES = "Exit codes: 0 done; 1 problems in the corpus, and nothing was written; 2 the command was wrong."
KINDS = (
    "brief", "site", "questions", "entities", "events", "references", "relations", "judgements", "assumptions", "measures",
    "corrections",
)  # fmt: skip
"""The kinds of file; a test holds them to the schema's, which takes time to import."""
_OUT = "where the site goes (site/ unless told)"


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command."""
    whole = argparse.ArgumentParser(
        prog="crossbrief",
        description="Check the briefs in this folder and build the site that compares them.",
        epilog=f"`crossbrief VERB --help` says more of each. {_EXIT_CODES}",
    )
    whole.set_defaults(verb="build", out=None)
    whole.add_argument("--version", action="version", version=f"crossbrief {__version__}")
    whole.add_argument("--out", type=Path, metavar="DIR", help=_OUT)
    verbs = whole.add_subparsers(dest="verb", metavar="VERB")

    build = _verb(verbs, "build", "build the site (the default)", "Build the site; with a problem nothing is written.")
    build.add_argument("--out", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=_OUT)
    for one, default in ((whole, False), (build, argparse.SUPPRESS)):
        one.add_argument("--timings", action="store_true", default=default, help="say where the time went")

    check = _verb(
        verbs, "check", "find every problem and write nothing", "Find every problem of every file and write nothing."
    )
    check.add_argument(
        "--format",
        choices=["text", "json", "github"],
        default="text",
        help="text (the default), one JSON list, or annotations for GitHub Actions",
    )
    check.add_argument("--strict", action="store_true", help="give advice on tradecraft too, and exit with 1 on any")

    verify = _verb(
        verbs,
        "verify",
        "prove every anchor against the private copies",
        "Prove every anchor against the private copies and write the lock beside the briefs.",
    )
    verify.add_argument("--sources", type=Path, metavar="DIR", required=True, help="the folder with the private copies")
    verify.add_argument("--date", metavar="YYYY-MM-DD", help="the day to write down (today unless told)")

    deployed = _verb(
        verbs,
        "verify-site",
        "compare a deployed site with the one that was built",
        "Compare each file of a deployed site with the sums that the build wrote into site/SHA256SUMS on this machine. The"
        " site's own copy of that list is one of the files compared, never what they are compared with: whoever changes a"
        " page can change it too. So build here first, from the commit that was deployed, or keep the list of that build."
        " At an address files are asked for as a reader would ask, caches and all; what else stands there, and what"
        " another reader is sent, can't be seen. Redirects to another host are not followed. It exits with 0 only where all"
        " files are the same, and else with 1.",
    )
    deployed.add_argument("where", metavar="DIR-or-URL", help="a folder, or an address that begins http:// or https://")
    deployed.add_argument(
        "--manifest", type=Path, metavar="FILE", help="the list to compare with (site/SHA256SUMS unless told)"
    )

    links = _verb(
        verbs,
        "links",
        "ask at every address that the corpus names",
        "Ask at every address of a source, an outside work, a kept copy or a link in our own text, and report what answers, what has moved and what"
        " does not answer. One host is asked one thing at a time, and no page is read. It exits with 0 whatever they answer:"
        " an address is no mistake in the corpus.",
    )
    links.add_argument("--format", choices=["text", "json"], default="text", help="text (the default) or one JSON list")

    stats = _verb(verbs, "stats", "count what the corpus holds", "Count what the corpus holds.")
    stats.add_argument(
        "--format", choices=["text", "json"], default="text", help="text (the default) or one JSON object"
    )

    serve = _verb(
        verbs,
        "serve",
        "read the site while you write",
        "Serve the site on this machine, drafts too, and make it anew at each change. Pages load anew by themselves; where a file is"
        " wrong the last good page stays, with the problems over it. Nothing is written.",
    )
    serve.add_argument("--port", type=int, metavar="N", help="the port (8000 unless told, or a free one)")

    init = _verb(
        verbs,
        "init",
        "make a new corpus in an empty folder",
        "Make a new corpus in a folder that is empty or not there: settings, registers, one example brief that teaches,"
        " a check before each commit, and recipes that publish on commit.",
    )
    init.add_argument("folder", type=Path, metavar="DIR", help="where")

    new = _verb(
        verbs,
        "new",
        "begin a brief",
        "Begin a brief: from nothing, from a bibliographic record, from the article's text, or from both. What is known is"
        " filled in; check asks for the rest. Nothing is written over.",
    )
    new.add_argument("slug", nargs="?", metavar="SLUG", help="the name of its file (made of the record unless told)")
    new.add_argument(
        "--from",
        dest="record",
        metavar="FILE",
        help="a CSL-JSON, BibTeX or RIS record, as Zotero exports them; - reads it",
    )
    new.add_argument("--text", metavar="FILE", help="the article's text, for the private copy; - reads it")
    new.add_argument(
        "--sources", type=Path, metavar="DIR", help="the folder of the private copies (private/ unless told)"
    )

    schema = _verb(
        verbs,
        "schema",
        "print what a file may hold, for editors",
        "Print the JSON Schema of a brief or of a register. An editor with a YAML language server completes and"
        " explains keys in a file that begins `# yaml-language-server: $schema=schema/brief.json`.",
    )
    schema.add_argument(
        "kind", nargs="?", choices=KINDS, default="brief", metavar="KIND", help=f"one of {', '.join(KINDS)}"
    )
    schema.add_argument("--write", action="store_true", help="write all of them to briefs/schema/ instead")

    template = _verb(
        verbs,
        "template",
        "copy a default template, to change it",
        "Copy a default template, stylesheet or the words of the interface into templates/, where the copy takes the place of"
        " the default from then on. Without a path it lists what can be copied. Nothing is written over.",
    )
    template.add_argument("path", nargs="?", metavar="PATH", help="one of those listed, such as home.html")
    return whole


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, line: str, more: str
) -> argparse.ArgumentParser:
    return verbs.add_parser(name, help=line, description=more, epilog=_EXIT_CODES)
