"""The settings as `reportedly settings` prints them: value, source and meaning; no secret."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from reportedly_api.settings import PREFIX, Settings, read_settings, source_of, unit_of

Value = str | bool | int | float | list[str]
_MASK = "********"


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting.

    Attributes:
        name: its name, as in the file.
        value: its value; secrets in it are masked.
        source: the variable or the line of the file that set it; ``default`` if nothing did.
        unit: what it counts; empty if it counts nothing.
        meaning: what it does.
        variable: its name in the environment.
    """

    name: str
    value: Value
    source: str
    unit: str
    meaning: str
    variable: str

    def as_dict(self) -> dict[str, object]:
        """The same, by name."""
        return asdict(self)


def shown() -> list[Shown]:
    """Every setting, in the order of the class.

    Raises:
        InputError: a setting cannot be used.
    """
    settings = read_settings()
    return [_shown(settings, name, field) for name, field in Settings.model_fields.items()]


def as_toml() -> str:
    """A file to begin with: every setting with its meaning; what is a default stands as a comment.

    Raises:
        InputError: a setting cannot be used.
    """
    lines = [
        "# Settings of reportedly. `reportedly serve --config FILE` reads them, or it finds them",
        "# as reportedly.toml where it is started. A variable of the environment wins over a line.",
    ]
    for row in shown():
        unset = "# " if row.source == "default" else ""
        unit = f" ({row.unit})" if row.unit else ""
        lines += ["", f"# {row.meaning}{unit}", f"{unset}{row.name} = {_toml(row.value)}"]
    return "\n".join(lines) + "\n"


def as_json() -> str:
    """Every setting as a JSON array of objects, with all that is known of each.

    Raises:
        InputError: a setting cannot be used.
    """
    return json.dumps([row.as_dict() for row in shown()], ensure_ascii=False, indent=2)


def masked(value: object) -> Value:
    """A value that can be shown: secrets, and the user and password of a URL, are masked."""
    match value:
        case SecretStr():
            return _MASK
        case bool() | int() | float():
            return value
        case tuple() | list():
            return [str(masked(part)) for part in value]
        case str() if "://" in value and "@" in urlsplit(value).netloc:
            user, _, host = urlsplit(value).netloc.rpartition("@")
            return value.replace(f"{user}@{host}", f"{_MASK}@{host}", 1)
        case _:
            return "" if value is None else str(value)


def _shown(settings: Settings, name: str, field: FieldInfo) -> Shown:
    return Shown(
        name=name,
        value=masked(getattr(settings, name)),
        source=source_of(name) or "default",
        unit=unit_of(field),
        meaning=field.description or "",
        variable=PREFIX + name.upper(),
    )


def _toml(value: Value) -> str:
    """A value in TOML 1.0, whose basic strings take JSON's escapes, as do its lists and numbers."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
