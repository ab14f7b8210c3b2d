"""One comment on a pull request, written once and then kept up to date, through GitHub's REST API.

https://docs.github.com/rest/issues/comments
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

LONGEST: Final = 65_536
"""Characters that GitHub takes for a comment."""
_PAGE: Final = 100
_PATIENCE: Final = 30
"""Seconds for one request."""


class RefusedError(Exception):
    """GitHub did not do what it was asked.

    Attributes:
        status: of HTTP; 0 if there was no answer.
    """

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"{said} (status {status})" if status else said)
        self.status = status


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at GitHub, or at a GitHub Enterprise Server.

    Attributes:
        api: where its REST API is, as ``GITHUB_API_URL`` has it.
        name: owner and name.
        token: what lets one in.
    """

    api: str
    name: str
    token: str

    def comment(self, pull_request: int, mark: str, body: str, *, begin: bool = True) -> str:
        """Write a comment, or write it anew where an earlier run of this account has written it.

        Args:
            pull_request: its number.
            mark: an HTML comment at the beginning of ours, by which they are known.
            body: GitHub Flavored Markdown without the mark.
            begin: whether it is written where there is none to renew.

        Returns:
            What was done: "wrote", "renewed", "unchanged" or "left".

        Raises:
            RefusedError: GitHub does not let us, or cannot be reached.
        """
        text = f"{mark}\n{body}"
        if len(text) > LONGEST:
            raise RefusedError(0, f"a comment has room for {LONGEST} characters, not {len(text)}")
        mine = next(self._mine(pull_request, mark), None)
        if mine is None:
            if not begin:
                return "left"
            self._ask("POST", f"issues/{pull_request}/comments", {"body": text})
            return "wrote"
        if mine["body"] == text.rstrip("\n"):
            return "unchanged"
        self._ask("PATCH", f"issues/comments/{mine['id']}", {"body": text})
        return "renewed"

    def _mine(self, pull_request: int, mark: str) -> Iterator[dict[str, Any]]:
        """Comments with the mark, of our own account: anybody may write the mark."""
        login = self._login()
        page = 1
        while True:
            comments: list[dict[str, Any]] = self._ask(
                "GET", f"issues/{pull_request}/comments?per_page={_PAGE}&page={page}"
            )
            for each in comments:
                author = each["user"] or {}  # null once the account is gone
                ours = author.get("login") == login if login else author.get("type") == "Bot"
                if ours and each["body"].startswith(mark):
                    yield each
            if len(comments) < _PAGE:
                return
            page += 1

    def _login(self) -> str | None:
        """Who the token stands for; None for a workflow's own token, which may not ask."""
        try:
            login: str = self._request("GET", f"{self.api}/user")["login"]
        except RefusedError as refused:
            if refused.status in {401, 403, 404}:
                return None
            raise
        return login

    def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:  # noqa: ANN401 (JSON)
        return self._request(method, f"{self.api}/repos/{quote(self.name)}/{path}", body)

    def _request(self, method: str, url: str, body: dict[str, str] | None = None) -> Any:  # noqa: ANN401 (JSON)
        request = urllib.request.Request(
            url,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "User-Agent": "reportedly",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise RefusedError(error.code, _said(error)) from error
        except (OSError, ValueError) as error:
            raise RefusedError(0, str(error)) from error


def _said(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["message"])
    except (OSError, ValueError, KeyError, TypeError):
        return error.reason
