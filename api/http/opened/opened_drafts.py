"""A draft as it is by now: what it was begun from, and what everybody changed."""

from typing import Annotated

from fastapi import Depends, Path, Request

from api.drafts.draft_answers import DraftView, EditView, EffectView
from api.drafts.draft_plan import ASKED, UNDO, DraftPlan
from api.drafts.edit_asked import EditAsked, touched
from api.http.opened.opened_schedules import OpenedSchedule, OpenedSchedules
from api.http.problems import Refusal
from api.http.routes.access import ApiService, ServiceDep
from api.replanning.answers import Teller
from api.store.schedule_drafts import DraftChangedError
from api.store.schema import DraftEdit, ScheduleDraft
from scheduler.domain.plan import Plan
from scheduler.editing.edits import EditError


class OpenDraft:
    """A draft that is there, and how it is by now."""

    def __init__(
        self, row: ScheduleDraft, base: OpenedSchedule, service: ApiService
    ) -> None:
        self.row, self.base, self._service = row, base, service

    @property
    def now(self) -> DraftPlan:
        """The draft with every change that anybody made."""
        drafts = self._service.open_drafts
        known = drafts.kept(self.row.id) or DraftPlan.begun(
            self.base.judged.inputs, self.base.judged.result.plan or Plan()
        )
        fresh = self._service.drafts.edits(self.row.id, known.revision)
        if fresh:
            known = known.after(edit.edit for edit in fresh)
        drafts.keep(self.row.id, known)
        return known

    @property
    def teller(self) -> Teller:
        """What tells of rules and times."""
        return Teller(self.base.view, self.base.judged.inputs.rules)

    @property
    def names(self) -> dict[str, str]:
        """What people are called, by id."""
        return {e.id: e.name or e.id for e in self.base.view.problem.employees}

    def tried(self, asked: EditAsked) -> EffectView:
        """Return what a change would do.

        Raises
        ------
        Refusal
            It is about something that is not there.
        """
        try:
            effect = self.now.tried(asked)
        except EditError as error:
            raise Refusal(422, f"edit_{error.code}", pointer="/edit") from error
        return EffectView.of(effect, self.teller)

    def keep(self, asked: EditAsked, author: str, known: int | None) -> int:
        """Keep a change by somebody who knows so many; return its number.

        Raises
        ------
        Refusal
            Somebody has changed the same place meanwhile.
        """
        places = list(touched(asked))
        edit = self._edit(asked.model_dump_json(), places, author)
        return self._append(edit, known, places)

    def undo(self, author: str, known: int | None) -> int:
        """Take the last change back; as ``keep``. It is about what that was about.

        Raises
        ------
        Refusal
            There is none, or somebody has made one meanwhile.
        """
        last = self._last_kept()
        if last is None:
            raise Refusal(409, "nothing_to_undo")
        edit = self._edit(UNDO, last.places.split("\n"), author)
        return self._append(edit, known, None)

    def _last_kept(self) -> DraftEdit | None:
        """Return the last change that is not taken back."""
        kept: list[DraftEdit] = []
        for edit in self._service.drafts.edits(self.row.id):
            if edit.edit == UNDO:
                kept.pop()
            else:
                kept.append(edit)
        return kept[-1] if kept else None

    def _edit(self, text: str, places: list[str], author: str) -> DraftEdit:
        return DraftEdit(
            draft_id=self.row.id, edit=text, places="\n".join(places), author=author
        )

    def _append(
        self, edit: DraftEdit, known: int | None, places: list[str] | None
    ) -> int:
        seen = self.now.revision if known is None else known
        try:
            return self._service.drafts.append(edit, seen, places).number
        except DraftChangedError as error:
            raise Refusal(409, "draft_changed") from error

    def edits(self, after: int) -> list[EditView]:
        """Return the changes beyond the first so many."""
        found = self._service.drafts.edits(self.row.id, after)
        return [_viewed(edit) for edit in found]

    def viewed(self) -> DraftView:
        """Tell of it."""
        return viewed(self.row, self.now.revision)


def viewed(row: ScheduleDraft, revision: int) -> DraftView:
    """Tell of a draft that is stored, after so many changes."""
    return DraftView(
        id=row.id,
        schedule=row.schedule_id,
        name=row.name,
        author=row.author,
        created_at=row.created_at,
        revision=revision,
    )


DraftId = Annotated[str, Path(description="Id of a draft.", pattern="^[0-9a-f]{32}$")]


def _draft(draft_id: DraftId, request: Request, service: ServiceDep) -> OpenDraft:
    draft = service.drafts.get(draft_id)
    if draft is None:
        raise Refusal(404, "no_draft")
    job = service.jobs.get(draft.schedule_id)
    if job is None:
        raise Refusal(404, "no_schedule")
    opened: OpenedSchedules = request.app.state.opened
    return OpenDraft(draft, opened.of(job, service), service)


DraftDep = Annotated[OpenDraft, Depends(_draft)]


def _viewed(edit: DraftEdit) -> EditView:
    asked = None if edit.edit == UNDO else ASKED.validate_json(edit.edit)
    return EditView.of(edit.number, asked, edit.author, edit.made_at)
