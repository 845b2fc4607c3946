"""Addresses of this room: those of an area, and those of organisations and persons over all areas."""

from django.urls import URLPattern, URLResolver, path

from pilots.stakeholders.views import importing, merging, parties, people, reading, records

app_name = "stakeholders"

AREA = "gebieden/<slug:slug>/betrokkenen/"
PARTNER = f"{AREA}<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(AREA, reading.partner_list, name="partner-list"),
    path(f"{AREA}samenvatting/", reading.partner_summary, name="partner-summary"),
    path(f"{AREA}export/<str:kind>/", reading.partner_export, name="partner-export"),
    path(f"{AREA}nieuw/", parties.partner_create, name="partner-create"),
    path(f"{AREA}importeren/", importing.partner_import, name="partner-import"),
    path(f"{AREA}importeren/sjabloon/<str:kind>/", importing.import_template, name="import-template"),
    path(PARTNER, parties.partner_detail, name="partner-detail"),
    path(f"{PARTNER}bewerken/", parties.partner_edit, name="partner-edit"),
    path(f"{PARTNER}stoppen/", parties.partner_stop, name="partner-stop"),
    path(f"{PARTNER}verwijderen/", parties.partner_delete, name="partner-delete"),
    path(f"{PARTNER}terug/", parties.partner_restore, name="partner-restore"),
    path(f"{PARTNER}belangen/nieuw/", records.interest_create, name="interest-create"),
    path(f"{PARTNER}belangen/<int:number>/", records.interest_edit, name="interest-edit"),
    path(f"{PARTNER}belangen/<int:number>/verwijderen/", records.interest_delete, name="interest-delete"),
    path(f"{PARTNER}contacten/nieuw/", records.contact_create, name="contact-create"),
    path(f"{PARTNER}contacten/<int:number>/", records.contact_edit, name="contact-edit"),
    path(f"{PARTNER}contacten/<int:number>/verwijderen/", records.contact_delete, name="contact-delete"),
    path(f"{PARTNER}beloften/nieuw/", records.promise_create, name="promise-create"),
    path(f"{PARTNER}beloften/<int:number>/", records.promise_edit, name="promise-edit"),
    path(f"{PARTNER}beloften/<int:number>/nagekomen/", records.promise_settle, name="promise-settle"),
    path(f"{PARTNER}beloften/<int:number>/verwijderen/", records.promise_delete, name="promise-delete"),
    path("mijn-organisatie/", parties.own_list, name="own-list"),
    path("organisaties/dubbel/", merging.duplicate_list, name="duplicate-list"),
    path("organisaties/<int:pk>/", people.organisation_detail, name="organisation-detail"),
    path("organisaties/<int:pk>/bewerken/", people.organisation_edit, name="organisation-edit"),
    path("organisaties/<int:pk>/personen/nieuw/", people.person_create, name="person-create"),
    path("personen/<int:pk>/bewerken/", people.person_edit, name="person-edit"),
    path("personen/<int:pk>/gegevens/<str:kind>/", people.person_export, name="person-export"),
    path("personen/<int:pk>/anoniem/", people.person_anonymise, name="person-anonymise"),
    path("samenvoegen/<slug:kind>/<int:keep>/<int:drop>/", merging.merge, name="merge"),
    path("samenvoegen/<int:pk>/ongedaan/", merging.merge_undo, name="merge-undo"),
]
