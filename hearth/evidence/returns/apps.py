from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.evidence.returns"
    label = "returns"
