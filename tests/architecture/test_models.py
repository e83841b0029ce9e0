"""What every table of the house must say of itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.db import connection, models

from hearth.casework.people.models import Family, Person
from tests.architecture.places import our_models

ALL = our_models()


# The family's own words, and the census's own name.
SAID_OTHERWISE = {"by_when", "reference_date"}


def named(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", ALL, ids=named)
def test_every_field_is_classified_once(model: type[models.Model]) -> None:
    handling = model.Handling  # type: ignore[attr-defined]
    said = [*handling.identifies, *handling.tells, *handling.plain]
    assert sorted(said) == sorted(field.name for field in model._meta.local_fields)


@pytest.mark.parametrize("model", ALL, ids=named)
def test_dates_end_in_on_and_moments_in_at(model: type[models.Model]) -> None:
    wrong = set()
    for field in model._meta.local_fields:
        if isinstance(field, models.DateTimeField):
            if not (field.name.endswith("_at") or field.name in {"at", "last_login"}):
                wrong.add(field.name)
        elif (
            isinstance(field, models.DateField) and not field.name.endswith("_on") and field.name not in SAID_OTHERWISE
        ):
            wrong.add(field.name)
    assert wrong == set()


def layers_of(contract: str) -> dict[str, int]:
    """Each app's height in the house, from the import contracts themselves."""
    told = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    contracts = {each["id"]: each for each in told["tool"]["importlinter"]["contracts"]}
    rows = list(reversed(contracts[contract]["layers"]))
    return {app.strip(" ()"): height for height, row in enumerate(rows) for app in row.split("|")}


STOREYS, CASEWORK, FOUNDATION = layers_of("storeys"), layers_of("casework"), layers_of("foundation")


def height(model: type[models.Model]) -> tuple[int, int]:
    _, storey, app = model.__module__.split(".")[:3]
    return STOREYS[storey], {"casework": CASEWORK, "foundation": FOUNDATION}.get(storey, {}).get(app, 0)


@pytest.mark.parametrize("model", ALL, ids=named)
def test_a_foreign_key_points_down(model: type[models.Model]) -> None:
    """A foreign key is an import too, though it may be written as a string."""
    for field in model._meta.local_fields:
        other = field.related_model
        if (
            isinstance(other, type)
            and other.__module__.startswith("hearth.")
            and other._meta.app_label != model._meta.app_label
        ):
            assert height(other) < height(model), f"{model._meta.label}.{field.name} points up or sideways"


def hangs_on_a_record(model: type[models.Model], seen: frozenset[type[models.Model]] = frozenset()) -> bool:
    """Whether a table reaches a person or a family by its foreign keys, itself or by way of another."""
    if model in {Person, Family}:
        return True
    others = {field.related_model for field in model._meta.local_fields if isinstance(field.related_model, type)}
    return any(hangs_on_a_record(other, seen | {model}) for other in others if other not in seen | {model})


def test_every_table_that_hangs_on_a_person_or_a_family_has_its_policy(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relkind = 'r' and relrowsecurity")
        walled = {name for (name,) in cursor.fetchall()}
    assert {model._meta.db_table for model in ALL if hangs_on_a_record(model)} - walled == set()


def test_the_web_cannot_bypass_the_wall(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'hearth_web'"
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("select count(*) from pg_tables where tableowner = 'hearth_web'")
        assert cursor.fetchone() == (0,)


def test_models_and_migrations_agree(db: None) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
