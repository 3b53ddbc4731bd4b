// Draws curves over base staffing: means, their band, and the proven bound.
const plots = [];

function plotted(place) {
  const { places, marks, values, low, high, bound, base } = JSON.parse(place.dataset.points);
  const style = getComputedStyle(place);
  const [ink, line, link, soft] = ["--ink", "--line", "--link", "--soft"].map((name) => style.getPropertyValue(name));
  const number = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumSignificantDigits: 4 });
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
  const room = (Math.max(...places) - Math.min(...places)) * 0.06;
  const edge = { stroke: "transparent", points: { show: false } };
  const series = [
    {},
    edge,
    edge,
    { stroke: link, width: 2, points: { show: true, size: 7, fill: link } },
    { stroke: "transparent", points: { show: true, size: 11, width: 2, stroke: ink, fill: "transparent" } },
  ];
  const rows = [places, low, high, values, values.map((value, at) => (at === base ? value : null))];
  if (bound) {
    rows.push(bound);
    series.push({ stroke: soft, width: 1.5, dash: [5, 4], points: { show: false } });
  }
  const options = {
    width: place.clientWidth,
    height: 200,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: (_, from, to) => [from - room, to + room] } },
    axes: [
      { ...axis, splits: () => places, values: () => marks },
      { ...axis, size: 62, values: (_, ticks) => ticks.map((tick) => number.format(tick)) },
    ],
    series,
    bands: [{ series: [2, 1], fill: `color-mix(in srgb, ${link} 22%, transparent)` }],
  };
  return [place, new uPlot(options, rows, place)];
}

function drawAll() {
  for (const [, plot] of plots.splice(0)) plot.destroy();
  for (const place of document.querySelectorAll("[data-points]")) plots.push(plotted(place));
}

drawAll();
addEventListener("resize", () => plots.forEach(([place, plot]) => plot.setSize({ width: place.clientWidth, height: 200 })));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
