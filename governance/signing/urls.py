"""Addresses of signing: own lists, documents of an area, who is asked, mandates, and personal links."""

from django.urls import path

from governance.signing.views import asking, documents, mandates, own

app_name = "signing"
DOCUMENT = "gebieden/<slug:slug>/ondertekenen/<slug:kind>/<str:code>/"
SIGNER = f"{DOCUMENT}ondertekenaars/<int:pk>/"
OWN = "tekenen/<str:secret>/<slug:slug>/<slug:kind>/<str:code>/"

urlpatterns = [
    path("ondertekenen/", documents.desk, name="desk"),
    path("ondertekenen/mandaat/<int:pk>/waarnemen/", mandates.delegation_add, name="delegation-add"),
    path("ondertekenen/waarneming/<int:pk>/intrekken/", mandates.delegation_withdraw, name="delegation-withdraw"),
    path(DOCUMENT, documents.document_detail, name="document-detail"),
    path(f"{DOCUMENT}beslissen/", documents.document_decide, name="document-decide"),
    path(f"{DOCUMENT}verschil/<int:number>/", documents.document_difference, name="document-difference"),
    path(f"{DOCUMENT}ondertekenaars/", asking.signer_list, name="signer-list"),
    path(f"{SIGNER}intrekken/", asking.signer_withdraw, name="signer-withdraw"),
    path(f"{SIGNER}volgorde/", asking.signer_place, name="signer-place"),
    path(f"{SIGNER}opnieuw/", asking.signer_resend, name="signer-resend"),
    path("gebieden/<slug:slug>/mandaten/", mandates.mandate_list, name="mandate-list"),
    path("gebieden/<slug:slug>/mandaten/<int:pk>/beeindigen/", mandates.mandate_end, name="mandate-end"),
    path("tekenen/<str:secret>/", own.own_desk, name="own-desk"),
    path("tekenen/<str:secret>/waarnemen/", own.own_delegation_add, name="own-delegation-add"),
    path(
        "tekenen/<str:secret>/waarneming/<int:pk>/intrekken/",
        own.own_delegation_withdraw,
        name="own-delegation-withdraw",
    ),
    path(OWN, own.own_document, name="own-document"),
    path(f"{OWN}beslissen/", own.own_decide, name="own-decide"),
]
