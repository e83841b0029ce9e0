from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.casework.desk"
    label = "desk"
