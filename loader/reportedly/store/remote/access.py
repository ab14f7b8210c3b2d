"""How to log in: a bearer token, or a user and password by the scheme that the server asks for."""

from __future__ import annotations

import netrc
from collections.abc import Generator
from pathlib import Path

import httpx

from reportedly.errors import InputError
from reportedly.store.remote.settings import RemoteSettings


class ChallengedAuth(httpx.Auth):
    """Says nothing until the server asks, then answers by digest or else basic.

    A password is not sent to a server that did not ask for one, nor in the clear to one that can
    do better (RFC 9110, section 11; RFC 7616; RFC 7617). Once asked, basic is sent unasked.
    """

    requires_request_body = True  # a request is sent again with its whole body

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """See `httpx.Auth.auth_flow`."""
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return
        challenges = response.headers.get("www-authenticate", "").lower()
        if "digest" in challenges:
            self._chosen = self._digest
        elif "basic" in challenges:
            self._chosen = self._basic
        else:
            return
        flow = self._chosen.auth_flow(request)
        asked = next(flow)
        try:
            if self._chosen is self._digest:  # its first step is the request that was just made
                asked = flow.send(response)
            while True:
                asked = flow.send((yield asked))
        except StopIteration:
            return


class BearerAuth(httpx.Auth):
    """Sends a bearer token with each request (RFC 6750, section 2.1)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """See `httpx.Auth.auth_flow`."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def access(host: str, settings: RemoteSettings) -> httpx.Auth | None:
    """How to log in at a host; None if nothing says how.

    Raises:
        InputError: a netrc file was named, and it cannot be read.
    """
    if settings.token is not None:
        return BearerAuth(settings.token.get_secret_value())
    if settings.user is not None:
        password = settings.password
        return ChallengedAuth(settings.user, password.get_secret_value() if password else "")
    return _from_netrc(host, settings.netrc)


def _from_netrc(host: str, named: Path | None) -> httpx.Auth | None:
    path = named or Path("~/.netrc").expanduser()
    if named is None and not path.is_file():
        return None
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except (OSError, netrc.NetrcParseError) as error:
        # The parser's own message quotes the file, and with it perhaps the password.
        reason = error.strerror if isinstance(error, OSError) else f"line {error.lineno}"
        raise InputError(
            f"The netrc file cannot be read: {reason}.",
            where=str(path),
            mend="Mend it, or name another with REPORTEDLY_REMOTE_NETRC.",
        ) from None
    if found is None:
        return None
    user, _, password = found
    return ChallengedAuth(user, password or "")
