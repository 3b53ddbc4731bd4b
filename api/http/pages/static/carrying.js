// Changing a draft by mouse and keys: lift a shift or a visit, and drop it elsewhere.
const draftAt = location.pathname.split("/").slice(0, 3).join("/");
const carried = document.getElementById("carried");
let lifted = null;

function lift(element) {
  putBack();
  lifted = element;
  element.classList.add("lifted");
  carried.textContent = carried.dataset.lift;
}
function putBack() {
  for (const each of document.querySelectorAll(".lifted,.over")) each.classList.remove("lifted", "over");
  lifted = null;
  carried.textContent = "";
}
function mark(element) {
  for (const each of document.querySelectorAll(".over")) each.classList.remove("over");
  if (element) element.classList.add("over");
}
const tryChange = (path, values) => showBeside("POST", `${draftAt}/${path}`, values);
// What a change would do leads to whether it is kept.
document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (!isBeside(detail) && detail.ctx.target?.id !== "effect") return;
  const keep = document.getElementById("keep");
  const side = document.getElementById("side");
  if (keep) keep.focus();
  else for (const each of [side, side.parentElement]) each.scrollTop = 0; // what was kept is said above
});

// The wall: a shift goes to another person, another day, or both.
function placeOf(cell) {
  const known = wallOf(cell);
  if (!known || !isDay(cell, known)) return null;
  return { who: cell.parentElement.dataset.who, date: known.dates[cell.cellIndex - 1] };
}
function isShift(cell) {
  return /(^| )k-/.test(cell.className);
}
function dropShift(cell) {
  const from = placeOf(lifted);
  const to = placeOf(cell);
  putBack();
  if (!to || (from.who === to.who && from.date === to.date)) return;
  const change = { employee_id: from.who, date: from.date, to: to.who };
  if (from.date === to.date) tryChange("effects", { kind: "give", ...change });
  else tryChange("effects", { kind: "move", ...change, to_date: to.date });
}

// The day: a visit goes to another person when it fits, or to another time of the same.
const laneOf = (element) => element.closest("tr")?.querySelector(".lane") || null;
function dropVisit(lane, x) {
  const visit = lifted;
  const values = { to: lane.dataset.who };
  if (x !== undefined && laneOf(visit) === lane) values.start = timeAt(lane, x);
  putBack();
  tryChange(`visits/${encodeURIComponent(visit.dataset.visit)}/${visit.dataset.no}/dropped`, values);
}
function timeAt(lane, x) {
  const box = lane.getBoundingClientRect();
  const minute = Number(lane.dataset.first) + ((x - box.left) / box.width) * Number(lane.dataset.minutes);
  const midnight = Date.parse(`${lane.dataset.day}T00:00Z`);
  return new Date(midnight + Math.round(minute / 5) * 5 * 60000).toISOString().slice(0, 16);
}
function openVisit(visit) {
  const at = `${draftAt}/visits/${encodeURIComponent(visit.dataset.visit)}/${visit.dataset.no}`;
  return showBeside("GET", at);
}

// By mouse.
function makeDraggable() {
  for (const cell of document.querySelectorAll("#wall td[class*=k-]")) cell.draggable = true;
}
makeDraggable();
document.addEventListener("htmx:after:swap", makeDraggable);
let grip = 0;
document.addEventListener("dragstart", (event) => {
  const item = event.target.closest("#wall td, #board-part [data-visit]");
  if (!item) return;
  grip = event.clientX - item.getBoundingClientRect().left;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", item.textContent);
  lift(item);
});
function targetOf(event) {
  if (!lifted) return null;
  if (lifted.dataset.visit) return laneOf(event.target);
  const cell = event.target.closest("td");
  return cell && placeOf(cell) ? cell : null;
}
document.addEventListener("dragover", (event) => {
  const target = targetOf(event);
  if (!target) return;
  event.preventDefault();
  mark(target);
});
document.addEventListener("drop", (event) => {
  const target = targetOf(event);
  if (!target) return;
  event.preventDefault();
  if (lifted.dataset.visit) dropVisit(target, event.clientX - grip);
  else dropShift(target);
});
document.addEventListener("dragend", () => setTimeout(putBack));
document.addEventListener("click", (event) => {
  const visit = event.target.closest("#board-part [data-visit]");
  if (visit) openVisit(visit);
  if (event.target.closest(".all-ways")) showAllWays(event.target);
});

