from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.casework.family_help"
    label = "family_help"
