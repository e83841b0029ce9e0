"""The addresses of this app, in the order of the work."""

from django.urls import path

from hearth.evidence.measures.compare_snapshots.page import compare_snapshots
from hearth.evidence.measures.download_exact_counts.page import download_exact_counts
from hearth.evidence.measures.download_hidden_harm.page import download_hidden_harm
from hearth.evidence.measures.list_snapshots.page import list_snapshots
from hearth.evidence.measures.publish_figures.page import publish_figures
from hearth.evidence.measures.see_exact_counts.page import see_exact_counts
from hearth.evidence.measures.see_hidden_harm.page import see_hidden_harm
from hearth.evidence.measures.withdraw_figures.page import withdraw_figures
from hearth.foundation.slices import address

app_name = "measures"
urlpatterns = [
    path("needs-assessment/", list_snapshots, name="list_snapshots"),
    address(compare_snapshots, "needs-assessment/"),
    address(see_hidden_harm, "needs-assessment/"),
    address(download_hidden_harm, "needs-assessment/"),
    address(see_exact_counts, "needs-assessment/"),
    address(download_exact_counts, "needs-assessment/"),
    address(publish_figures, "needs-assessment/", "<str:snapshot>/"),
    address(withdraw_figures, "needs-assessment/", "<int:publication>/"),
]
