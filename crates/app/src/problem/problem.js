// @ts-check
// Problems without reloading: a press of C notes one from any page, problems like it appear while
// somebody types, and a card is moved by the pointer or by keys. All of it can be done without a
// script, too.
(() => {
  const main = () => /** @type {HTMLElement} */ (document.getElementById("main"));
  const polite = (/** @type {string} */ words) => {
    const place = document.getElementById("polite");
    if (place) place.textContent = words;
  };
  const isTyping = () => {
    const at = document.activeElement;
    return Boolean(at?.matches("input, select, textarea, [contenteditable]"));
  };

  const link = () =>
    /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-noting]"));

  // The words for which likes were looked for last.
  let asked = "";
  const openNoting = async () => {
    const url = link()?.href;
    // One that was closed over half-typed text is still there.
    const there = /** @type {HTMLDialogElement | null} */ (document.querySelector(".noting-now"));
    if (there && !there.open) there.showModal();
    if (!url || there) return;
    asked = "";
    const dialog = document.createElement("dialog");
    dialog.className = "noting-now";
    dialog.setAttribute("aria-label", "Note a problem");
    const place = document.createElement("div");
    const away = document.createElement("button");
    away.className = "quiet away";
    away.type = "button";
    away.textContent = "Close";
    dialog.append(place, away);
    document.body.append(dialog);
    const close = () => dialog.close();
    away.addEventListener("click", close);
    dialog.addEventListener("close", () => {
      if (!dialog.querySelector("[data-editing]")) dialog.remove();
    });
    await htmx.ajax("GET", url, {
      source: dialog, target: place, select: "#noting", swap: "innerHTML",
    });
    const form = dialog.querySelector("form");
    if (!form) {
      // The page could not be had: go there, and see why.
      location.href = url;
      return;
    }
    const back = /** @type {HTMLInputElement} */ (form.elements.namedItem("back"));
    back.value = location.pathname + location.search;
    dialog.showModal();
    /** @type {HTMLElement | null} */ (form.querySelector("textarea"))?.focus();
    place.addEventListener("submit", (event) => share(event, place, away, close));
  };

  // Sends what is shared from the dialog. What is refused comes back into it; otherwise the page
  // behind it says what was done.
  const share = async (
    /** @type {SubmitEvent} */ event, /** @type {HTMLElement} */ place,
    /** @type {HTMLElement} */ away, /** @type {() => void} */ close,
  ) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    // Only what shares it leads back here.
    if (button?.value !== "share") return;
    event.preventDefault();
    // The page that comes back says what was done: none may come between.
    main().setAttribute("data-held-still", "");
    const before = new Set(slips().map((it) => it.id));
    let arrived = false;
    let refused = false;
    const arrive = () => { arrived = true; };
    const look = (/** @type {any} */ { detail: { ctx } }) => {
      if (ctx.sourceElement !== form || ctx.response.status !== 422) return;
      refused = true;
      Object.assign(ctx, { target: place, select: "#noting", swap: "innerHTML" });
    };
    document.addEventListener("htmx:before:response", look);
    document.addEventListener("htmx:after:swap", arrive, { once: true });
    await htmx.ajax("POST", form.action, {
      source: form, event, target: "#main", select: "#main", swap: "outerMorph",
      headers: { "tells-done": "yes" },
    });
    document.removeEventListener("htmx:before:response", look);
    document.removeEventListener("htmx:after:swap", arrive);
    main().removeAttribute("data-held-still");
    if (refused) {
      place.querySelector("form")?.setAttribute("data-editing", "");
      place.querySelector("textarea")?.focus();
    } else if (arrived) {
      form.removeAttribute("data-editing");
      close();
      show(slips().find((it) => !before.has(it.id)));
    } else away.textContent = "It was not sent: try again";
  };

  const slips = () =>
    /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-board] .slip")]);
  const show = (/** @type {HTMLElement | undefined} */ it) => {
    if (!it) return;
    it.setAttribute("data-moved", "");
    setTimeout(() => it.removeAttribute("data-moved"), 2500);
    it.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping()) return;
    const isOpen = document.querySelector("dialog[open]");
    if (event.key.toLowerCase() !== "c" || !link() || isOpen) return;
    event.preventDefault();
    openNoting();
  });
  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target.closest("a[data-noting]") : null;
    if (!at || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openNoting();
  });

  // Problems like it, a moment after the last letter.
  let waiting = 0;
  const look = async (/** @type {HTMLFormElement} */ form) => {
    const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("words"));
    const words = field.value.trim();
    if (words === asked || words.length < 3) return;
    asked = words;
    const place = form.querySelector("#likes");
    await htmx.ajax("POST", form.dataset.like ?? "", {
      source: place, target: place, swap: "innerHTML",
    });
    const looked = /** @type {HTMLInputElement} */ (form.elements.namedItem("looked"));
    looked.value = "yes";
  };
  document.addEventListener("input", (event) => {
    const at = /** @type {HTMLTextAreaElement} */ (event.target);
    const form = /** @type {HTMLFormElement | null} */ (at.closest?.("form[data-like]"));
    if (!form || at.name !== "words") return;
    const long = /** @type {HTMLElement} */ (form.querySelector("#long"));
    long.hidden = at.value.trim().length <= Number(long.dataset.most);
    clearTimeout(waiting);
    waiting = setTimeout(() => look(form), 200);
  });

  // A place in the address opens what folds there.
  const unfold = () => {
    const at = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (at instanceof HTMLDetailsElement) {
      at.open = true;
      /** @type {HTMLElement | null} */ (at.querySelector("textarea, input"))?.focus();
    }
  };
  addEventListener("hashchange", unfold);
  unfold();

  const slip = (/** @type {EventTarget | null} */ at) => {
    const found = at instanceof Element ? at.closest("[data-board] .slip") : null;
    return /** @type {HTMLElement | null} */ (found);
  };
  const column = (/** @type {EventTarget | null} */ at) => {
    const found = at instanceof Element ? at.closest("[data-column]") : null;
    return /** @type {HTMLElement | null} */ (found);
  };
  const way = (/** @type {HTMLElement} */ it) =>
    /** @type {HTMLAnchorElement | null} */ (it.querySelector("a.move"));
  const move = async (/** @type {HTMLElement} */ it, /** @type {HTMLElement} */ onto) => {
    const url = way(it)?.href;
    const to = onto.dataset.column ?? "";
    if (!url || column(it) === onto) return;
    if (to === "solved") {
      // It needs words: its page asks for them.
      location.href = `${url.replace(/\/moving$/, "")}#solve`;
      return;
    }
    const id = it.id;
    const back = location.pathname + location.search;
    await htmx.ajax("POST", url, {
      source: main(), target: "#main", select: "#main", swap: "outerMorph", values: { to, back },
    });
    const moved = document.getElementById(id);
    const there = column(moved)?.querySelector("h2")?.firstChild?.textContent?.trim();
    polite(there ? `Moved to “${there}”.` : "It could not be moved; the page says why.");
    /** @type {HTMLElement | null | undefined} */ (moved?.querySelector(".said"))?.focus();
  };

  const over = (/** @type {Element | null} */ it) => {
    for (const one of main().querySelectorAll("section[data-over]")) {
      one.removeAttribute("data-over");
    }
    it?.setAttribute("data-over", "");
  };
  /** @type {HTMLElement | null} */
  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    dragged = slip(event.target);
    if (!dragged) return;
    event.dataTransfer?.setData("text/plain", dragged.id);
    main().setAttribute("data-held-still", "");
  });
  document.addEventListener("dragover", (event) => {
    const onto = dragged ? column(event.target) : null;
    if (!dragged) return;
    over(onto === column(dragged) ? null : onto);
    if (onto) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const onto = column(event.target);
    if (!dragged || !onto) return;
    event.preventDefault();
    main().removeAttribute("data-held-still");
    move(dragged, onto);
  });
  document.addEventListener("dragend", () => {
    if (!dragged) return;
    over(null);
    dragged = null;
    main().removeAttribute("data-held-still");
    document.dispatchEvent(new CustomEvent("moved"));
  });

  // While a card is held, the arrow keys go through the columns.
  let held = "";
  let chosen = 0;
  const columns = () =>
    /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-board] [data-column]")]);
  const letGo = () => {
    document.getElementById(held)?.removeAttribute("data-held");
    held = "";
    over(null);
  };
  document.addEventListener("focusout", (event) => {
    if (held && slip(event.target)?.id === held) letGo();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping()) return;
    const it = held ? document.getElementById(held) : null;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!it) {
      const at = slip(document.activeElement);
      if (event.key.toLowerCase() !== "m" || !at || !way(at)) return;
      held = at.id;
      at.setAttribute("data-held", "");
      chosen = columns().findIndex((one) => one === column(at));
      polite("Holding it. Arrow keys choose a column, Enter moves it there, Escape lets go.");
    } else if (step) {
      const all = columns();
      chosen = (chosen + step + all.length) % all.length;
      over(all[chosen]);
      polite(`To “${all[chosen].querySelector("h2")?.firstChild?.textContent?.trim()}”?`);
    } else if (event.key === "Enter") {
      const onto = columns()[chosen];
      letGo();
      move(it, onto);
    } else if (event.key === "Escape") {
      letGo();
      polite("Let go.");
    } else return;
    event.preventDefault();
  });
})();
