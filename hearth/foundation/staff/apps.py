from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "hearth.foundation.staff"
    label = "staff"
