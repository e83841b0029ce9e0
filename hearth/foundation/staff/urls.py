"""The addresses of this app: drafts and administration. Signing in has its own, `sign_in_urls.py`, for allauth's names."""

from django.urls import URLPattern, URLResolver, path

from hearth.foundation.staff.keep_draft.page import keep_draft

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("drafts/<path:key>/", keep_draft, name="keep_draft"),
]
