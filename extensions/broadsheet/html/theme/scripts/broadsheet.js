/* What a reader's browser may add; without it every page works whole.
 *
 * - A picture under a content warning is fetched when its warning is opened, and not before.
 * - A reader may choose once, by kind of warning, to be shown or never shown such content. The choice is
 *   kept on the device (localStorage) and goes nowhere.
 * - The front page's "on this day" points to today.
 */
"use strict";

(function () {
  const KEY = "broadsheet-warnings";
  const ANY = "*";

  /* The reader's choices: a kind (or ANY) to "show" or "hide"; a kind that is missing is asked about. */
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
  function chosenFor(kinds, chosen) {
    const each = (kinds.length ? kinds : [ANY]).map((kind) => chosen[kind] || chosen[ANY]);
    if (each.includes("hide")) return "hide";
    return each.every((one) => one === "show") ? "show" : "ask";
  }

  /* Puts the picture in the place of the link to it. */
  function reveal(link) {
    const frame = document.createElement("picture");
    if (link.dataset.webp) {
      const source = document.createElement("source");
      source.type = "image/webp";
      source.sizes = link.dataset.sizes || "";
      source.srcset = link.dataset.webp;
      frame.append(source);
    }
    const image = document.createElement("img");
    image.alt = link.dataset.alt || "";
    image.width = Number(link.dataset.width);
    image.height = Number(link.dataset.height);
    image.decoding = "async";
    image.sizes = link.dataset.sizes || "";
    image.srcset = link.dataset.srcset || "";
    image.src = link.href;
    frame.append(image);
    link.replaceWith(frame);
  }

  function opened(event) {
    if (event.target.open) event.target.querySelectorAll("a.covered-picture").forEach(reveal);
  }

  function kindsOf(warning) {
    return (warning.dataset.kinds || "").split(";").filter(Boolean);
  }

  /* Keeps the warning closed, and says why and where that can be changed. */
  function hide(warning) {
    warning.addEventListener("click", (event) => {
      if (event.target.closest("summary")) event.preventDefault();
    });
    const words = document.createElement("p");
    const link = document.createElement("a");
    words.className = "choice";
    link.href = document.body.dataset.choices;
    link.textContent = document.body.dataset.hiddenWords;
    words.append(link);
    warning.after(words);
  }

  function prepareWarnings() {
    const chosen = choices();
    document.querySelectorAll("details.content-warning").forEach((warning) => {
      warning.addEventListener("toggle", opened);
      const choice = chosenFor(kindsOf(warning), chosen);
      if (choice === "show") {
        warning.open = true;
      } else if (choice === "hide") {
        hide(warning);
      }
    });
  }

  /* The form on the page about warnings: one row of choices for each kind. */
  function prepareChoices() {
    const form = document.querySelector("form.warning-choices");
    if (!form) return;
    form.hidden = false;
    const told = form.querySelector("[role=status]");
    const chosen = choices();
    form.querySelectorAll("input[type=radio]").forEach((input) => {
      input.checked = (chosen[input.name] || "ask") === input.value;
    });
    form.addEventListener("change", (event) => {
      const now = choices();
      if (event.target.value === "ask") delete now[event.target.name];
      else now[event.target.name] = event.target.value;
      told.textContent = keep(now) ? told.dataset.kept : told.dataset.failed;
    });
  }

  function pointToToday() {
    const now = new Date();
    const day = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    document.querySelectorAll("a[data-on-this-day]").forEach((link) => {
      link.href = link.getAttribute("href").split("#")[0] + "#day-" + day;
    });
  }

  prepareWarnings();
  prepareChoices();
  pointToToday();
})();
