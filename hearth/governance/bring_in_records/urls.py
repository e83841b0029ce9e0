"""The addresses of this app, in the order of the work."""

from django.urls import path

from hearth.foundation.slices import address
from hearth.governance.bring_in_records.download_report.page import download_report
from hearth.governance.bring_in_records.join_into_family.page import join_into_family
from hearth.governance.bring_in_records.list_runs.page import list_runs
from hearth.governance.bring_in_records.see_run.page import see_run
from hearth.governance.bring_in_records.upload_census.page import upload_census

app_name = "bring_in_records"
urlpatterns = [
    path("bring-in/", list_runs, name="list_runs"),
    address(upload_census, "bring-in/"),
    address(see_run, "bring-in/", "<uuid:run>/"),
    address(download_report, "bring-in/", "<uuid:run>/"),
    address(join_into_family, "bring-in/"),
]
