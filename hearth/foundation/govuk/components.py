"""A form's field, and its errors, as the right component of the GOV.UK Design System.

The components come from govuk-frontend-jinja, which relies on undefined names being falsy. They live in a lenient
environment of their own, so that our pages can be strict.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from hearth.foundation.govuk.fields import (
    DATE_PARTS,
    DateParts,
    NhsNumberField,
    PostcodeField,
    TelephoneField,
    UpnField,
)

LIBRARY = "govuk_frontend_jinja"
_lenient = Environment(
    loader=PrefixLoader({LIBRARY: PackageLoader(LIBRARY)}),
    autoescape=True,
    undefined=ChainableUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

Params = dict[str, Any]


def _macro_name(component: str) -> str:
    return "govuk" + "".join(word.capitalize() for word in component.split("-"))


@cache
def _macro(component: str) -> Callable[..., Markup]:
    template = _lenient.get_template(f"{LIBRARY}/components/{component}/macro.html")
    macro: Callable[..., Markup] = getattr(template.module, _macro_name(component))
    return macro


def _component(component: str) -> Callable[..., Markup]:
    def render(params: Params | None = None, caller: Callable[[], Markup] | None = None) -> Markup:
        called = {"caller": caller} if caller else {}
        return Markup(_macro(component)(params or {}, **called).strip())

    return render


_NAMES = sorted(
    {
        found[1]
        for name in _lenient.list_templates()
        if (found := re.fullmatch(rf"{LIBRARY}/components/([a-z-]+)/macro\.html", name))
    }
)

COMPONENTS: dict[str, Callable[..., Markup]] = {_macro_name(name): _component(name) for name in _NAMES}
"""`govukButton`, `govukTag` and all others, as globals of every template: no import is needed."""


def component_template(name: str) -> str | None:
    """Lets a page import a component by its published path too; it is the same global."""
    found = re.fullmatch(rf"{LIBRARY}/components/([a-z-]+)/macro\.html", name)
    if found is None or found[1] not in _NAMES:
        return None
    macro = _macro_name(found[1])
    # The global is taken under another name first: the macro's own name would hide it.
    called = "component(params, caller if caller is defined else none)"
    return f"{{% set component = {macro} %}}{{% macro {macro}(params={{}}) %}}{{{{ {called} }}}}{{% endmacro %}}"


def govuk_field(bound: BoundField, **overrides: Any) -> Markup:
    """One field with its label, hint, error and what was typed.

    Overrides: `label`, `hint`, `classes`, `autocomplete`, `rows`, `page_heading` (the label is the page's h1), `hide_label`,
    `inline` and `small` (radios, checkboxes), `attributes`, `suffix`, `prefix`, `mark_optional=False`.
    """
    widget = bound.field.widget
    if widget.is_hidden:
        return Markup("{}").format(bound.as_hidden())
    for kind, render in _RENDERERS:
        if isinstance(widget, kind):
            return render(bound, overrides)
    return _input(bound, overrides)


def error_summary(*forms_with_errors: forms.BaseForm) -> Markup:
    """The list of what is wrong, each linked to the first box of its field; empty when nothing is."""
    errors = [error for form in forms_with_errors for error in _errors(form)]
    if not errors:
        return Markup()
    return COMPONENTS["govukErrorSummary"]({"titleText": "There is a problem", "errorList": errors})


def _errors(form: forms.BaseForm) -> Iterable[Params]:
    first = next((bound for bound in form.visible_fields()), None)
    for message in form.non_field_errors() if form.is_bound else ():
        yield {"text": message, "href": f"#{_first_id(first)}"} if first else {"text": message}
    for bound in form:
        if message := message_of(bound):
            yield {"text": message} if bound.is_hidden else {"text": message, "href": f"#{_first_id(bound)}"}


# Labels that do not read on after "Enter". Some are those of django-allauth, to which our pages give other words.
_ASKED_FOR = {
    "E-mail address": "an e-mail address",
    "First name": "their first name",
    "Last name": "their last name",
    "Job title": "their job title",
    "Email": "your e-mail address",
    "Password": "your password",
    "Current Password": "the password you have now",
    "New Password": "a new password",
    "New Password (again)": "the new password again",
    "Authenticator code": "the code from the app",
    "Code": "the code from the app, or a recovery code",
}


def message_of(bound: BoundField) -> str:
    """The first thing wrong with a field, in words that make sense in the summary too, away from the field."""
    error = next(iter(bound.errors.as_data()), None)
    if error is None:
        return ""
    message, limits = str(bound.errors[0]), error.params or {}
    if message != str(forms.Field.default_error_messages["required"]):
        match error.code:
            case "max_length" if "limit_value" in limits:
                return f"Use {limits['limit_value']:,} characters or fewer. You have used {limits['show_value']:,}"
            case "min_value" if "limit_value" in limits:
                return f"Enter a number that is {limits['limit_value']} or more"
            case "max_value" if "limit_value" in limits:
                return f"Enter a number that is {limits['limit_value']} or less"
            case "invalid" if isinstance(bound.field, forms.EmailField):
                return "Enter an e-mail address with an @ in it, such as name@example.org"
        return message.removesuffix(".")
    label = str(bound.label)
    if label in _ASKED_FOR:
        return f"Enter {_ASKED_FOR[label]}"
    if isinstance(bound.field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    if label.endswith("?"):
        return f"Answer “{label}”"
    starts_a_sentence = label[1:2].islower()
    verb = "Choose" if isinstance(bound.field, forms.ChoiceField) else "Enter"
    return f"{verb} {label[0].lower() + label[1:] if starts_a_sentence else label}"


def _first_id(bound: BoundField) -> str:
    if isinstance(bound.field.widget, DateParts):
        parts = _parts_at_fault(bound)
        return f"{bound.auto_id}-{next((part for part in DATE_PARTS if part in parts), 'day')}"
    return str(bound.auto_id)


def _parts_at_fault(bound: BoundField) -> tuple[str, ...]:
    for error in bound.errors.as_data():
        parts: tuple[str, ...] = (error.params or {}).get("parts", DATE_PARTS)
        return parts
    return ()


def _params(bound: BoundField, overrides: Params) -> Params:
    params: Params = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "classes": overrides.get("classes", ""),
        "attributes": {**_attributes(bound), **overrides.get("attributes", {})},
    }
    if hint := overrides.get("hint", bound.help_text):
        params["hint"] = {"text": hint}
    if message := message_of(bound):
        params["errorMessage"] = {"text": message}
    if autocomplete := overrides.get("autocomplete", bound.field.widget.attrs.get("autocomplete")):
        params["autocomplete"] = autocomplete
    return params


def _attributes(bound: BoundField) -> Params:
    return {name: value for name, value in bound.field.widget.attrs.items() if name.startswith("data-")}


def _words(bound: BoundField, overrides: Params) -> str:
    label = str(overrides.get("label", bound.label))
    is_optional = not bound.field.required and overrides.get("mark_optional", True)
    return f"{label} (optional)" if is_optional else label


def _label(bound: BoundField, overrides: Params) -> Params:
    return _named(bound, overrides, "govuk-label")


def _fieldset(bound: BoundField, overrides: Params) -> Params:
    return {"legend": _named(bound, overrides, "govuk-fieldset__legend")}


def _named(bound: BoundField, overrides: Params, block: str) -> Params:
    heading = bool(overrides.get("page_heading"))
    classes = "govuk-visually-hidden" if overrides.get("hide_label") else f"{block}--{'l' if heading else 's'}"
    return {"text": _words(bound, overrides), "classes": classes, "isPageHeading": heading}


def _input(bound: BoundField, overrides: Params) -> Markup:
    field, params = bound.field, _params(bound, overrides)
    value = bound.value()
    params |= {
        "label": _label(bound, overrides),
        "value": "" if value is None else str(value),
        "type": "text",
    }
    params |= {name: {"text": overrides[name]} for name in ("prefix", "suffix") if name in overrides}
    for kind, more in _INPUTS:
        if isinstance(field, kind):
            params |= {name: setting for name, setting in more.items() if not params.get(name)}
            params |= {"type": more.get("type", "text")}
            break
    return COMPONENTS["govukInput"](params)


_INPUTS: tuple[tuple[type[forms.Field], Params], ...] = (
    (forms.EmailField, {"type": "email", "spellcheck": False, "autocomplete": "email"}),
    (TelephoneField, {"type": "tel", "classes": "govuk-input--width-20"}),
    (NhsNumberField, {"inputmode": "numeric", "spellcheck": False, "classes": "govuk-input--width-10"}),
    (UpnField, {"spellcheck": False, "autocapitalize": "characters", "classes": "govuk-input--width-20"}),
    (PostcodeField, {"spellcheck": False, "classes": "govuk-input--width-10"}),
    (forms.DecimalField, {"inputmode": "decimal", "spellcheck": False, "classes": "govuk-input--width-10"}),
    (forms.FloatField, {"inputmode": "decimal", "spellcheck": False, "classes": "govuk-input--width-10"}),
    (forms.IntegerField, {"inputmode": "numeric", "spellcheck": False, "classes": "govuk-input--width-5"}),
    (forms.URLField, {"type": "url", "spellcheck": False}),
)


def _textarea(bound: BoundField, overrides: Params) -> Markup:
    params = _params(bound, overrides)
    params |= {
        "label": _label(bound, overrides),
        "value": _kept_lines(bound.value()),
        "rows": overrides.get("rows", _rows(bound)),
        "spellcheck": True,
    }
    if limit := getattr(bound.field, "max_length", None):
        return COMPONENTS["govukCharacterCount"](params | {"maxlength": limit, "threshold": 75})
    return COMPONENTS["govukTextarea"](params)


def _rows(bound: BoundField) -> int:
    """What the form asked for; Django's own ten is nobody's wish."""
    rows = int(bound.field.widget.attrs.get("rows", 10))
    return 5 if rows == 10 else rows


def _kept_lines(value: Any) -> Markup:
    """Line ends as character references: components indent what they nest, which would add spaces to a person's words.

    A browser drops one line end that opens a text area, so one is added before any that was typed.
    """
    text = "" if value is None else str(value).replace("\r\n", "\n")
    return Markup(str(escape(f"\n{text}" if text.startswith("\n") else text)).replace("\n", "&#10;"))


def _password(bound: BoundField, overrides: Params) -> Markup:
    params = _params(bound, overrides)
    params.setdefault("autocomplete", "current-password")
    return COMPONENTS["govukPasswordInput"](params | {"label": _label(bound, overrides)})


def _file(bound: BoundField, overrides: Params) -> Markup:
    params = _params(bound, overrides)
    if accept := bound.field.widget.attrs.get("accept"):
        params["attributes"]["accept"] = accept
    multiple = bool(getattr(bound.field.widget, "allow_multiple_selected", False))
    return COMPONENTS["govukFileUpload"](params | {"label": _label(bound, overrides), "multiple": multiple})


def _date(bound: BoundField, overrides: Params) -> Markup:
    params = _params(bound, overrides)
    typed = DateParts.parts(bound.value())
    at_fault = _parts_at_fault(bound)
    birthday = params.pop("autocomplete", "") == "bday"
    params["items"] = [
        {
            "name": part,
            "id": f"{bound.auto_id}-{part}",
            "value": value,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" * (part in at_fault)),
            **({"autocomplete": f"bday-{part}"} if birthday else {}),
        }
        for part, value in zip(DATE_PARTS, typed, strict=True)
    ]
    params.setdefault("hint", {"text": "For example, 27 3 2016"})
    return COMPONENTS["govukDateInput"](
        params | {"namePrefix": bound.html_name, "fieldset": _fieldset(bound, overrides)}
    )


def _items(bound: BoundField, overrides: Params) -> list[Params]:
    value = bound.value()
    chosen = {str(one) for one in (value if isinstance(value, list | tuple | set) else [value]) if one is not None}
    field = bound.field
    hints = getattr(field, "item_hints", {})
    reveals = getattr(field, "reveals", {})
    items: list[Params] = []
    for key, words in field.choices:  # type: ignore[attr-defined]
        key = str(key)
        if not key:
            continue
        if key == getattr(field, "divide_before", None):
            items.append({"divider": "or"})
        item: Params = {"value": key, "text": words, "checked": key in chosen}
        if key in hints:
            item["hint"] = {"text": hints[key]}
        if shown := [govuk_field(bound.form[name]) for name in reveals.get(key, ())]:
            item["conditional"] = {"html": Markup("").join(shown)}
        items.append(item)
    return items


def _choices(component: str) -> Callable[[BoundField, Params], Markup]:
    def render(bound: BoundField, overrides: Params) -> Markup:
        params = _params(bound, overrides)
        for name in ("inline", "small"):
            if overrides.get(name):
                params["classes"] += f" govuk-{component}--{name}"
        params |= {
            "idPrefix": bound.auto_id,
            "fieldset": _fieldset(bound, overrides),
            "items": _items(bound, overrides),
        }
        html = COMPONENTS[_macro_name(component)](params)
        # What a choice reveals is shown by our style sheet, script or none: the library's own script marks the choice
        # with aria-expanded, which a radio or checkbox may not have (ARIA 1.2; axe "aria-allowed-attr").
        return Markup(html.replace(f' data-module="govuk-{component}"', ""))

    return render


def _checkbox(bound: BoundField, overrides: Params) -> Markup:
    """A single statement to tick: its label stands beside the box, so there is no fieldset."""
    params = _params(bound, overrides)
    item: Params = {"value": "on", "text": overrides.get("label", bound.label), "checked": bool(bound.value())}
    if hint := params.pop("hint", None):
        item["hint"] = hint
    return COMPONENTS["govukCheckboxes"](params | {"idPrefix": bound.auto_id, "items": [item]})


def _select(bound: BoundField, overrides: Params) -> Markup:
    value = bound.value()
    items = [
        {"value": str(key), "text": words, "selected": str(key) == ("" if value is None else str(value))}
        for key, words in bound.field.choices  # type: ignore[attr-defined]
    ]
    return COMPONENTS["govukSelect"](_params(bound, overrides) | {"label": _label(bound, overrides), "items": items})


# In this order: a checkbox list is a radio list to Django, and both are selects.
_RENDERERS: tuple[tuple[type[forms.Widget], Callable[[BoundField, Params], Markup]], ...] = (
    (DateParts, _date),
    (forms.CheckboxSelectMultiple, _choices("checkboxes")),
    (forms.RadioSelect, _choices("radios")),
    (forms.CheckboxInput, _checkbox),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (forms.FileInput, _file),
    (forms.PasswordInput, _password),
)
