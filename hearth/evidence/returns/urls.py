"""The addresses of this app, in the order of the work."""

from django.urls import path

from hearth.evidence.returns.answer_queries.page import answer_queries
from hearth.evidence.returns.answer_query.page import answer_query
from hearth.evidence.returns.check_census.page import check_census
from hearth.evidence.returns.compare_checks.page import compare_checks
from hearth.evidence.returns.download_check.page import download_check
from hearth.evidence.returns.list_checks.page import list_checks
from hearth.evidence.returns.see_check.page import see_check
from hearth.evidence.returns.see_records.page import see_records
from hearth.foundation.slices import address

app_name = "returns"
urlpatterns = [
    path("returns/", list_checks, name="list_checks"),
    address(check_census, "returns/"),
    address(see_check, "returns/", "<int:census>/"),
    address(see_records, "returns/", "<int:census>/"),
    address(answer_query, "returns/", "<int:issue>/"),
    address(answer_queries, "returns/", "<int:census>/<str:rule>/"),
    address(compare_checks, "returns/"),
    address(download_check, "returns/", "<int:census>/"),
]
