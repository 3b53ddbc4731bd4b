// Whoever works by keys keeps their place when the part they are in is replaced.
let held = null;

// What tells an element apart from its neighbours, before and after.
function nameOf(element) {
  const name = element.name || element.getAttribute("href") || element.ariaLabel || element.textContent.trim();
  const choice = ["radio", "checkbox"].includes(element.type) ? element.value : "";
  return `${element.tagName} ${name} ${choice}`;
}
document.addEventListener("pointerdown", () => (held = null)); // who presses elsewhere leaves it on purpose
document.addEventListener("focusin", ({ target }) => {
  const around = [];
  for (let each = target.parentElement; each && each.id !== "main"; each = each.parentElement) around.push(each);
  held = { element: target, name: nameOf(target), around };
});

const standing = (element) => (element.isConnected ? element : element.id ? document.getElementById(element.id) : null);
const canBeReached = (element) => !element.disabled && element.checkVisibility();

function findAgain() {
  if (document.activeElement !== document.body || !held || (held.element.isConnected && canBeReached(held.element))) return;
  const part = held.around.map(standing).find((each) => each?.checkVisibility());
  if (!part) return;
  const places = part.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex]");
  const again = [...places].find((each) => nameOf(each) === held.name && canBeReached(each));
  if (again) again.focus();
  else setTimeout(() => rest(part)); // unless the page knows a better place
}
function rest(part) {
  if (document.activeElement !== document.body) return;
  if (part.tabIndex < 0) part.tabIndex = -1;
  part.focus();
}
document.addEventListener("htmx:after:swap", findAgain);
