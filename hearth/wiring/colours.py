"""The council's own colours over Hearth's stylesheet. The shipped ones, with their shades, stand in `hearth.css`."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag

from hearth.foundation import govuk
from hearth.foundation.council import council
from hearth.foundation.council.choices import Colours
from hearth.foundation.council.shades import dark, line, pale

FRESH_FOR = 600  # seconds: a change is on every screen ten minutes after a restart


def stylesheet(colours: Colours) -> str:
    """The custom properties of `hearth.css` that a council's colours change; nothing for a colour that is the shipped one."""
    says: dict[str, str] = {}
    if (header := colours.header) != Colours.header:
        says |= {"teal": header, "teal-dark": dark(header), "teal-pale": pale(header), "teal-line": line(header)}
        says["teal-band"] = pale(header)  # behind words in the header's colour, round the star
    if (accent := colours.accent) != Colours.accent:
        says |= {"accent": accent, "accent-dark": dark(accent), "accent-pale": pale(accent)}
    return ":root {" + " ".join(f"--hearth-{name}: {shade};" for name, shade in says.items()) + "}\n"


@cache
def icon(colours: Colours) -> str:
    """The tab's picture in a council's own colours, to stand in the page itself; "" where they are the shipped ones."""
    if colours == Colours():
        return ""
    drawn = (Path(govuk.__file__).parent / "assets/favicon.svg").read_text()
    ours = drawn.replace(Colours.header, colours.header).replace(Colours.accent, colours.accent)
    return f"data:image/svg+xml,{quote(ours)}"


def _etag(request: HttpRequest) -> str:
    return f'"{sha256(stylesheet(council().colours).encode()).hexdigest()[:16]}"'


@cache_control(public=True, max_age=FRESH_FOR)
@etag(_etag)
def council_css(request: HttpRequest) -> HttpResponse:
    """Anybody may have it: the page on which one signs in is drawn with it."""
    return HttpResponse(stylesheet(council().colours), content_type="text/css; charset=utf-8")
