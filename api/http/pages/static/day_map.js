// The tours of a day on a map: all from this service, no tiles, no other origin.
const mapBox = document.getElementById("day-map");
const dayMap = L.map(mapBox, { zoomControl: false, attributionControl: false, scrollWheelZoom: false, maxZoom: 17 });
L.control.zoom({ zoomInTitle: mapBox.dataset.in, zoomOutTitle: mapBox.dataset.out }).addTo(dayMap);
L.control.scale({ imperial: false }).addTo(dayMap);
const drawn = L.featureGroup().addTo(dayMap);
let chosen = null;

function spot(at, name, look) {
  return L.circleMarker(at, { radius: 5, weight: 2, fillOpacity: 1, ...look }).bindTooltip(name);
}
function route(tour) {
  const line = { color: tour.colour, weight: 2.5, dashArray: tour.dash === "none" ? null : tour.dash };
  const group = L.featureGroup([
    ...tour.legs.map((leg) => L.polyline(leg, line)),
    ...tour.stops.map((stop) => spot(stop.at, stop.name, { color: tour.colour, fillColor: "#fff", radius: 4 })),
  ]);
  group.who = tour.who;
  return group.bindTooltip(tour.name, { sticky: true });
}
function unit(each) {
  return L.marker(each.at, { icon: L.divIcon({ className: "unit-mark", html: "", iconSize: [12, 12] }), alt: each.name, keyboard: false }).bindTooltip(each.name);
}
function show() {
  drawn.eachLayer((layer) => {
    if (!layer.who || !layer.setStyle) return;
    const faded = chosen !== null && layer.who !== chosen;
    layer.setStyle({ opacity: faded ? 0.12 : 1, fillOpacity: faded ? 0.12 : 1 });
    if (layer.who === chosen) layer.bringToFront();
  });
  for (const row of document.querySelectorAll(".board [data-p]")) {
    const hot = row.dataset.p === chosen;
    row.classList.toggle("hot", hot);
    row.querySelector(".who").setAttribute("aria-pressed", String(hot));
  }
}
// Roads, lakes and borders from the municipality's own extract, if it gave one.
const LOOKS = {
  water: { className: "map-water", weight: 1 },
  small: { className: "map-small", weight: 1 },
  main: { className: "map-main", weight: 2 },
  outline: { className: "map-outline", weight: 2, dashArray: "6 4" },
};
async function drawBackground() {
  const answer = await fetch(mapBox.dataset.background);
  if (answer.status !== 200) return;
  const lines = await answer.json();
  dayMap.createPane("background").style.zIndex = 300;
  const renderer = L.svg({ pane: "background", padding: 1 });
  for (const [kind, look] of Object.entries(LOOKS)) {
    const options = { ...look, renderer, pane: "background", interactive: false };
    if (kind === "water") L.polygon(lines[kind].map((line) => [line]), options).addTo(dayMap);
    else L.polyline(lines[kind], options).addTo(dayMap);
  }
}
async function draw(fits) {
  const found = await (await fetch(mapBox.dataset.from)).json();
  drawn.clearLayers();
  for (const tour of found.routes) drawn.addLayer(route(tour));
  for (const each of found.units) drawn.addLayer(unit(each));
  for (const each of found.open) drawn.addLayer(spot(each.at, `${mapBox.dataset.open}: ${each.name}`, { color: "#a3162b", fillColor: "#ffd9de", radius: 7 }));
  if (fits && drawn.getLayers().length) dayMap.fitBounds(drawn.getBounds(), { padding: [20, 20], animate: false });
  // Each line and visit would be a stop of Tab, a hundred of them; the visits are on the time line.
  for (const path of mapBox.querySelectorAll("path")) path.setAttribute("tabindex", "-1");
  show();
}
document.addEventListener("click", (event) => {
  const who = event.target.closest(".board .who")?.closest("tr").dataset.p;
  if (!who) return;
  chosen = chosen === who ? null : who;
  show();
});
const revision = () => document.querySelector("#undo [name=known]")?.value;
let told = revision();
document.addEventListener("htmx:after:swap", () => {
  if (revision() !== told) draw(false);
  told = revision();
});
draw(true).then(drawBackground);
