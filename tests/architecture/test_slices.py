"""Nouns are files, verbs are folders; one name, five places."""

from __future__ import annotations

import ast
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from hearth.foundation.staff.delegation import WORDS
from hearth.foundation.staff.roles import ROLES
from tests.architecture.places import HEARTH, addresses, called, decorators, files, public, tree

# Open to somebody who has not signed in, each for a reason a reader can check.
OPEN_TO_ALL = {
    "healthy/": "whoever watches the service",
    "council.css": "the council's colours, with which the page on which one signs in is drawn",
    "accessibility-statement/": "the law asks that anybody can read it",
}
OPEN_BEFORE_SIGN_IN = ("sign-in/", "^sign-in/", "sign-out/", "accept-invitation/")

# Pages that guard themselves, each tested where it stands.
GUARDED_OTHERWISE = {
    "staff.keep_draft": "a signed-out form is told so in a word, not led to sign in",
    "staff.accept_invitation": "the link is the key",
}

pages = files("page.py")
actions = files("action.py")
slices = sorted({path.parent for path in (*pages, *actions)})


def slice_of(path: Path) -> str:
    return f"{path.parent.parent.name}.{path.parent.name}"


@pytest.mark.parametrize("path", pages, ids=called)
def test_a_page_is_a_guarded_function_named_as_its_folder(path: Path) -> None:
    """A journey is several pages under one name; each is guarded."""
    if slice_of(path) in GUARDED_OTHERWISE:
        return
    found = public(path)
    assert path.parent.name in {each.name for each in found}
    assert {each.name for each in found if "page" not in decorators(each)} == set()


@pytest.mark.parametrize("path", actions, ids=called)
def test_an_action_is_an_audited_function_that_takes_by(path: Path) -> None:
    found = public(path)
    assert path.parent.name in {each.name for each in found}
    assert {each.name for each in found if "audited" not in decorators(each)} == set()
    for each in found:
        assert each.args.args == each.args.posonlyargs == []
        assert "by" in {argument.arg for argument in each.args.kwonlyargs}


@pytest.mark.parametrize("path", pages, ids=called)
def test_a_page_never_asks_the_database_itself_and_never_saves(path: Path) -> None:
    said = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    assert said & {"objects", "save", "bulk_create", "delete"} == set()


@pytest.mark.parametrize("path", files("form.py"), ids=called)
def test_a_form_never_saves(path: Path) -> None:
    said = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    assert said & {"save", "create", "bulk_create", "delete"} == set()


@pytest.mark.parametrize("path", [path for folder in slices for path in folder.rglob("*.py")], ids=called)
def test_slices_never_import_each_other(path: Path) -> None:
    if path.name.startswith("test_"):
        return
    own = ".".join(("hearth", *path.parent.relative_to(HEARTH).parts))
    folders = {".".join(("hearth", *folder.relative_to(HEARTH).parts)) for folder in slices}
    imported = {node.module for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom) and node.module}
    others = {module for module in imported for folder in folders if module.startswith(folder + ".") and folder != own}
    assert others == set()


def test_every_address_is_guarded_or_said_to_be_open() -> None:
    unguarded = {route for route, pattern in addresses() if not hasattr(pattern.callback, "slice_name")}
    assert {
        route for route in unguarded if route not in OPEN_TO_ALL and not route.startswith(OPEN_BEFORE_SIGN_IN)
    } == set()


FIRST_PAGES = {"", "council.css", "bring-in/", "returns/", "needs-assessment/", "sign-in/safely/", "drafts/<path:key>/"}


def test_an_address_bears_its_slices_name() -> None:
    strays = set()
    for route, pattern in addresses():
        name = getattr(pattern.callback, "slice_name", None)
        verb = name.split(".")[1].replace("_", "-") if name else ""
        if f"{verb}/" not in route and route not in FIRST_PAGES:
            strays.add((route, name))
    assert strays == set()


def test_every_page_and_action_is_in_the_scheme_of_delegation() -> None:
    patterns = {pattern for role in ROLES.values() if role.key != "system" for pattern in role.may}
    names = {slice_of(path) for path in (*pages, *actions)}
    assert {name for name in names if not any(fnmatchcase(name, pattern) for pattern in patterns)} == set()


def test_the_scheme_of_delegation_speaks_only_of_what_there_is() -> None:
    names = {slice_of(path) for path in (*pages, *actions)}
    patterns = {pattern for role in ROLES.values() for pattern in role.may}
    assert {pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in names)} == set()


def test_the_scheme_of_delegation_says_every_slice_in_english() -> None:
    names = {slice_of(path) for path in (*pages, *actions)}
    assert {f"{part}.{name}" for part, (_, told) in WORDS.items() for name in told} == names


@pytest.mark.parametrize("path", files("page.html"), ids=called)
def test_a_page_stands_in_a_layout(path: Path) -> None:
    assert '{% extends "foundation/govuk/templates/' in path.read_text()


def test_no_folder_has_a_name_that_says_nothing() -> None:
    nothing = {"utils", "helpers", "common", "core", "services", "managers", "misc"}
    assert {
        called(path) for path in HEARTH.rglob("*") if path.stem in nothing and "migrations" not in path.parts
    } == set()
