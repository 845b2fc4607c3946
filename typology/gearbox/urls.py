"""Addresses of this room: collaborations of an area, boards and snapshots, and own views behind a personal link."""

from django.urls import URLPattern, URLResolver, path

from typology.gearbox.views import arranging, board, collaborations, filling, inviting, own, reading, snapshots

app_name = "typology"

AREA = "gebieden/<slug:slug>/schakelbak/"
ONE = f"{AREA}<int:pk>/"

area_patterns: list[URLPattern | URLResolver] = [
    path("schakelbak/versnellingen/", reading.gear_list, name="gear-list"),
    path(AREA, reading.assessment_detail, name="assessment-detail"),
    path(f"{AREA}samenvatting/", reading.assessment_summary, name="assessment-summary"),
    path(f"{AREA}vergelijkbaar/", reading.similar_areas, name="similar-areas"),
    path(f"{AREA}beginnen/", reading.assessment_start, name="assessment-start"),
    path(f"{AREA}vragen/<slug:part>/", reading.assessment_edit, name="assessment-edit"),
    path(f"{AREA}nieuw/", collaborations.create, name="collaboration-create"),
    path(ONE, reading.collaboration_detail, name="collaboration-detail"),
    path(f"{ONE}vragen/<slug:part>/", reading.collaboration_edit, name="collaboration-edit"),
    path(f"{ONE}bewerken/", collaborations.edit, name="collaboration-change"),
    path(f"{ONE}afsluiten/", collaborations.end, name="collaboration-end"),
    path(f"{ONE}heropenen/", collaborations.reopen, name="collaboration-reopen"),
    path(f"{ONE}versie/<int:version>/", collaborations.move, name="collaboration-move"),
]

LIST = f"{ONE}te-regelen/"

arranging_patterns: list[URLPattern | URLResolver] = [
    path(f"{AREA}te-regelen/", arranging.arrangement_current, name="arrangement-current"),
    path(LIST, arranging.arrangement_list, name="arrangement-list"),
    path(f"{LIST}nieuw/", arranging.arrangement_add, name="arrangement-add"),
    path(f"{LIST}geschiedenis/", arranging.arrangement_history, name="arrangement-history"),
    path(f"{LIST}bestand/<slug:kind>/", arranging.arrangement_export, name="arrangement-export"),
    path(f"{LIST}punt/<slug:key>/", arranging.arrangement_edit, name="arrangement-edit"),
    path(f"{LIST}punt/<slug:key>/ongedaan/", arranging.arrangement_undo, name="arrangement-undo"),
]

board_patterns: list[URLPattern | URLResolver] = [
    path(f"{ONE}bord/", board.board, name="board"),
    path(f"{ONE}bord/delen/", board.share, name="board-share"),
    path(f"{ONE}bord/vragen/<slug:code>/", board.fix, name="board-fix"),
    path(f"{ONE}momentopnamen/", snapshots.snapshot_list, name="snapshot-list"),
    path(f"{ONE}momentopnamen/maken/", snapshots.snapshot_make, name="snapshot-make"),
    path(f"{ONE}momentopnamen/vergelijken/", snapshots.snapshot_compare, name="snapshot-compare"),
    path(f"{ONE}momentopnamen/<int:snapshot>/", snapshots.snapshot_detail, name="snapshot-detail"),
]

inviting_patterns: list[URLPattern | URLResolver] = [
    path(f"{ONE}kijken/", inviting.view_list, name="view-list"),
    path(f"{ONE}kijken/uitnodigen/", inviting.invite, name="view-invite"),
    path(f"{ONE}kijken/herinneren/", inviting.remind, name="view-remind"),
    path(f"{ONE}kijken/<int:view>/stand/", inviting.view_act, name="view-act"),
    path(f"{ONE}kijken/<int:view>/link/", inviting.hand_over, name="view-link"),
]

LINK = "uitnodiging/kijk/<str:secret>/"  # below the address of the intake, whose worker opens these pages offline too

own_patterns: list[URLPattern | URLResolver] = [
    path(LINK, filling.landing, name="view-start"),
    path(f"{LINK}geopend/", filling.opened, name="view-opened"),
    path(f"{LINK}vragen/<slug:key>/", filling.section, name="view-section"),
    path(f"{LINK}berichten/", filling.messages, name="view-messages"),
    path(f"{LINK}controleren/", filling.summary, name="view-summary"),
    path(f"{LINK}antwoorden/", own.given, name="view-given"),
    path(f"{LINK}bord/", own.shared_board, name="view-board"),
    path(f"{LINK}intrekken/", own.take_back, name="view-take-back"),
    path("mijn-kijk/", own.own_list, name="own-list"),
    path("mijn-kijk/<int:pk>/openen/", own.own_open, name="own-open"),
]

urlpatterns = [*area_patterns, *arranging_patterns, *board_patterns, *inviting_patterns, *own_patterns]
