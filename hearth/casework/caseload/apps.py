from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.casework.caseload"
    label = "caseload"
