from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.evidence.measures"
    label = "measures"
