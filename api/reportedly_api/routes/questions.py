"""``/questions``: the questions that come with the endpoint, by name."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from reportedly.questions import Question, find_question
from reportedly_api.answers import Listed, Listing
from reportedly_api.routes.desk import accepted, around, desk_of
from reportedly_api.routes.documented import ASKED
from reportedly_api.workers.frames import Inquiry

router = APIRouter(prefix="/questions", tags=["Questions"], responses=ASKED)


@router.get("", summary="The questions", response_class=Response)
async def list_questions(request: Request, format: str | None = None) -> Response:  # noqa: A002
    """Every question: its name, what it means, and what can be set in it."""
    desk = desk_of(request)
    listing = listing_of(desk.questions)
    page = desk.page(
        request, "Questions", explain="Asked often, and worded with care; each can be changed."
    )
    return desk.show(request, listing, page, name=format)


@router.get("/{name}", summary="Ask a question", response_class=Response)
async def ask_question(request: Request, name: str, format: str | None = None) -> Response:  # noqa: A002
    """The answer to a question; its parameters are taken from the URL, defaults for the rest."""
    desk = desk_of(request)
    question = find_question(desk.questions, name)
    given = {key: value for key, value in request.query_params.items() if key != "format"}
    query = question.bind(given, desk.settings.base)

    form = tuple(
        (
            parameter.name,
            given.get(parameter.name) or (parameter.default.value if parameter.default else ""),
            parameter.meaning,
        )
        for parameter in question.parameters
    )
    shown = around(request, question.title)._replace(
        explain=question.explain, shows_query=True, form=form
    )
    return desk.reply(Inquiry(query, shown, accept=accepted(request), format=format))


def listing_of(questions: dict[str, Question]) -> Listing:
    """The questions as things that can be asked by name."""
    return Listing(
        tuple(
            Listed(
                name=question.name,
                title=question.title,
                explain=question.explain,
                href=f"/questions/{question.name}",
                parameters=tuple(
                    (
                        parameter.name,
                        str(parameter.default) if parameter.default else None,
                        parameter.meaning,
                    )
                    for parameter in question.parameters
                ),
            )
            for question in questions.values()
        )
    )
