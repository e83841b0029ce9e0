"""The addresses of this app, in the order of the work."""

from django.urls import URLPattern

app_name = "family_help"
urlpatterns: list[URLPattern] = []