function showAllWays(button) {
  const more = [...button.parentElement.querySelectorAll(".more")];
  for (const each of more) each.classList.remove("more");
  button.remove();
  more[0]?.querySelector("button, input").focus();
}

// By keys; capital letters are the same.
const ways = {
  m: (item) => (item.dataset.visit || isShift(item) ? lift(item) : null),
  l: (item) => whenOpen(item, () => press("#lock button")),
  u: () => press("#undo button"),
  delete: (item) => whenOpen(item, () => press("#off button")),
  s: (item) => whenOpen(item, () => document.getElementById("sick-start")?.focus()),
};
async function whenOpen(item, then) {
  const isShown = await (item.dataset.visit ? openVisit(item) : open(item, wallOf(item)));
  if (isShown) then();
}
function press(selector) {
  document.querySelector(selector)?.click();
}
// Below a visit lie the tours of others: from one that is open, Tab leads to what is said of it.
const isFilled = () => document.querySelector("#side h2") !== null;
function enterSide() {
  const heading = document.querySelector("#side h2");
  heading.tabIndex = -1;
  heading.focus();
}
function walkVisits(visit, key) {
  const all = [...document.querySelectorAll("#board-part [data-visit]")];
  if (key === "ArrowLeft" || key === "ArrowRight") {
    return all[all.indexOf(visit) + (key === "ArrowLeft" ? -1 : 1)];
  }
  const lanes = [...document.querySelectorAll("#board-part .lane")].filter((lane) => lane.querySelector(".stop"));
  const lane = lanes[lanes.indexOf(laneOf(visit)) + (key === "ArrowUp" ? -1 : 1)];
  if (!lane) return undefined;
  const left = parseFloat(visit.style.left) || 0; // one that is open lies on no lane
  const apart = (other) => Math.abs(parseFloat(other.style.left) - left);
  return [...lane.querySelectorAll(".stop")].reduce((a, b) => (apart(b) < apart(a) ? b : a));
}
function chooseLane(key) {
  const lanes = [...document.querySelectorAll("#board-part .lane")];
  const now = document.querySelector(".lane.over") || laneOf(lifted);
  const at = lanes.indexOf(now) + (key === "ArrowUp" ? -1 : 1);
  const lane = lanes[Math.min(Math.max(at, 0), lanes.length - 1)];
  mark(lane);
  lane.scrollIntoView({ block: "nearest" });
  carried.textContent = `${carried.dataset.lift} ${lane.dataset.name}`;
}
document.addEventListener(
  "keydown",
  (event) => {
    const item = event.target.closest("#wall td[tabindex], #board-part [data-visit]");
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    const isArrow = event.key.startsWith("Arrow");
    const isDrop = lifted && (key === "enter" || key === " ");
    if (key === "escape" && lifted) putBack();
    else if (isDrop && lifted.dataset.visit) dropVisit(document.querySelector(".lane.over") || laneOf(lifted) || lifted);
    else if (isDrop) dropShift(item);
    else if ((key === "enter" || key === " ") && item.dataset.visit) openVisit(item);
    else if (key === "tab" && !event.shiftKey && item.dataset.visit && isFilled()) enterSide();
    else if (isArrow && item.dataset.visit && lifted) chooseLane(event.key);
    else if (isArrow && item.dataset.visit) focusVisit(walkVisits(item, event.key));
    else if (ways[key]) ways[key](item);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

// One visit is reached by Tab; arrows lead to the others.
let visitAt = null;
function focusVisit(visit) {
  if (!visit) return;
  for (const other of document.querySelectorAll("#board-part [data-visit][tabindex='0']")) other.tabIndex = -1;
  visit.tabIndex = 0;
  visitAt = visit.dataset.visit;
  visit.focus();
}
function settleVisits() {
  const all = document.querySelectorAll("#board-part [data-visit]");
  if (!all.length || document.querySelector("#board-part [data-visit][tabindex='0']")) return;
  const again = [...all].find((visit) => visit.dataset.visit === visitAt);
  (again || all[0]).tabIndex = 0;
  if (again && document.activeElement === document.body) again.focus();
}
settleVisits();
document.addEventListener("htmx:after:swap", settleVisits);
