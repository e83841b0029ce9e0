"""The cast and the database of every test, told in `tests/cast.py`."""

from tests.cast import LONG_AGO, TODAY, Cast, cast, django_db_setup, signed_in

__all__ = ["LONG_AGO", "TODAY", "Cast", "cast", "django_db_setup", "signed_in"]
