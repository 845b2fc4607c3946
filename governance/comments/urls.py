"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from governance.comments import views

app_name = "comments"

urlpatterns: list[URLPattern | URLResolver] = [
    path("gebieden/<slug:slug>/opmerkingen/<slug:kind>/<str:code>/", views.area_comment_add, name="area-comment-add"),
    path("opmerkingen/<int:pk>/wijzigen/", views.comment_edit, name="comment-edit"),
    path("opmerkingen/<int:pk>/intrekken/", views.comment_withdraw, name="comment-withdraw"),
    path("opmerkingen/<int:pk>/afhandelen/", views.comment_resolve, name="comment-resolve"),
    path("opmerkingen/over/<slug:kind>/<str:code>/", views.comment_add, name="comment-add"),
]
