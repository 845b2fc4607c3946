import pytest

from pilots.areas.enums import Visibility
from reports.models import Report
from tests.factories.reports import ReportFactory

READERS = {
    Visibility.INTERNAL: {"officer", "coordinator", "administrator", "admin_user"},
    Visibility.PARTNERS: {"officer", "coordinator", "administrator", "admin_user", "partner"},
    Visibility.PUBLIC: {"officer", "coordinator", "administrator", "admin_user", "partner"},
}
MAKERS = {"officer", "coordinator", "administrator", "admin_user"}
PEOPLE = ["admin_user", "administrator", "ambassador", "coordinator", "curator", "officer", "partner", "stranger"]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("visibility", Visibility)
def test_view_report_follows_the_matrix_and_the_list_agrees(request, area, person, visibility):
    user = request.getfixturevalue(person)
    area.visibility = visibility
    area.save()
    report = ReportFactory(area=area)
    ReportFactory()

    allowed = user.has_perm("reports.view_report", report)

    assert allowed == (person in READERS[visibility])
    assert (report in Report.objects.visible_to(user)) == allowed


@pytest.mark.parametrize("person", PEOPLE)
def test_add_report_job_is_for_the_team_and_the_province(request, area, person):
    user = request.getfixturevalue(person)

    assert user.has_perm("reports.add_reportjob", area) == (person in MAKERS)
