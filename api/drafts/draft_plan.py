"""The plan of a draft: what it was begun from, and every change since."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from pydantic import TypeAdapter

from api.drafts.edit_asked import EditAsked, understood_edit
from api.inputs import Inputs, Rules
from api.judging import judged
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.editing.edited import EditedPlan, edited
from scheduler.editing.effect import EditEffect, EditJudge
from scheduler.planning.result import Result

_KEPT = 8
"""Drafts whose plan stays in memory."""
UNDO = "undo"
"""What stands for a change that takes back the one before it."""
ASKED: TypeAdapter[EditAsked] = TypeAdapter(EditAsked)


@dataclass(frozen=True)
class DraftPlan:
    """A draft as it is after so many changes."""

    rules: Rules
    states: tuple[EditedPlan, ...]
    """As it was begun, and after each change that is not taken back."""
    revision: int
    """How many changes were made, those that take one back among them."""

    @classmethod
    def begun(cls, inputs: Inputs, plan: Plan) -> "DraftPlan":
        """Return a draft that nobody has changed yet."""
        return cls(inputs.rules, (EditedPlan(inputs.problem, plan),), 0)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change that can be taken back."""
        return len(self.states) > 1

    @property
    def inputs(self) -> Inputs:
        """The dataset with who is ill since and what is locked, and the rules."""
        return Inputs(self.states[-1].problem, self.rules)

    @property
    def is_other_dataset(self) -> bool:
        """Whether somebody is ill or something locked that was not."""
        return self.states[-1].problem is not self.states[0].problem

    @property
    def plan(self) -> Plan:
        """The plan as it is."""
        return self.states[-1].plan

    @cached_property
    def view(self) -> PlanView:
        """The plan opened for reading."""
        return PlanView(self.inputs.problem, self.plan)

    @cached_property
    def result(self) -> Result:
        """The plan as it is, audited and priced as a whole."""
        return judged(self.inputs, self.plan)

    @cached_property
    def judge(self) -> EditJudge:
        """What judges the next change."""
        return EditJudge(*self.inputs, self.plan)

    def tried(self, asked: EditAsked) -> EditEffect:
        """Return what a change would do.

        Raises
        ------
        EditError
            It is about something that is not there.
        BadInput
            A moment is none of the plan.
        """
        return self.judge.effect(self._edited(asked))

    def after(self, changes: Iterable[str]) -> "DraftPlan":
        """Return the draft after more changes, as they are stored."""
        now = self
        for text in changes:
            now = now._next(text)
        return now

    def _next(self, text: str) -> "DraftPlan":
        if text == UNDO:
            states = self.states[:-1]
        else:
            states = (*self.states, self._edited(ASKED.validate_json(text)))
        return DraftPlan(self.rules, states, self.revision + 1)

    def _edited(self, asked: EditAsked) -> EditedPlan:
        """Return the draft after a change; what was tried last is at hand to keep."""
        key = asked.model_dump_json()
        made = self._tried.get(key)
        if made is None:
            change = understood_edit(self.view, asked)
            made = edited(*self.inputs, self.plan, change)
            self._tried.clear()
            self._tried[key] = made
        return made

    @cached_property
    def _tried(self) -> dict[str, EditedPlan]:
        return {}


class OpenDrafts:
    """Keeps the drafts that were worked on last, as they are by now."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, DraftPlan] = OrderedDict()
        self._lock = Lock()

    def kept(self, draft_id: str) -> DraftPlan | None:
        """Return a draft as it was when somebody last looked."""
        with self._lock:
            return self._kept.get(draft_id)

    def keep(self, draft_id: str, draft: DraftPlan) -> None:
        """Remember how a draft is by now."""
        with self._lock:
            self._kept[draft_id] = draft
            self._kept.move_to_end(draft_id)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
