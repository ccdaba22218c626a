"""Links between pages: relative, naming the file, right from any page to any other."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbrief import addresses

PATHS = [
    addresses.HOME,
    addresses.METHOD,
    addresses.brief("2014-a"),
    addresses.entity("is"),
    addresses.question("q"),
    "static/site.css",
]


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("index.html", "index.html", "index.html"),
        ("briefs/a/index.html#c3", "index.html", "briefs/a/index.html#c3"),
        ("index.html", "briefs/a/index.html", "../../index.html"),
        ("briefs/a/index.html#c3", "briefs/a/index.html", "#c3"),
        ("briefs/b/index.html", "briefs/a/index.html", "../b/index.html"),
    ],
)
def test_a_link_is_relative_to_its_page(target: str, page: str, link: str) -> None:
    assert addresses.links_from(page)(target) == link


@given(st.sampled_from(PATHS), st.sampled_from(PATHS))
def test_following_a_link_from_its_page_leads_to_its_target(target: str, page: str) -> None:
    link = addresses.links_from(page)(target)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) == target


def test_the_address_of_a_claim_is_its_place_on_its_brief() -> None:
    assert addresses.claim("2014-a#c3") == "briefs/2014-a/index.html#c3"
