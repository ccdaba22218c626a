"""What a server should send with every file: the policy of the pages, once for their meta element and for hosts that set headers.

Out: the text of `_headers`, which Netlify and Cloudflare Pages read (https://docs.netlify.com/manage/routing/headers/); other
servers are told the same in their own configuration. A page holds without any of it: only `frame-ancestors` needs a header.
"""

from __future__ import annotations

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types crossbrief",
    )
)
"""The Content Security Policy of a page (https://www.w3.org/TR/CSP3/): nothing but files of the site, and no text made into a script."""

HEADERS = {
    "Cache-Control": "no-cache",  # kept, and asked for again by its date or tag: a file may change with each build
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",  # which a meta element can't say
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""What is sent with every file."""


def headers_file() -> bytes:
    """The headers of all files, as `_headers` has them."""
    return "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in HEADERS.items())]).encode()
