"""Where things stand in the house, read from the tree and from Django: what the tests of the house walk over."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

import hearth

HEARTH = Path(hearth.__file__).parent


def files(name: str) -> list[Path]:
    return sorted(path for path in HEARTH.rglob(name) if "migrations" not in path.parts)


def called(path: Path) -> str:
    return path.relative_to(HEARTH).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]


def public(path: Path) -> list[ast.FunctionDef]:
    return [function for function in functions(path) if not function.name.startswith("_")]


def decorators(function: ast.FunctionDef) -> set[str]:
    return {ast.unparse(each).split("(")[0] for each in function.decorator_list}


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site as `route`, with its pattern."""

    def walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                yield from walk(each, before + str(each.pattern))
            else:
                yield before + str(each.pattern), each

    return walk(get_resolver(), "")


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("hearth.")]
