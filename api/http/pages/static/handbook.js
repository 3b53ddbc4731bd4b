// Rules as a form: find some, see what is not as usual, and go back to it.
const rules = document.getElementById("rules");
const find = document.getElementById("find-rule");
const only = document.getElementById("only-changed");
const plain = (text) => text.replace(/\s/g, "").replace(/[,:]/, ".").toLowerCase();

function tell(element, count) {
  element.hidden = !count;
  element.textContent = element.dataset[count === 1 ? "one" : "many"].replace("0", count);
}

function show() {
  let all = 0;
  const words = find.value.trim().toLowerCase().split(/\s+/);
  for (const rule of rules.querySelectorAll(".rule")) {
    for (const setting of rule.querySelectorAll(".setting")) {
      const field = setting.querySelector("input, select");
      setting.classList.toggle("changed", plain(field.value) !== plain(field.dataset.usual));
    }
    const changes = rule.querySelectorAll(".setting.changed").length;
    all += changes;
    rule.classList.toggle("changed", changes > 0);
    tell(rule.querySelector(".of-changes"), changes);
    const text = rule.textContent.toLowerCase();
    rule.hidden = !words.every((word) => text.includes(word)) || (only.checked && !changes);
  }
  for (const wing of rules.querySelectorAll(".wing")) wing.hidden = !wing.querySelector(".rule:not([hidden])");
  tell(document.getElementById("all-changes"), all);
  document.getElementById("all-usual").disabled = !all;
}

function restore(within) {
  for (const field of within.querySelectorAll("[data-usual]")) field.value = field.dataset.usual;
  show();
}

rules.addEventListener("input", show);
rules.addEventListener("click", (event) => {
  const { target } = event;
  if (target.id === "all-usual") {
    restore(rules);
    find.focus(); // what was pressed can be pressed no more
  }
  if (!target.matches(".usual")) return;
  const setting = target.closest(".setting");
  restore(setting);
  setting.querySelector("input, select").focus();
});
find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());

// A link to a field or a rule opens what it stands in.
function reveal() {
  const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const rule = aim?.closest(".rule");
  if (!rule) return;
  rule.open = true;
  (aim.matches("input, select") ? aim : rule.querySelector("summary")).focus();
}
addEventListener("hashchange", reveal);

// On paper everything is open.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...rules.querySelectorAll(".rule:not([open])")];
  for (const rule of closed) rule.open = true;
});
addEventListener("afterprint", () => closed.forEach((rule) => (rule.open = false)));

show();
reveal();
