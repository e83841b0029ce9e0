"""The addresses of this app, in the order of the work."""

from django.urls import URLPattern

app_name = "casefile"
urlpatterns: list[URLPattern] = []
