// What pages do beyond links and forms: filter the wall and walk it by keys.
const wall = document.querySelector("#wall");
if (wall) {
  const rows = [...wall.querySelectorAll("tr[data-who]")];
  const cellsOf = (row) => [...row.children].slice(1, 1 + dates.length);
  const dates = [...wall.querySelectorAll("thead tr:last-child th a")].map((a) => a.getAttribute("href").split("/").pop());

  const filters = ["find", "unit", "role", "skill"].map((id) => document.getElementById(id));
  const filter = () => {
    const [find, unit, role, skill] = filters.map((field) => field.value.trim().toLowerCase());
    for (const row of rows) {
      const skills = row.dataset.skills.toLowerCase().split(" ");
      row.hidden = !(
        (!find || row.dataset.name.includes(find) || row.dataset.who.toLowerCase().includes(find)) &&
        (!unit || row.parentElement.dataset.unit.toLowerCase() === unit) &&
        (!role || row.dataset.role.toLowerCase() === role) &&
        (!skill || skills.includes(skill))
      );
    }
    for (const body of wall.querySelectorAll("tbody[data-unit]")) {
      body.hidden = ![...body.querySelectorAll("tr[data-who]")].some((row) => !row.hidden);
    }
  };
  for (const field of filters) field.addEventListener("input", filter);
  document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());

  let focused;
  const settle = (cell) => {
    if (focused) focused.tabIndex = -1;
    focused = cell;
    cell.tabIndex = 0;
  };
  if (rows.length) settle(cellsOf(rows[0])[0]);
  const placeOf = (cell) => [rows.indexOf(cell.parentElement), cell.cellIndex - 1];
  const isDay = (cell) => cell && rows.includes(cell.parentElement) && cell.tagName === "TD" && cell.cellIndex - 1 < dates.length;

  const open = (cell) => {
    const [row, day] = placeOf(cell);
    const at = `${wall.dataset.open}/${encodeURIComponent(rows[row].dataset.who)}/${dates[day]}`;
    wall.querySelectorAll(".picked").forEach((other) => other.classList.remove("picked"));
    cell.classList.add("picked");
    htmx.ajax("GET", at, { target: "#side", swap: "innerHTML" });
  };
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  wall.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!isDay(cell)) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(cell);
      return;
    }
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    let [row, day] = placeOf(cell);
    day = Math.min(Math.max(day + step[1], 0), dates.length - 1);
    let next = row + step[0];
    while (rows[next] && (rows[next].hidden || rows[next].parentElement.hidden)) next += step[0];
    if (rows[next]) row = next;
    const target = cellsOf(rows[row])[day];
    settle(target);
    target.focus();
  });
  wall.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (!isDay(cell)) return;
    settle(cell);
    cell.focus();
    open(cell);
  });
}
for (const button of document.querySelectorAll(".gantt .who")) {
  button.addEventListener("click", () => {
    const unit = button.closest(".unit-day");
    const number = button.closest("tr").dataset.p;
    const map = unit.querySelector(".map");
    const was = button.closest("tr").classList.contains("hot");
    for (const each of unit.querySelectorAll("[data-p]")) each.classList.toggle("hot", !was && each.dataset.p === number);
    if (map) map.classList.toggle("chosen", !was);
    button.setAttribute("aria-pressed", String(!was));
  });
}
