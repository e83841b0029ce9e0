from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.casework.frontdoor"
    label = "frontdoor"
