from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.interviews.speech import LONGEST, sentences, subtitles, turns

TALK = (
    "Interviewer: Hoe gaat het?\n\nVeehouder A: Goed. Het peil is hoog, m.b.t. dhr. Bos weet ik niets.\n"
    "En verder niets."
)
SRT = (
    "1\n00:00:01,000 --> 00:00:03,000\nVeehouder A: Het peil\n\n2\n00:00:03,000 --> 00:00:05,000\nis <i>te</i> hoog.\n"
)
VTT = """WEBVTT

NOTE made by a program

STYLE
::cue { color: red }

00:01.000 --> 00:03.000 align:start
<v Veehouder A>Het peil</v>

id-2
00:03.000 --> 00:05.000
<v Veehouder A>is te hoog.</v>

00:05.000 --> 00:06.000
<v Interviewer>Sinds wanneer?</v>
"""


def test_turns_say_who_speaks():
    assert [turn.speaker for turn in turns(TALK)] == ["Interviewer", "Veehouder A", ""]


def test_sentences_end_at_full_stops_and_not_at_abbreviations():
    found = [TALK[one.start : one.end] for one in sentences(TALK, turns(TALK))]

    assert found == ["Hoe gaat het?", "Goed.", "Het peil is hoog, m.b.t. dhr. Bos weet ik niets.", "En verder niets."]


@given(text=st.text(alphabet="abc .!?\n:A", max_size=900))
def test_sentences_are_numbered_in_order_and_hold_every_word(text):
    in_turns = turns(text)
    found = sentences(text, in_turns)

    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert all(one.start < one.end <= one.start + LONGEST for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    spoken = "".join("".join(text[turn.start : turn.end].split()) for turn in in_turns)
    assert "".join("".join(text[one.start : one.end].split()) for one in found) == spoken


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_srt_becomes_one_turn(newline):
    assert subtitles(SRT.replace("\n", newline)) == "Veehouder A: Het peil is te hoog."


def test_vtt_becomes_a_turn_per_speaker_without_notes_and_styles():
    assert subtitles(VTT) == "Veehouder A: Het peil is te hoog.\n\nInterviewer: Sinds wanneer?"


def test_text_without_times_gives_no_turns():
    assert subtitles("Just a text.") == ""
