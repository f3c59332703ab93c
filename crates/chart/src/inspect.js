// Lets the pointer and the arrow keys walk a chart: each place is a row of the chart's table, and
// the row is what is read out. Without this script the table is the way in.
(() => {
  const xmlns = "http://www.w3.org/2000/svg";
  const part = (name, kind, svg) => {
    const element = svg.appendChild(document.createElementNS(xmlns, name));
    element.setAttribute("class", kind);
    element.setAttribute("hidden", "");
    return element;
  };

  const words = (row) => {
    const names = [...row.closest("table").tHead.rows[0].cells];
    const cells = [...row.cells].map((cell, index) => {
      const name = names[index]?.textContent;
      return cell.textContent && name ? `${name}: ${cell.textContent}` : cell.textContent;
    });
    return cells.filter(Boolean).join(" · ");
  };

  for (const svg of document.querySelectorAll("svg[data-stops]")) {
    const id = svg.dataset.rows;
    const stops = svg.dataset.stops.split(" ").filter(Boolean).map((stop, row) => {
      const [x, y] = stop.split(",").map(Number);
      return { x, y, row: row + 1 };
    });
    if (!stops.length) continue;
    const alongX = [...stops].sort((a, b) => a.x - b.x || b.y - a.y);
    const alongY = [...stops].sort((a, b) => b.y - a.y || a.x - b.x);
    const readout = svg.parentElement.querySelector(".readout");
    const { height } = svg.viewBox.baseVal;
    let guide, ring, here;

    const show = (stop) => {
      here = stop;
      ring ??= part("circle", "here", svg);
      guide ??= part("path", "guide", svg);
      for (const element of [ring, guide]) element.toggleAttribute("hidden", !stop);
      readout.hidden = !stop;
      if (!stop) return;
      ring.setAttribute("cx", stop.x);
      ring.setAttribute("cy", stop.y);
      ring.setAttribute("r", 6.5);
      guide.setAttribute("d", `M${stop.x} ${stop.y + 8}V${height - 34}`);
      const row = document.getElementById(`${id}-${stop.row}`);
      if (row) readout.textContent = words(row);
    };

    const step = (order, by) => {
      const at = here ? order.indexOf(here) + by : by > 0 ? 0 : order.length - 1;
      show(order[Math.min(Math.max(at, 0), order.length - 1)]);
    };

    const open = () => {
      const row = here && document.getElementById(`${id}-${here.row}`);
      if (!row) return;
      const link = row.querySelector("a[href]");
      if (link) return link.click();
      const table = row.closest("details");
      if (table) table.open = true;
      location.hash = row.id;
    };

    svg.addEventListener("keydown", (event) => {
      const keys = {
        ArrowRight: () => step(alongX, 1),
        ArrowLeft: () => step(alongX, -1),
        ArrowUp: () => step(alongY, 1),
        ArrowDown: () => step(alongY, -1),
        Home: () => show(alongX[0]),
        End: () => show(alongX.at(-1)),
        Enter: open,
        Escape: () => show(null),
      };
      const act = !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
    svg.addEventListener("focus", () => here || show(alongX.at(-1)));
    svg.addEventListener("blur", () => show(null));
    svg.addEventListener("pointerleave", () => document.activeElement === svg || show(null));
    const at = ({ clientX, clientY }) => {
      const matrix = svg.getScreenCTM();
      return matrix && new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
    };
    // Along the time axis a place is easier to hit than above and below it.
    const distance = (stop, point) => Math.hypot(stop.x - point.x, (stop.y - point.y) * 0.5);
    svg.addEventListener("pointermove", (event) => {
      const point = at(event);
      if (!point) return;
      const nearer = (best, stop) => (distance(stop, point) < distance(best, point) ? stop : best);
      const near = stops.reduce(nearer);
      if (near !== here) show(near);
    });
    // A click into the blank leads nowhere.
    svg.addEventListener("click", (event) => {
      const near = here && at(event) && distance(here, at(event)) < 14;
      if (near && !event.target.closest("a")) open();
    });
  }

  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  const csv = (table) => {
    const guarded = (text) => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);
    const cell = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const line = (row) => [...row.cells].map((it) => cell(guarded(it.textContent))).join(",");
    return [...table.rows].map((row) => `${line(row)}\n`).join("");
  };

  // The colours are the page's; a picture that leaves the page takes along those it has now.
  const picture = (svg) => {
    const copy = svg.cloneNode(true);
    const look = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
      "paint-order", "font-family", "font-size"];
    const originals = svg.querySelectorAll("*");
    copy.querySelectorAll("*").forEach((element, index) => {
      const style = getComputedStyle(originals[index]);
      for (const name of look) element.setAttribute(name, style.getPropertyValue(name));
    });
    copy.setAttribute("xmlns", xmlns);
    copy.style.background = getComputedStyle(document.body).backgroundColor;
    return new XMLSerializer().serializeToString(copy);
  };

  const shown = (figure) =>
    [...figure.querySelectorAll("svg[data-stops]")].find((svg) => svg.getClientRects().length);

  for (const figure of document.querySelectorAll("figure.chart")) {
    const tools = document.createElement("span");
    tools.className = "tools";
    const button = (text, act) => {
      const element = tools.appendChild(document.createElement("button"));
      element.type = "button";
      element.textContent = text;
      element.addEventListener("click", act);
    };
    const table = figure.querySelector("table");
    if (table) button("CSV", () => save(`${figure.id}.csv`, "text/csv", csv(table)));
    const svg = () => save(`${figure.id}.svg`, "image/svg+xml", picture(shown(figure)));
    button("SVG", svg);
    figure.querySelector("details")?.before(tools);
  }
})();
