/* Makes and changes elements; text never becomes markup. */

const SHAPES = {
  healthy: { outline: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", sign: "M7.5 12.5l3 3 6-6.5" },
  degraded: { outline: "M12 2.5L23 21.5H1z", sign: "M12 9.5v5M12 17.7v.3" },
  down: { outline: "M8 2h8l6 6v8l-6 6H8l-6-6V8z", sign: "M8.5 8.5l7 7M15.5 8.5l-7 7" },
  unknown: { outline: "M3 3h18v18H3z", sign: "M9.3 9.5a2.8 2.8 0 1 1 4 2.5c-.9.5-1.3 1-1.3 2M12 17.2v.3" },
  paused: { outline: "M3 3h18v18H3z", sign: "M9 8v8M15 8v8" },
  disabled: { outline: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", sign: "M7 12h10" }
};

export const byId = id => document.getElementById(id);

export function setText(place, text) {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

export function withText(place, text) {
  place.textContent = text;
  return place;
}

export function element(tag, className = "") {
  const created = document.createElement(tag);
  if (className !== "") {
    created.className = className;
  }
  return created;
}

export function icon(status) {
  const place = element("span", "icon");
  place.setAttribute("aria-hidden", "true");
  setIcon(place, status);
  return place;
}

export function setIcon(place, status) {
  if (place.dataset.icon === status) {
    return;
  }
  place.dataset.icon = status;
  const svg = vector("svg", { viewBox: "0 0 24 24" });
  svg.append(
    vector("path", { d: SHAPES[status].outline, fill: "currentColor" }),
    vector("path", {
      d: SHAPES[status].sign, fill: "none", stroke: "var(--card)", "stroke-width": "2.4",
      "stroke-linecap": "round", "stroke-linejoin": "round"
    }));
  place.replaceChildren(svg);
}

function vector(tag, attributes) {
  const created = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([name, value]) => created.setAttribute(name, value));
  return created;
}
