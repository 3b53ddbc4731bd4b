// What pages do beyond links and forms: filter the wall and walk it by keys.
const fields = ["find", "unit", "role", "skill"].map((id) => document.getElementById(id));
const form = document.getElementById("filter");

function wallOf(element) {
  const wall = element.closest("#wall");
  if (!wall) return null;
  const rows = [...wall.querySelectorAll("tr[data-who]")];
  const dates = [...wall.querySelectorAll("thead tr:last-child th a")].map((a) => a.getAttribute("href").split("/").pop());
  return { wall, rows, dates };
}

function isDay(cell, { rows, dates }) {
  return cell && cell.tagName === "TD" && rows.includes(cell.parentElement) && cell.cellIndex <= dates.length;
}

function filter() {
  const [find, unit, role, skill] = fields.map((field) => field.value.trim().toLowerCase());
  for (const body of document.querySelectorAll("#wall tbody[data-unit]")) {
    const rows = [...body.querySelectorAll("tr[data-who]")];
    for (const row of rows) {
      const skills = row.dataset.skills.toLowerCase().split("|");
      row.hidden = !(
        (!find || row.dataset.name.includes(find) || row.dataset.who.toLowerCase().includes(find)) &&
        (!unit || body.dataset.unit.toLowerCase() === unit) &&
        (!role || row.dataset.role.toLowerCase() === role) &&
        (!skill || skills.includes(skill))
      );
    }
    body.hidden = rows.every((row) => row.hidden);
  }
  if (!stop()?.checkVisibility()) settleAgain(false);
}

// One place of the wall is reached by Tab; arrows lead to the other cells, to names and days.
const stop = () => document.querySelector("#wall [tabindex='0']");
const focusOf = (cell) => cell.querySelector("a") || cell;
let place = null;
function settle(cell) {
  for (const other of document.querySelectorAll("#wall a, #wall [tabindex='0']")) other.tabIndex = -1;
  focusOf(cell).tabIndex = 0;
  place = { who: cell.parentElement.dataset.who, column: cell.cellIndex };
}
function settleAgain(takesFocus) {
  const row = place && document.querySelector(`#wall tr[data-who="${CSS.escape(place.who)}"]`);
  const isShown = row?.checkVisibility();
  const rows = [...document.querySelectorAll("#wall tr[data-who]")];
  const cell = isShown ? row.cells[place.column] : rows.find((each) => each.checkVisibility())?.cells[1];
  if (!cell) return;
  settle(cell);
  if (isShown) cell.classList.add("picked");
  if (isShown && takesFocus) focusOf(cell).focus();
}

function open(cell, { wall, dates }) {
  for (const other of wall.querySelectorAll(".picked")) other.classList.remove("picked");
  cell.classList.add("picked");
  const at = `${wall.dataset.open}/${encodeURIComponent(cell.parentElement.dataset.who)}/${dates[cell.cellIndex - 1]}`;
  return showBeside("GET", at);
}

// The side is asked in turn: an answer to something earlier would hide what came after it.
const underWay = new Set();
let sought = 0;
const isBeside = ({ ctx }) => ctx.target?.id === "side" && ctx.swap !== "none";
document.addEventListener("htmx:before:request", ({ detail }) => isBeside(detail) && underWay.add(detail.ctx));
document.addEventListener("htmx:finally:request", ({ detail }) => underWay.delete(detail.ctx));
// True once the answer is shown, unless something else was asked for meanwhile.
async function showBeside(method, at, values) {
  sought += 1;
  const mine = sought;
  while (underWay.size) await new Promise((go) => document.addEventListener("htmx:finally:request", go, { once: true }));
  if (mine === sought) await htmx.ajax(method, at, { target: "#side", swap: "innerHTML", values });
  return mine === sought;
}

// Down and to the right; what is lifted stays among the days of people.
const STEPS = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};
function stepFrom(cell, [down, right], { wall, rows, dates }) {
  const first = document.querySelector(".lifted") ? 1 : 0;
  const days = wall.tHead.rows[1]; // whose first cell stands above the second of the others
  const all = [days, ...rows.filter((row) => row.checkVisibility())].slice(first);
  const from = cell.parentElement;
  const column = Math.min(Math.max(cell.cellIndex + (from === days ? 1 : 0) + right, first), dates.length);
  const row = all[all.indexOf(from) + down] || from;
  return row === days ? days.cells[Math.max(column - 1, 0)] : row.cells[column];
}
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td, th");
  const known = cell && wallOf(cell);
  if (!known) return;
  if (isDay(cell, known) && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    open(cell, known);
    return;
  }
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const target = stepFrom(cell, step, known);
  settle(target);
  focusOf(target).focus();
});
document.addEventListener("click", (event) => {
  const cell = event.target.closest("td");
  const known = cell && wallOf(cell);
  if (!known || !isDay(cell, known)) return;
  settle(cell);
  cell.focus();
  open(cell, known);
});

if (form) {
  for (const field of fields) field.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  settleAgain(false);
  document.addEventListener("htmx:after:swap", () => {
    if (stop()) return;
    settleAgain(document.activeElement === document.body);
    filter();
  });
}

// A second press before the answer is there would order, publish or comment it twice, and
// be told that somebody else has just changed what the first one did.
let sent = "";
const keeping = new WeakSet();
function isKept(form) {
  const isAgain = keeping.has(form);
  if (form.matches("[hx-post$='/edits'], [hx-post$='/undo']")) keeping.add(form);
  return isAgain;
}
document.addEventListener("htmx:finally:request", ({ detail }) => keeping.delete(detail.ctx.sourceElement));
function isSent(form, submitter) {
  if (form.method !== "post" || form.hasAttribute("hx-post")) return false;
  const what = `${submitter?.formAction ?? form.action} ${new URLSearchParams(new FormData(form, submitter))}`;
  const isAgain = what === sent;
  sent = what;
  setTimeout(() => (sent = ""), 10_000); // what is fetched leaves the page as it was
  return isAgain;
}
document.addEventListener(
  "submit",
  (event) => {
    if (!isKept(event.target) && !isSent(event.target, event.submitter)) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
addEventListener("pageshow", () => (sent = ""));

// Where the service cannot be reached nothing would be seen to happen: say so, until it can.
const lost = document.getElementById("lost");
document.addEventListener("htmx:error", ({ detail }) => detail.ctx && !detail.ctx.response && (lost.hidden = false));
document.addEventListener("htmx:after:request", () => (lost.hidden = true));

// What is picked takes room from the wall, and on a phone covers a part of the page,
// until it is closed.
function closeSide() {
  document.getElementById("side").replaceChildren();
  document.querySelector("#wall .picked, #wall [tabindex='0'], #board-part [tabindex='0'][data-visit]")?.focus();
}
document.addEventListener("click", (event) => event.target.id === "side-close" && closeSide());
document.addEventListener("keydown", (event) => {
  const side = document.getElementById("side");
  if (event.key === "Escape" && side?.firstChild && !document.querySelector(".lifted")) closeSide();
});
