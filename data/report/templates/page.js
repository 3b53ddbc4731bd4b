"use strict";
(() => {
  const stage = document.getElementById("stage");
  const days = document.getElementById("pick-day");
  const units = document.getElementById("pick-unit");

  const showUnit = (place = stage) => {
    for (const part of place.querySelectorAll("[data-unit]"))
      part.hidden = units.value !== "" && part.dataset.unit !== units.value;
  };

  const waiting = new Map();
  for (const template of document.querySelectorAll("template[data-day]"))
    waiting.set(template.dataset.day, template.content);

  const showDay = (day) => {
    if (stage.dataset.day === day || !waiting.has(day)) return;
    const shown = document.createDocumentFragment();
    shown.append(...stage.childNodes);
    waiting.set(stage.dataset.day, shown);
    stage.append(waiting.get(day));
    stage.dataset.day = day;
    days.value = day;
    showUnit();
  };

  const choose = (row) => {
    const article = row.closest("article");
    const chosen = !row.classList.contains("hot");
    for (const hot of article.querySelectorAll(".hot")) hot.classList.remove("hot");
    article.querySelector(".map")?.classList.toggle("chosen", chosen);
    if (!chosen) return;
    for (const part of article.querySelectorAll(`[data-p="${row.dataset.p}"]`))
      part.classList.add("hot");
  };

  for (const hidden of document.querySelectorAll(".picker")) hidden.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.step) {
      const next = days.options[days.selectedIndex + Number(button.dataset.step)];
      if (next) showDay(next.value);
    }
    if (button.classList.contains("who")) choose(button.closest("tr"));
  });
  const closed = () => document.querySelectorAll(".rule:not([open])");
  let opened = [];
  let printed = [];
  const printEveryDay = () => {
    let last = stage;
    for (const day of [...waiting.keys()].sort()) {
      if (day === stage.dataset.day || !waiting.get(day).childNodes.length) continue;
      const copy = document.createElement("div");
      copy.append(waiting.get(day).cloneNode(true));
      showUnit(copy);
      if (day < stage.dataset.day) stage.before(copy);
      else {
        last.after(copy);
        last = copy;
      }
      printed.push(copy);
    }
  };
  window.addEventListener("beforeprint", () => {
    opened = [...closed()];
    for (const rule of opened) rule.open = true;
    printEveryDay();
  });
  window.addEventListener("afterprint", () => {
    for (const rule of opened) rule.open = false;
    for (const copy of printed) copy.remove();
    printed = [];
  });
  days?.addEventListener("change", () => showDay(days.value));
  units?.addEventListener("change", () => showUnit());
})();
