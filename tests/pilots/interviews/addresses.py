from django.urls import reverse

from pilots.interviews.models import Interview


def at(name: str, interview: Interview, **more) -> str:
    """Return the address of a page of this interview."""
    return reverse(f"interviews:{name}", kwargs={"slug": interview.area.slug, "pk": interview.pk, **more})
