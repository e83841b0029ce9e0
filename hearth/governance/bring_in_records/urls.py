"""The addresses of this app, in the order of the work."""

from django.urls import URLPattern

app_name = "bring_in_records"
urlpatterns: list[URLPattern] = []
