"""The Jinja2 environment of every page: strict about names, escaping always, templates beside their pages."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.module_loading import import_string
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined

import hearth
from hearth.foundation.govuk.charts import accessible_svg
from hearth.foundation.govuk.components import COMPONENTS, component_template, error_summary, govuk_field
from hearth.foundation.govuk.frame import Frame

PAGES = Path(hearth.__file__).parent

Extra = Callable[[Environment], None]


def environment(*, extras: Sequence[str | Extra] = (), **options: Any) -> Environment:
    """What Django's Jinja2 backend calls; a template is named from the `hearth` folder, as in
    "casework/frontdoor/record_contact/page.html".

    `extras` are functions (or their dotted names) that add filters and globals of their own.
    """
    options |= {
        "loader": ChoiceLoader([FileSystemLoader(PAGES), FunctionLoader(component_template)]),
        "undefined": StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    env = Environment(**options)
    env.globals |= COMPONENTS | {
        "accessible_svg": accessible_svg,
        "csrf_input": "",
        "error_summary": error_summary,
        "frame": Frame(),
        "govuk_field": govuk_field,
        "static": static,
        "url": _address,
    }
    for extra in extras:
        (import_string(extra) if isinstance(extra, str) else extra)(env)
    return env


def _address(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)
