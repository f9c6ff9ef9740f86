/* What a reader's browser may add; without it every page works whole.
 *
 * - A picture under a content warning is fetched when its warning is opened, and not before.
 * - A reader may choose once, by kind of warning, to be shown or never shown such content. The choice
 *   is kept on the device (localStorage) and goes nowhere.
 * - The front page's "on this day" points to today.
 * - The key / leads to the search box, unless the reader does not want it.
 * - In a story that was opened from a search, another script marks the words that were found.
 */
"use strict";

(function () {
  const KEY = "broadsheet-warnings";
  const ANY = "*";
  const WARNING = "details.content-warning";
  const SLASH = "broadsheet-slash";
  const WRITTEN_IN = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  const OWN_ADDRESS = document.currentScript.src;

  /* The reader's choices: of a kind (or ANY) "show", "hide" or "ask"; a kind that is missing goes by ANY. */
  function choices() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "{}");
      return kept && typeof kept === "object" ? kept : {};
    } catch (_fault) {
      return {};
    }
  }

  function keep(chosen) {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
      return true;
    } catch (_fault) {
      return false;
    }
  }

  /* What was chosen for a warning: "hide" as soon as one of its kinds is hidden, "show" when all are shown. */
  function chosenFor(warning, chosen) {
    const kinds = (warning.dataset.kinds || ANY).split(";");
    const each = kinds.map((kind) => chosen[kind] || chosen[ANY]);
    if (each.includes("hide")) return "hide";
    return each.every((one) => one === "show") ? "show" : "ask";
  }

  /* The element *name* with the properties that have a value. */
  function made(name, properties) {
    const element = document.createElement(name);
    for (const [property, value] of Object.entries(properties)) {
      if (value) element[property] = value;
    }
    return element;
  }

  /* Puts the picture into the link, in the place of its words; if it cannot be had, they come back. */
  function reveal(link) {
    const { webp, srcset, sizes, alt, width, height } = link.dataset;
    const frame = document.createElement("picture");
    if (webp) frame.append(made("source", { type: "image/webp", sizes, srcset: webp }));
    const image = made("img", { loading: "lazy", decoding: "async", width, height, sizes, srcset });
    image.alt = alt || "";
    if (Number(height) > Number(width)) image.className = "tall";
    const words = link.textContent;
    image.addEventListener("error", () => cover(link, words));
    frame.append(image);
    link.className = "enlarged";
    link.replaceChildren(frame);
    image.src = link.href;
  }

  function cover(link, words) {
    link.className = "covered-picture";
    link.textContent = words;
  }

  /* Shows the pictures in what was just opened, but not those under another warning that is closed. */
  function opened(event) {
    const part = event.target;
    if (!part.open) return;
    if (part.dataset.choice === "hide") {
      part.open = false;
      return;
    }
    part.querySelectorAll("a.covered-picture").forEach((link) => {
      if (!link.closest("details:not([open])")) reveal(link);
    });
  }

  /* Says below a warning that stays closed why it does, and where that can be changed. */
  function explain(warning) {
    const change = document.querySelector("a[data-hidden-words]");
    const words = made("p", { className: "choice" });
    const told = change.closest("[lang]");
    if (told) [words.lang, words.dir] = [told.lang, told.dir];
    words.append(made("a", { href: change.href, textContent: change.dataset.hiddenWords }));
    warning.after(words);
  }

  function apply(warning, choice) {
    if (choice === (warning.dataset.choice || "ask")) return;
    if (warning.dataset.choice === "hide") warning.nextElementSibling.remove();
    warning.dataset.choice = choice;
    warning.open = choice === "show";
    warning.querySelector("summary").ariaDisabled = choice === "hide" ? "true" : null;
    if (choice === "hide") explain(warning);
  }

  function prepareWarnings() {
    const chosen = choices();
    document.querySelectorAll(WARNING).forEach((warning) => apply(warning, chosenFor(warning, chosen)));
  }

  /* A warning whose content the reader never wants to see does not open. */
  function pressed(event) {
    const summary = event.target.closest("summary");
    const warning = summary && summary.closest(WARNING);
    if (warning && warning.dataset.choice === "hide") event.preventDefault();
  }

  /* The form on the page about warnings: a row of choices for each kind. */
  function prepareChoices() {
    const form = document.querySelector("form.warning-choices");
    if (!form) return;
    const told = form.querySelector("[role=status]");
    const chosen = choices();
    form.querySelectorAll("input").forEach((input) => {
      input.checked = (chosen[input.name] || (input.name === ANY ? "ask" : "")) === input.value;
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => {
      const now = choices();
      const { name, value } = event.target;
      if (value) now[name] = value;
      else delete now[name];
      told.textContent = keep(now) ? told.dataset.kept : told.dataset.failed;
    });
    form.parentElement.querySelector(".without-script").remove();
    form.hidden = false;
  }

  function pointToToday() {
    const now = new Date();
    const day = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    document.querySelectorAll("a[data-on-this-day]").forEach((link) => {
      link.href = link.getAttribute("href").split("#")[0] + "#day-" + day;
    });
  }

  /* The key / leads to the search box: not from where one writes, and not if the reader said no. */
  function toSearch(event) {
    const box = document.querySelector("input[type=search]");
    const other = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (event.key !== "/" || other || !box || event.target.closest(WRITTEN_IN)) return;
    try {
      if (localStorage.getItem(SLASH) === "off") return;
    } catch (_fault) {
      /* Nothing can be kept here, so nobody said no. */
    }
    event.preventDefault();
    box.focus();
    box.select();
  }

  /* The script that marks words lies beside this one, and has its version. */
  function markWords() {
    if (!new URLSearchParams(location.search).has("marks")) return;
    document.head.append(made("script", { src: OWN_ADDRESS.replace("broadsheet.js", "marks.js") }));
  }

  /* The search page asks what the reader chose for the kinds of a warning. */
  globalThis.chosenForWarning = (kinds) => chosenFor({ dataset: { kinds: kinds.join(";") } }, choices());

  document.addEventListener("toggle", opened, true);
  document.addEventListener("keydown", toSearch);
  document.addEventListener("click", pressed, true);
  /* A choice made in another window, or on the page that the reader comes back from. */
  addEventListener("storage", prepareWarnings);
  addEventListener("pageshow", (event) => event.persisted && prepareWarnings());
  prepareWarnings();
  prepareChoices();
  pointToToday();
  markWords();
})();
