"""The tests of the whole house stand on the same database and the same cast as those beside the code."""

from tests.cast import cast, django_db_setup, signed_in

__all__ = ["cast", "django_db_setup", "signed_in"]
