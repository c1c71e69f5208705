"""Times and counts as people read them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lyncplanner.pages.templatetags.wording import counted, when


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1, seconds=5), "1 minute ago"),
        (timedelta(minutes=25), "25 minutes ago"),
        (timedelta(hours=23, minutes=50), "23 hours ago"),
    ],
)
def test_within_a_day_the_time_passed_is_told(passed, words):
    assert when(timezone.now() - passed) == words


def test_later_the_day_and_in_other_years_the_year_is_told():
    now = timezone.now()
    long_ago = now.replace(year=now.year - 2, month=3, day=4)

    assert when(long_ago) == f"4 Mar {now.year - 2}"


def test_counts_have_their_nouns():
    assert [counted(number, "record") for number in (0, 1, 1200)] == [
        "0 records",
        "1 record",
        "1,200 records",
    ]
