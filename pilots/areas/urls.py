"""Addresses of this room. Words of the list itself are reserved, so that no area takes them (`actions`)."""

from django.urls import URLPattern, URLResolver, path

from pilots.areas.views import editing, parts, reading

app_name = "areas"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reading.area_list, name="area-list"),
    path("kaart/", reading.area_list_map, name="area-list-map"),
    path("export/<str:kind>/", reading.area_export, name="area-export"),
    path("nieuw/", editing.area_create, name="area-create"),
    path("archief/", editing.area_archived, name="area-archived"),
    path("natura2000/", reading.site_list, name="site-list"),
    path("natura2000/kaart/", reading.site_list_map, name="site-list-map"),
    path("natura2000/gebied/<slug:slug>/", reading.site_detail, name="site-detail"),
    path("natura2000/gebied/<slug:slug>/kaart/", reading.site_map, name="site-map"),
    path("<slug:slug>/", reading.area_detail, name="area-detail"),
    path("<slug:slug>/kaart/", reading.area_map, name="area-map"),
    path("<slug:slug>/bewerken/", editing.area_edit, name="area-edit"),
    path("<slug:slug>/fase/", editing.area_phase, name="area-phase"),
    path("<slug:slug>/lezers/", editing.area_publish, name="area-publish"),
    path("<slug:slug>/natura2000/", editing.area_sites, name="area-sites"),
    path("<slug:slug>/archiveren/", editing.area_archive, name="area-archive"),
    path("<slug:slug>/terughalen/", editing.area_restore, name="area-restore"),
    path("<slug:slug>/geschiedenis/", parts.area_history, name="area-history"),
    path("<slug:slug>/mensen/", parts.member_list, name="member-list"),
    path("<slug:slug>/mensen/<int:pk>/", parts.member_edit, name="member-edit"),
    path("<slug:slug>/mensen/<int:pk>/verwijderen/", parts.member_delete, name="member-delete"),
    path("<slug:slug>/cijfers/nieuw/", parts.number_create, name="number-create"),
    path("<slug:slug>/cijfers/<int:pk>/", parts.number_edit, name="number-edit"),
    path("<slug:slug>/cijfers/<int:pk>/verwijderen/", parts.number_delete, name="number-delete"),
]
