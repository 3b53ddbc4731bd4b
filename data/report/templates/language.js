"use strict";
(() => {
  const speak = (language) => {
    document.documentElement.lang = language;
    for (const button of document.querySelectorAll("[data-lang]"))
      button.setAttribute("aria-pressed", String(button.dataset.lang === language));
    for (const plain of document.querySelectorAll("[data-sv]"))
      plain.textContent = plain.dataset[language];
  };
  for (const hidden of document.querySelectorAll(".lang")) hidden.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-lang]");
    if (button) speak(button.dataset.lang);
  });
})();
