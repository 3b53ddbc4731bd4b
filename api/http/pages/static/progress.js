// Follows planning as it goes, and draws how the plan gets better.
const curve = document.getElementById("curve");
const rows = [[], [], []];
let plot = null;

function drawn() {
  const style = getComputedStyle(curve);
  const [ink, line, link, soft] = ["--ink", "--line", "--link", "--soft"].map((name) => style.getPropertyValue(name));
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
  const number = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" });
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
  const options = {
    width: curve.clientWidth,
    height: 220,
    legend: { show: false },
    scales: { x: { time: false } },
    axes: [
      { ...axis, incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600], values: (_, ticks) => ticks.map(clock) },
      { ...axis, size: 64, values: (_, ticks) => ticks.map((tick) => number.format(tick)) },
    ],
    series: [{}, { stroke: link, width: 2, paths: uPlot.paths.stepped({ align: 1 }) }, { stroke: soft, width: 1, dash: [4, 4] }],
  };
  return new uPlot(options, rows, curve);
}

function show(step, at) {
  rows[0].push(at);
  rows[1].push(step.price);
  rows[2].push(step.bound);
  const isKnown = rows[1].some((price) => price !== null);
  curve.hidden = !isKnown;
  if (!isKnown) return;
  if (!plot) plot = drawn();
  plot.setData(rows);
}

const source = new EventSource(curve.dataset.events);
let begun = null;
source.addEventListener("step", (event) => {
  const step = JSON.parse(event.data);
  const at = Date.parse(step.at) / 1000;
  begun ??= at;
  show(step, at - begun);
});
source.addEventListener("state", () => htmx.ajax("GET", curve.dataset.part, { target: "#progress", swap: "outerMorph" }));
source.addEventListener("ended", () => {
  source.close();
  location.reload();
});
// The browser asks again by itself, from the step that came last.
source.addEventListener("error", () => (lost.hidden = false));
source.addEventListener("open", () => (lost.hidden = true));
addEventListener("resize", () => plot?.setSize({ width: curve.clientWidth, height: 220 }));
