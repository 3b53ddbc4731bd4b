"""What the pictures show: the sample and its plan, and a small municipality beside it.

Whatever takes a plan or a search is made when a picture first asks for it.
"""

import re
from functools import cached_property
from typing import Any

import httpx

from api.http.upload import XLSX
from benchmarks.service.running_service import finished
from data.excel.dataset_workbook import dataset_xlsx
from data.sample import make_sample

WHO = "Eva"
PATIENCE = 1_800.0
"""Seconds that anything may take on a busy machine."""
_FORM = {"Accept": "text/html", "Accept-Language": "sv"}


class ShownService:
    """A service with the sample and its plan, and what is made in it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = httpx.Client(base_url=url, timeout=PATIENCE)

    @cached_property
    def schedule(self) -> str:
        """The plan of the sample, once it is judged."""
        [loaded] = self._client.get("/v1/schedules").json()["items"]
        finished(self.url, loaded["id"], PATIENCE)
        return str(loaded["id"])

    @cached_property
    def dataset(self) -> str:
        """The sample."""
        told = self._client.get(f"/v1/schedules/{self.schedule}").json()
        return str(told["dataset"])

    @cached_property
    def plan(self) -> dict[str, Any]:
        """The rows of the plan."""
        read = self._client.get(f"/v1/schedules/{self.schedule}/plan")
        plan: dict[str, Any] = read.json()
        return plan

    @cached_property
    def small(self) -> str:
        """A dataset that is soon planned."""
        book = dataset_xlsx(make_sample("small"), "sv")
        kept = self._client.post(
            "/v1/datasets", content=book, headers={"Content-Type": XLSX}
        )
        return str(kept.json()["id"])

    def ordered(self, name: str, **limits: int) -> str:
        """Begin to plan the small dataset."""
        order = {"dataset": self.small, "name": name, "limits": limits}
        return self._made("/v1/schedules?operation=solve", order)

    @cached_property
    def planned(self) -> str:
        """A plan of the small dataset."""
        made = self.ordered("Vecka 51", seconds=20)
        finished(self.url, made, PATIENCE)
        return made

    @cached_property
    def draft(self) -> str:
        """A draft of the sample's plan."""
        return self._made("/v1/drafts", {"schedule": self.schedule, "author": WHO})

    @cached_property
    def with_open_visits(self) -> str:
        """The plan of the small dataset with three shifts that nobody works."""
        draft = self._made("/v1/drafts", {"schedule": self.planned, "author": WHO})
        plan = self._client.get(f"/v1/schedules/{self.planned}/plan").json()
        for row in plan["shifts"][:3]:
            where = {name: row[name] for name in ("employee_id", "date")}
            edit = {"kind": "put", "shift_id": None, **where}
            self._made(f"/v1/drafts/{draft}/edits", {"edit": edit, "author": WHO})
        made = self._made(f"/v1/drafts/{draft}/schedule", None)
        finished(self.url, made, PATIENCE)
        return made

    @cached_property
    def frontier(self) -> str:
        """A study of more and fewer posts."""
        few = {"seconds": 4, "seeds": 2, "most_seeds": 2}
        asked = {"name": "Fler eller färre tjänster", "dataset": self.small}
        study = {**asked, "frontiers": ["posts:-2,-1,1,2"], "limits": few}
        made = self._made("/v1/studies", study)
        finished(self.url, made, PATIENCE, "studies")
        return made

    @cached_property
    def trial(self) -> str:
        """Two plans on the same sick days."""
        order = {
            "schedules": [self.planned, self.with_open_visits],
            "name": "Vintern",
            "days": 500,
        }
        made = self._made("/v1/robustness", order)
        finished(self.url, made, PATIENCE, "robustness")
        return made

    @cached_property
    def link(self) -> str:
        """The path of a person's own page."""
        told = {"by": WHO}  # a link shows what people were told
        self._client.post(f"/v1/schedules/{self.schedule}/publish", json=told)
        at = f"/schedules/{self.schedule}/people/{self.person}/links"
        page = self._client.post(
            at, data={"author": WHO}, headers=_FORM, follow_redirects=True
        )
        found = re.search(r"/p/[\w-]+", page.text)
        assert found, "a page with the link"
        return found[0]

    @property
    def person(self) -> str:
        """Somebody who works."""
        return str(self.plan["shifts"][0]["employee_id"])

    @cached_property
    def performed(self) -> str:
        """Reports of the plan's first three weeks, some of them declined, as CSV."""
        rows = ["visit_id,employee_id,start,end,status"]
        made = sorted(self.plan["visits"], key=lambda row: str(row["start"]))
        made = made[: 3 * len(made) // 4]
        for n, row in enumerate(made):
            who, visit = row["employee_id"], row["visit_id"]
            if n % 23 == 0:
                rows.append(f"{visit},,,,declined")
            else:
                rows.append(f"{visit},{who},{row['start']},{row['end']},performed")
        return "\n".join(rows) + "\n"

    def _made(self, path: str, body: object) -> str:
        answer = self._client.post(path, json=body)
        answer.raise_for_status()
        told = answer.json()
        return str(told.get("id", ""))
