from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hearth.foundation.audit"
    label = "audit"
