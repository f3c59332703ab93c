// @ts-check
// The workshop without reloading: small forms are sent and the page is morphed, and a note is moved
// by the pointer or by keys. All of it can be done without a script, too.
(() => {
  const main = () => /** @type {HTMLElement} */ (document.getElementById("main"));
  const polite = (/** @type {string} */ words) => {
    const place = document.getElementById("polite");
    if (place) place.textContent = words;
  };

  const send = (/** @type {string} */ url, /** @type {Record<string, string>} */ values) =>
    htmx.ajax("POST", url, {
      source: main(), target: "#main", select: "#main", swap: "outerMorph", values,
    });

  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.hasAttribute("data-quick")) return;
    event.preventDefault();
    const button = /** @type {SubmitEvent} */ (event).submitter;
    const values = Object.fromEntries(new FormData(form, button));
    delete values.place;
    // What was typed is on its way: the page may show what became of it.
    form.removeAttribute("data-editing");
    form.closest("details")?.removeAttribute("open");
    send(form.action, /** @type {Record<string, string>} */ (values));
  });

  const note = (/** @type {EventTarget | null} */ target) =>
    /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest(".note") : null);
  const column = (/** @type {Element} */ it) => it.closest("section");
  // The address to which a note's own form would go.
  const groups = (/** @type {HTMLElement} */ it) =>
    /** @type {HTMLFormElement | null} */ (it.querySelector("form[action$='/groups']"))?.action;

  const put = (/** @type {HTMLElement} */ it, /** @type {HTMLElement} */ onto) => {
    const url = groups(it) ?? groups(onto);
    const [id, target] = [it.dataset.note, onto.dataset.note];
    if (!url || !id || !target || it.dataset.pile === onto.dataset.pile) return;
    polite("Put together.");
    send(url, { note: id, with: target });
  };

  /** @type {HTMLElement | null} */
  let dragged = null;
  const over = (/** @type {Element | null} */ it) => {
    for (const one of main().querySelectorAll("[data-over]")) one.removeAttribute("data-over");
    it?.setAttribute("data-over", "");
  };
  const target = (/** @type {DragEvent} */ event) => {
    const onto = note(event.target);
    const fits = dragged && onto && onto !== dragged && column(onto) === column(dragged);
    return fits ? onto : null;
  };
  document.addEventListener("dragstart", (event) => {
    dragged = note(event.target);
    if (!dragged) return;
    event.dataTransfer?.setData("text/plain", dragged.dataset.note ?? "");
    // Nothing moves under what somebody holds.
    main().setAttribute("data-held-still", "");
  });
  document.addEventListener("dragover", (event) => {
    const onto = target(event);
    over(onto);
    if (onto) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const onto = target(event);
    if (!dragged || !onto) return;
    event.preventDefault();
    const it = dragged;
    main().removeAttribute("data-held-still");
    put(it, onto);
  });
  document.addEventListener("dragend", () => {
    over(null);
    dragged = null;
    main()?.removeAttribute("data-held-still");
    document.dispatchEvent(new CustomEvent("moved"));
  });

  // What is held, and what it would be put with: by their ids, for the page may be made anew.
  let held = "";
  let chosen = "";
  const byId = (/** @type {string} */ id) => {
    const found = id ? main().querySelector(`.note[data-note="${id}"]`) : null;
    return /** @type {HTMLElement | null} */ (found);
  };
  const words = (/** @type {Element | null} */ it) => it?.querySelector(".said")?.textContent ?? "";
  const mark = () => {
    for (const one of main().querySelectorAll("[data-held]")) one.removeAttribute("data-held");
    byId(held)?.setAttribute("data-held", "");
    over(byId(chosen));
  };
  document.addEventListener("htmx:after:swap", () => { if (held) mark(); });
  const letGo = () => {
    held = chosen = "";
    mark();
  };
  const hold = (/** @type {HTMLElement} */ it) => {
    held = it.dataset.note ?? "";
    mark();
    polite(`Holding “${words(it)}”. Arrow keys choose, Enter puts it there, Escape lets go.`);
  };
  const choose = (/** @type {number} */ step) => {
    const it = byId(held);
    const notes = it && column(it)?.querySelectorAll(".note");
    const others = [...(notes ?? [])].filter((one) => one !== it);
    if (!others.length) return;
    const now = others.findIndex((one) => /** @type {HTMLElement} */ (one).dataset.note === chosen);
    const first = step > 0 ? 0 : others.length - 1;
    const place = now < 0 ? first : (now + step + others.length) % others.length;
    const next = /** @type {HTMLElement} */ (others[place]);
    chosen = next.dataset.note ?? "";
    mark();
    next.scrollIntoView({ block: "nearest" });
    polite(`With “${words(next)}”?`);
  };
  // While a note is held, the arrow keys go through those that it can be put with.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = note(document.activeElement);
    const isTyping = /^(input|select|textarea)$/i.test(document.activeElement?.tagName ?? "");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const [it, onto] = [byId(held), byId(chosen)];
    if (!it) {
      if (event.key.toLowerCase() !== "m" || isTyping || !at?.hasAttribute("draggable")) return;
      hold(at);
    } else if (step) choose(step);
    else if (event.key === "Enter" && onto) {
      letGo();
      put(it, onto);
    } else if (event.key === "Escape") {
      letGo();
      polite("Let go.");
    } else return;
    event.preventDefault();
  });
})();
