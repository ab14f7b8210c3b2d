"""TIMEX3 by its forms (ISO 24617-1): dates, clock times, durations, sets."""

from __future__ import annotations

import re
from typing import Final

from reportedly.ledger.numbers import NUMBER_WORDS
from reportedly.ledger.words import any_of

_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_SURE_MONTH: Final = (
    rf"(?:(?!May\b|March\b){_MONTH}"
    r"|(?:(?<=[Ii]n[ ])|(?<=[Ss]ince[ ])|(?<=[Uu]ntil[ ])|(?<=[Bb]y[ ])|(?<=[Ll]ast[ ])"
    r"|(?<=[Nn]ext[ ])|(?<=[Tt]his[ ])|(?<=[Ee]arly[ ])|(?<=[Ll]ate[ ])|(?<=[Mm]id-)"
    r"|(?<=[Oo]f[ ])|(?<=[Ff]rom[ ]))(?:May|March)\b)"
)
"""A month that is not the verb: May and March need a word before them that says so."""
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d)"
_YEAR: Final = r"(?:1[5-9]|20)\d\d(?!\d|[.,:]\d|\w)"
_EARLY: Final = r"(?:(?i:early|late|mid|earlier|later)[ -])"
_LAST: Final = r"(?:(?i:last|next|this)[ ])"
_PART: Final = "(?:morning|afternoon|evening|night)"

_UNIT: Final = any_of(
    """minute hour day week weekend fortnight month year decade century semester
    morning afternoon evening night spring summer autumn winter"""
)
_UNITS: Final = any_of(
    """seconds minutes hours days weeks weekends fortnights months years decades centuries
    mornings afternoons evenings nights moments"""
)
_ANY_UNIT: Final = f"(?:{_UNIT}|{_UNITS})"
_HOW_MANY: Final = (
    rf"(?:\d+(?:[.,]\d+)*|{NUMBER_WORDS}|(?:a[ ])?(?:few|several|many|some|couple[ ]of)"
    r"|half[ ]an?|an?|countless|recent|coming)"
)
_WHICH: Final = (
    r"(?:(?:(?:the|this|that|these|those)[ ])?(?:very[ ])?"
    r"(?:last|past|next|coming|previous|following|preceding|current|same|first|final|other))"
)

_DATES: Final = rf"""(?x)
    (?<! [\w.,] ) (?: \d{{4}}-\d\d-\d\d | \d{{1,2}}/\d{{1,2}}/\d{{2,4}} ) (?!\w)
  | \b {_EARLY}? (?: {_WEEKDAY} ,?[ ] )? (?: the[ ] )? {_DAY} [ ] (?: of[ ] )? {_MONTH} \b
      (?: ,?[ ] {_YEAR} )?
  | \b (?: {_WEEKDAY} ,?[ ] )? {_MONTH} [ ] {_DAY}
      (?: (?: [ ]? [-–] [ ]? {_DAY} )? ,?[ ] {_YEAR} )?
      (?! [ ] (?: million | billion | thousand | per | % ) )
  | \b {_EARLY}? {_MONTH} (?: , | [ ]of )? [ ] {_YEAR}
  | \b {_EARLY}? {_LAST}? {_SURE_MONTH} (?!\w)
  | \b {_LAST}? {_WEEKDAY} (?: [ ] {_PART} )? \b (?: ,[ ] {_YEAR} )?
  | (?<! [\w$£€.,/:-] ) {_EARLY}? {_YEAR} (?! [ ]?% )
  | (?<! \w ) {_EARLY}? (?: 1[5-9] | 20 ) \d0s \b
  | (?<= \bthe[ ] ) ['’]? \d0s \b
"""
_WORDS: Final = rf"""(?xi)
    \b the[ ]day[ ] (?: before[ ]yesterday | after[ ]tomorrow ) \b
  | \b (?: (?:early|late|later|earlier) [ ] )? (?: today | yesterday | tomorrow | tonight )
      (?: [ ] {_PART} )? \b
  | \b (?: currently | recently | lately | nowadays | presently | overnight | midday | midnight
      | noon | previously | formerly | soon | so[ ]far | to[ ]date | right[ ]now | now | ago
      | afterwards? | thereafter | wartime | peacetime | since[ ]then ) \b (?! [ ]that\b )
  | (?<= \bfor[ ] ) (?: an?[ ] )? (?: (?:long|short|some) [ ] )? (?: time | while ) \b
  | (?<= \bat[ ] ) (?: this | that | the | the[ ]same | any | some | one | an?[ ][\w-]+ | an?
      | the[ ]present ) [ ] (?: time | moment | point ) \b
  | (?<= \bby[ ] ) (?: then | now | this[ ]time ) \b
"""
_PERIODS: Final = rf"""(?xi)
    \b (?: earlier | later ) [ ] (?: (?:on|in) [ ] )? (?: this | that | last | next | the )
      [ ] (?: same[ ] )? {_UNIT} \b
  | \b (?: the[ ] )? (?: beginning | start | middle | end | turn ) [ ]of[ ]
      (?: the | this | last | next | that ) [ ] {_UNIT} \b
  | \b {_WHICH} [ ] (?: {_HOW_MANY} [ ] )? {_ANY_UNIT} \b
  | \b (?: this | that | these | those | each | every | per | any | another | all | some | the )
      [ ] (?-i: {_ANY_UNIT} ) \b
  | \b {_HOW_MANY} [ -] (?: (?:more|long|full|consecutive|whole) [ ] )?
      (?: {_ANY_UNIT} | second (?!-) ) \b (?: ['’]s? )?
      (?: [ ] (?: ago | later | earlier | before | from[ ]now ) \b )?
  | \b {_UNITS} \b
  | \b mid - {_UNIT} \b
"""
_SETS: Final = (
    r"\b(?:(?:bi-?|semi-?)?(?:annual(?:ly)?|weekly|monthly)|daily|yearly|quarterly|hourly|nightly"
    r"|fortnightly)\b"
)
"""In small letters only: the Daily Star is no time."""
_CLOCK: Final = (
    r"(?i)(?<![\w:.,])\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m\b\.?)?(?: (?:GMT|UTC|ES?T|local time))?"
    r"|(?<![\w:.,])\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b\.?|\b[\w-]+ o['’]clock\b"
)
_CALENDAR: Final = (
    r"\b(?:\d+(?:st|nd|rd|th)? |[a-z]+(?:th|first|second|third) )?"
    r"(?:[Aa]nniversary|[Cc]entenary|[Bb]irthday)\b"
    r"|\b(?i:independence|election|victory|memorial|labou?r|veterans|armistice|liberation|national"
    r"|boxing|mother['’]s|father['’]s|valentine['’]s|new year['’]s) (?i:day|eve)\b"
    r"|\b(?:Christmas|Easter|Ramadan|Thanksgiving|Hanukkah|Passover)(?: (?:Day|Eve))?\b"
)
_POST: Final = r"(?<![\w-])(?i:post|pre)-(?!(?i:mortem|emptive|office|paid|cut)\b)[A-Za-z]+"

TIMEX: Final[tuple[re.Pattern[str], ...]] = tuple(
    map(re.compile, (_DATES, _WORDS, _PERIODS, _SETS, _CLOCK, _CALENDAR, _POST))
)
"""The forms of a time expression, without preposition or modifier ("over", "about")."""
