from django.apps import AppConfig

from hearth.foundation.staff import lookups


class StaffConfig(AppConfig):
    name = "hearth.foundation.staff"
    label = "staff"

    def ready(self) -> None:
        lookups.register()
