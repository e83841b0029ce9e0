from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.casework.partners"
    label = "partners"
