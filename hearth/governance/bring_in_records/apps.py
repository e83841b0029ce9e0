from django.apps import AppConfig


class Config(AppConfig):
    name = "hearth.governance.bring_in_records"
    label = "bring_in_records"
