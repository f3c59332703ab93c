// @ts-check
// What others do appears on an open page: the page asks for itself again and is morphed. Never over
// what somebody is typing, never under a pressed pointer; what came in between follows after it.
(() => {
  const main = () => /** @type {HTMLElement} */ (document.getElementById("main"));
  let isPressed = false;
  let isBehind = false;
  let isAsking = false;

  // A form that somebody types into is theirs until they send it.
  document.addEventListener("input", (event) => {
    const form = /** @type {Element} */ (event.target).closest?.("form");
    form?.setAttribute("data-editing", "");
  });

  const ask = async () => {
    if (main().matches("[data-still], [data-held-still]")) return;
    isBehind = true;
    if (isPressed || isAsking) return;
    isAsking = true;
    while (isBehind && !isPressed) {
      isBehind = false;
      const before = entries();
      await again();
      tell(before);
    }
    isAsking = false;
  };

  const again = async () => {
    let arrived = false;
    const arrive = () => { arrived = true; };
    document.addEventListener("htmx:after:swap", arrive, { once: true });
    await htmx.ajax("GET", location.href, {
      source: main(), target: "#main", select: "#main", swap: "outerMorph",
    });
    document.removeEventListener("htmx:after:swap", arrive);
    if (arrived) return;
    // The line is down; what came meanwhile is still to be shown.
    isBehind = true;
    await new Promise((resolve) => { setTimeout(resolve, 2000); });
  };

  addEventListener("pointerdown", () => { isPressed = true; });
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => {
      isPressed = false;
      if (isBehind) ask();
    });
  }

  // The entries of lists as they read, to find those that are new.
  const entries = () => new Set([...main().querySelectorAll(".list > li")].map(words));
  const words = (/** @type {Element} */ entry) => entry.textContent?.replace(/\s+/g, " ");

  let toldAt = 0;
  const tell = (/** @type {Set<string | undefined>} */ before) => {
    const moved = [...main().querySelectorAll(".list > li")].filter((it) => !before.has(words(it)));
    for (const entry of moved) {
      entry.setAttribute("data-moved", "");
      setTimeout(() => entry.removeAttribute("data-moved"), 600);
    }
    const polite = document.getElementById("polite");
    if (polite && moved.length && Date.now() - toldAt > 5000) {
      toldAt = Date.now();
      polite.textContent = `Something moved: ${words(moved[0])}`;
    }
  };

  document.addEventListener("moved", ask);
  // Signed out, or no longer at this table: the page says so itself.
  document.addEventListener("over", () => location.reload());
})();
