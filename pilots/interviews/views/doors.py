"""The only ways to interviews, their texts and quotes: whoever may not come in gets a 404 without a hint."""

import time
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.http import Request
from pilots.areas.models import PilotArea
from pilots.areas.views.doors import enter
from pilots.interviews.enums import Purpose
from pilots.interviews.models import Excerpt, Interview, Participant, Transcript

REASON_HOLDS = 30 * 60  # seconds after which somebody is asked again why they open a raw text


def open_area(request: Request, slug: str) -> PilotArea:
    """Return the area when this user works on it."""
    areas = PilotArea.objects.changeable_by(request.user).select_related("coordinator").without_shapes()
    return enter(request, get_object_or_404(areas, slug=slug))


def open_interview(request: Request, slug: str, pk: int, permission: str = "interviews.view_interview") -> Interview:
    """Return the interview when this user has the permission on it."""
    interviews = Interview.objects.visible_to(request.user).select_related("area__coordinator", "interviewer")
    shapeless = interviews.defer("area__boundary", "area__outline")
    interview = get_object_or_404(shapeless, area__slug=slug, pk=pk)
    if not request.user.has_perm(permission, interview):
        raise Http404
    enter(request, interview.area)
    return interview


def open_raw(request: Request, slug: str, pk: int) -> Interview:
    """Return the interview for whoever may read names in it: the interviewer and the coordinator."""
    return open_interview(request, slug, pk, "interviews.read_raw_interview")


def open_participant(request: Request, slug: str, pk: int, participant: int) -> Participant:
    """Return a participant for whoever may read names."""
    interview = open_raw(request, slug, pk)
    found = get_object_or_404(interview.participants.select_related("person__organisation"), pk=participant)
    found.interview = interview
    return found


def open_transcript(request: Request, slug: str, pk: int, version: int) -> Transcript:
    """Return a text to code: without names, and with the consent of everybody in it."""
    interview = open_interview(request, slug, pk)
    found = Transcript.objects.open_for_coding(request.user)
    transcript = get_object_or_404(found, interview=interview, version=version)
    transcript.interview = interview
    return transcript


def open_raw_transcript(request: Request, slug: str, pk: int, version: int) -> Transcript:
    """Return a text as it was spoken, for whoever may read it, while it is kept and nobody in it said no."""
    interview = open_raw(request, slug, pk)
    found = interview.transcripts.open_raw().select_related("raw")
    transcript = get_object_or_404(found, version=version)
    transcript.interview = interview
    return transcript


def open_excerpt(request: Request, slug: str, pk: int, excerpt: int) -> Excerpt:
    """Return an excerpt whose speaker lets us analyse it."""
    interview = open_interview(request, slug, pk)
    usable = Excerpt.objects.usable_for(Purpose.ANALYSIS).filter(transcript__interview=interview)
    found = get_object_or_404(usable.select_related("participant", "release", "transcript"), pk=excerpt)
    found.transcript.interview = interview
    return found


# Why somebody reads a raw text ------------------------------------------------------------------------------------
def remember_reason(request: Request, interview: Interview, reason: str) -> None:
    """Remember for half an hour why this person opens the raw texts of this interview."""
    request.session[f"raw-{interview.pk}"] = [reason, time.time()]


def reason_of(request: Request, interview: Interview) -> str:
    """Return why this person opens the raw texts of this interview; "" when they have to say so first."""
    kept: Any = request.session.get(f"raw-{interview.pk}")
    return kept[0] if kept and time.time() - kept[1] < REASON_HOLDS else ""
