from hearth.casework.people.conftest import household

__all__ = ["household"]
