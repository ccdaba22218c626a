"""The policy of the pages, and what a server should send with every file.

In: the one style that stands in pages themselves, those of briefs. Out: the policy, which every page carries; the text of `_headers`,
which Netlify and Cloudflare Pages read (https://docs.netlify.com/manage/routing/headers/); other servers are told the same in their
own configuration. A page holds without any of it: only `frame-ancestors` needs a header.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode


def policy(style: str) -> str:
    """The Content Security Policy of a page (https://www.w3.org/TR/CSP3/): files of the site and this style, which is known by its
    sum, and no text made into a script.
    """
    known = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'sha256-{known}'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types crossbrief",
        )
    )


def headers(policy: str) -> dict[str, str]:
    """What is sent with every file, by the name of the header."""
    return {
        "Cache-Control": "no-cache",  # kept, and asked for again by its date or tag: a file may change with each build
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",  # which a meta element can't say
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


def headers_file(policy: str) -> bytes:
    """The headers of all files, as `_headers` has them."""
    return "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in headers(policy).items())]).encode()
