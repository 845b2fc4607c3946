"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path

from pilots.interviews.views import coding, consents, interviews, own, texts

app_name = "interviews"

one: list[URLPattern | URLResolver] = [
    path("", interviews.interview_detail, name="interview-detail"),
    path("bewerken/", interviews.interview_edit, name="interview-edit"),
    path("memos/", interviews.memo_create, name="memo-create"),
    path("memos/<int:memo>/verwijderen/", interviews.memo_delete, name="memo-delete"),
    path("deelnemers/nieuw/", interviews.participant_create, name="participant-create"),
    path("deelnemers/<int:participant>/toestemming/", consents.consent_record, name="consent-record"),
    path(
        "deelnemers/<int:participant>/toestemming/<slug:purpose>/intrekken/",
        consents.consent_withdraw,
        name="consent-withdraw",
    ),
    path("deelnemers/<int:participant>/bewijs/<int:consent>/", consents.consent_proof, name="consent-proof"),
    path("deelnemers/<int:participant>/link/mailen/", consents.link_mail, name="link-mail"),
    path("deelnemers/<int:participant>/link/tonen/", consents.link_show, name="link-show"),
    path("deelnemers/<int:participant>/link/intrekken/", consents.link_revoke, name="link-revoke"),
    path("tekst/nieuw/", texts.transcript_create, name="transcript-create"),
    path("tekst/<int:version>/", coding.transcript_code, name="transcript-code"),
    path("tekst/<int:version>/stand/", coding.transcript_news, name="transcript-news"),
    path("tekst/<int:version>/fragmenten/", coding.excerpt_create, name="excerpt-create"),
    path("tekst/<int:version>/naam-vergeten/", coding.name_hide, name="name-hide"),
    path("tekst/<int:version>/namen/", texts.name_list, name="name-list"),
    path("tekst/<int:version>/namen/beslissen/", texts.name_decide, name="name-decide"),
    path("tekst/<int:version>/namen/toevoegen/", texts.name_add, name="name-add"),
    path("tekst/<int:version>/ruw/", texts.raw_text, name="raw-text"),
    path("tekst/ruw/verwijderen/", texts.raw_remove, name="raw-remove"),
    path("tekst/<int:version>/openen/<slug:what>/", texts.raw_open, name="raw-open"),
    path("fragmenten/<int:excerpt>/", coding.excerpt_detail, name="excerpt-detail"),
    path("fragmenten/<int:excerpt>/themas/", coding.excerpt_theme, name="excerpt-theme"),
    path("fragmenten/<int:excerpt>/themas/<int:coding>/weg/", coding.coding_delete, name="coding-delete"),
    path("fragmenten/<int:excerpt>/memo/", coding.excerpt_memo, name="excerpt-memo"),
    path("fragmenten/<int:excerpt>/voorleggen/", coding.excerpt_propose, name="excerpt-propose"),
    path("fragmenten/<int:excerpt>/verwijderen/", coding.excerpt_delete, name="excerpt-delete"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("interviews/fragmenten/", interviews.excerpt_list, name="excerpt-list"),
    path("gebieden/<slug:slug>/interviews/", interviews.interview_list, name="interview-list"),
    path("gebieden/<slug:slug>/interviews/nieuw/", interviews.interview_create, name="interview-create"),
    path("gebieden/<slug:slug>/interviews/<int:pk>/", include(one)),
    path("mijn-gesprek/<str:secret>/", own.own_page, name="own-page"),
    path("mijn-gesprek/<str:secret>/citaat/<int:excerpt>/", own.own_quote, name="own-quote"),
    path("mijn-gesprek/<str:secret>/toestemming/<slug:purpose>/", own.own_consent, name="own-consent"),
]
