"use strict";

const POLL_MILLIS = 2000;
const LONGEST_POLL_MILLIS = 30000;
const REQUEST_MILLIS = 10000;
const TOKEN = "healthmon.token";
const WORDS = {
  down: "Down", degraded: "Degraded", unknown: "Unknown", healthy: "Healthy", paused: "Paused", disabled: "Disabled"
};
const OVERALL = {
  healthy: "Everything works",
  degraded: "Working in part",
  down: "Something critical is down",
  unknown: "Not known yet"
};
const SHAPES = {
  healthy: { outline: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", sign: "M7.5 12.5l3 3 6-6.5" },
  degraded: { outline: "M12 2.5L23 21.5H1z", sign: "M12 9.5v5M12 17.7v.3" },
  down: { outline: "M8 2h8l6 6v8l-6 6H8l-6-6V8z", sign: "M8.5 8.5l7 7M15.5 8.5l-7 7" },
  unknown: { outline: "M3 3h18v18H3z", sign: "M9.3 9.5a2.8 2.8 0 1 1 4 2.5c-.9.5-1.3 1-1.3 2M12 17.2v.3" },
  paused: { outline: "M3 3h18v18H3z", sign: "M9 8v8M15 8v8" },
  disabled: { outline: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z", sign: "M7 12h10" }
};

const byId = id => document.getElementById(id);
const rows = new Map();
const state = {
  token: takeToken(),
  role: null,
  serverAhead: 0,
  lastAnswer: null,
  unreachableSince: null,
  failures: 0,
  overall: null,
  store: null,
  signedOutBecause: "",
  timer: null,
  round: 0
};

function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null) {
    history.replaceState(null, "", location.pathname + location.search);
    if (given.trim() !== "") {
      sessionStorage.setItem(TOKEN, given.trim());
    }
  }
  return sendable(sessionStorage.getItem(TOKEN));
}

/** Returns the token if a header can carry it, or null; fetch would throw, as if the server were away. */
function sendable(token) {
  return token !== null && /^[\x21-\x7e]+$/.test(token) ? token : null;
}

async function request(path, options = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), options.millis || REQUEST_MILLIS);
  const headers = { Accept: "application/json" };
  if (state.token) {
    headers.Authorization = "Bearer " + state.token;
  }
  try {
    const response = await fetch(path, {
      method: options.method || "GET", headers, signal: abort.signal, cache: "no-store", credentials: "same-origin"
    });
    const json = await response.json();
    return { response, json };
  } finally {
    clearTimeout(timer);
  }
}

async function allIntegrations() {
  const integrations = [];
  state.store = null;
  let cursor = null;
  do {
    const page = cursor === null ? "" : "&cursor=" + encodeURIComponent(cursor);
    const { response, json } = await request("api/integrations?limit=1000" + page);
    if (response.status === 401) {
      return null;
    }
    if (!response.ok) {
      throw new Error("answer " + response.status);
    }
    state.role = response.headers.get("Healthmon-Role");
    state.store = json.store || null;
    integrations.push(...json.integrations);
    cursor = json.nextCursor;
  } while (cursor);
  return integrations;
}

async function poll() {
  clearTimeout(state.timer);
  const round = ++state.round;
  try {
    const [health, list] = await Promise.all([request("health"), state.token ? allIntegrations() : null]);
    if (round !== state.round) {
      return;
    }
    if (health.json.checks === undefined) {
      throw new Error("answer " + health.response.status);
    }
    reached(health.json);
    if (state.token && list === null) {
      signOut("This token is not known here.");
      return;
    }
    show(health.json, list);
  } catch (failure) {
    if (round !== state.round) {
      return;
    }
    unreachable();
  }
  schedule();
}

function schedule() {
  clearTimeout(state.timer);
  if (!document.hidden) {
    const wait = Math.min(POLL_MILLIS * 2 ** Math.min(state.failures, 4), LONGEST_POLL_MILLIS);
    state.timer = setTimeout(poll, wait);
  }
}

function reached(health) {
  state.serverAhead = Date.parse(health.timestamp) - Date.now();
  state.lastAnswer = Date.now();
  state.unreachableSince = null;
  state.failures = 0;
  byId("unreachable").hidden = true;
  document.body.classList.remove("old");
}

function unreachable() {
  state.failures++;
  state.unreachableSince = state.unreachableSince || state.lastAnswer || Date.now();
  const since = new Date(state.unreachableSince).toLocaleTimeString();
  const text = state.lastAnswer === null
    ? "No answer from the server since " + since + ". Trying again."
    : "No answer from the server since " + since + ". What you see is from then.";
  setText(byId("unreachable"), text);
  byId("unreachable").hidden = false;
  document.body.classList.add("old");
  document.title = "No answer – healthmon";
  if (state.lastAnswer === null) {
    setText(byId("overall-word"), "No answer");
    setIcon(byId("overall-icon"), "unknown");
  }
}

function show(health, list) {
  const signedIn = list !== null;
  const integrations = signedIn ? list : publicPart(health);
  const counts = countsOf(integrations);
  document.body.classList.toggle("public", !signedIn);
  byId("sign-in").hidden = signedIn;
  byId("sign-out").hidden = !signedIn;
  byId("columns").hidden = integrations.length === 0;
  [...byId("columns").children].forEach((column, index) => { column.hidden = !signedIn && index > 2; });
  setText(byId("sign-in-error"), state.signedOutBecause);
  setText(byId("application"), [health.environment, health.version].filter(Boolean).join(" · "));
  announce(health, integrations);
  showOverall(health, counts);
  showCounts(counts);
  showStore(signedIn ? state.store : null);
  showRows(integrations, signedIn);
  showEmpty(integrations.length, signedIn);
  tick();
}

function publicPart(health) {
  return Object.entries(health.checks).map(([id, check]) => ({ id, name: id, ...check, error: null }));
}

function countsOf(integrations) {
  const counts = Object.fromEntries(Object.keys(WORDS).map(status => [status, 0]));
  integrations.forEach(integration => { counts[standing(integration)]++; });
  return counts;
}

/** Returns what to show in the place of the status: what is not checked is neither well nor ill. */
function standing(integration) {
  if (integration.enabled === false) {
    return "disabled";
  }
  return integration.paused ? "paused" : integration.status;
}

function showOverall(health, counts) {
  byId("overall").dataset.status = health.status;
  setIcon(byId("overall-icon"), health.status);
  setText(byId("overall-word"), WORDS[health.status]);
  const critical = health.status === "degraded" && counts.down > 0
    ? "Nothing critical is down, but something else is" : OVERALL[health.status];
  setText(byId("overall-text"), critical + " · up for " + span(health.uptime));
  const bad = counts.down + counts.degraded;
  document.title = WORDS[health.status] + (bad > 0 ? " (" + bad + ")" : "") + " – healthmon";
}

function showCounts(counts) {
  const place = byId("counts");
  Object.keys(WORDS).forEach(status => {
    let item = place.querySelector("[data-status=" + status + "]");
    if (item === null) {
      item = element("li");
      item.dataset.status = status;
      item.append(icon(status), element("span"));
      place.append(item);
    }
    item.hidden = counts[status] === 0;
    setText(item.lastChild, counts[status] + " " + status);
  });
}

/** Says that history is not kept, or has a hole. */
function showStore(store) {
  const time = moment => new Date(moment).toLocaleString();
  const sentences = [];
  if (store !== null && store.failingSince !== null) {
    sentences.push("The store takes no results since " + time(store.failingSince) + "; " + store.waiting + " wait.");
  }
  if (store !== null && store.dropped > 0) {
    sentences.push("Since " + time(store.droppedSince) + " " + store.dropped + " results were dropped: history has gaps.");
  }
  byId("store").hidden = sentences.length === 0;
  setText(byId("store"), sentences.join(" "));
}

function showEmpty(number, signedIn) {
  byId("empty").hidden = number > 0;
  setText(byId("empty"), signedIn
    ? "No integration is watched yet."
    : "No integration is shown to everybody. Sign in to see them all.");
}

function showRows(integrations, signedIn) {
  const list = byId("list");
  const focused = document.activeElement;
  const present = new Set(integrations.map(integration => integration.id));
  rows.forEach((row, id) => {
    if (!present.has(id) || row.signedIn !== signedIn) {
      row.place.remove();
      rows.delete(id);
    }
  });
  integrations.forEach((integration, index) => {
    const row = rows.get(integration.id) || newRow(integration.id, signedIn);
    rows.set(integration.id, row);
    update(row, integration);
    if (list.children[index] !== row.place) {
      list.insertBefore(row.place, list.children[index] || null);
    }
  });
  if (focused !== document.activeElement && list.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

function newRow(id, signedIn) {
  const row = { id, signedIn, integration: null, waitUntil: 0, running: false };
  row.place = element("li", "row");
  row.word = element("span", "word");
  row.icon = icon("unknown");
  row.status = element("span");
  row.word.append(row.icon, row.status);
  row.who = element("div", "who");
  row.name = element("h3");
  row.kind = element("span", "muted");
  row.flags = element("span", "who");
  row.who.append(row.name, row.kind, row.flags);
  row.response = figure("Response");
  row.place.append(row.word, row.who, row.response.place);
  if (signedIn) {
    addDetails(row);
  }
  return row;
}

function addDetails(row) {
  row.success = figure("Success 24 h");
  row.checked = figure("Last check", "time");
  row.action = element("div", "action");
  row.run = element("button", "quiet");
  row.run.type = "button";
  row.run.addEventListener("click", () => runNow(row));
  row.action.append(row.run);
  row.problem = element("div", "problem");
  row.pending = element("p", "outcome");
  row.outcome = element("p", "outcome");
  row.outcome.setAttribute("role", "status");
  row.place.append(row.success.place, row.checked.place, row.action, row.problem, row.pending, row.outcome);
}

function figure(label, tag = "span") {
  const place = element("span", "figure");
  const value = element(tag);
  place.append(element("span", "label"), value);
  setText(place.firstChild, label);
  return { place, value };
}

function update(row, integration) {
  row.integration = integration;
  row.place.dataset.status = standing(integration);
  setIcon(row.icon, standing(integration));
  setText(row.status, WORDS[standing(integration)]);
  setText(row.name, integration.name);
  setText(row.response.value, millis(integration.responseTime));
  if (!row.signedIn) {
    return;
  }
  setText(row.kind, [integration.critical ? "critical" : null, integration.type].filter(Boolean).join(" · "));
  updateFlags(row.flags, integration);
  setText(row.success.value, percent(integration.successRate24h));
  updateProblem(row.problem, integration.error);
  updateButton(row);
}

function updateFlags(place, integration) {
  const flags = [
    ["stale", integration.stale],
    ["suspect: " + times(integration.consecutiveFailures), integration.suspect],
    ["stuck", integration.stuck]
  ].filter(flag => flag[1]);
  if (place.dataset.shown !== JSON.stringify(flags)) {
    place.dataset.shown = JSON.stringify(flags);
    place.replaceChildren(...flags.map(([word]) => withText(element("span", "flag"), word)));
  }
}

function updateProblem(place, error) {
  const shown = JSON.stringify(error);
  if (place.dataset.shown === shown) {
    return;
  }
  place.dataset.shown = shown;
  place.replaceChildren();
  if (error === null) {
    return;
  }
  const message = element("p");
  message.append(withText(element("span", "cause"), error.cause.replaceAll("_", " ") + ": "), error.message);
  place.append(message);
  if (error.resolution) {
    place.append(withText(element("p"), error.resolution));
  }
  place.append(problemFoot(error));
}

function problemFoot(error) {
  const foot = element("p", "muted");
  if (error.since) {
    foot.append("since " + new Date(error.since).toLocaleString());
  }
  if (/^https?:\/\//i.test(error.documentation || "")) {
    const link = withText(element("a"), "documentation");
    link.href = error.documentation;
    link.rel = "noopener noreferrer";
    foot.append(foot.firstChild === null ? "" : " · ", link);
  }
  return foot;
}

function updateButton(row) {
  const allowed = state.role === "operator" || state.role === "admin";
  const wait = Math.ceil((row.waitUntil - Date.now()) / 1000);
  const disabled = row.running || wait > 0;
  row.action.hidden = !allowed;
  row.run.setAttribute("aria-disabled", String(disabled));
  row.run.setAttribute("aria-busy", String(row.running));
  row.run.setAttribute("aria-label", (row.running ? "Checking " : "Check now: ") + row.integration.name);
  setText(row.run, row.running ? "Checking…" : wait > 0 ? "In " + wait + " s" : "Check now");
}

async function runNow(row) {
  if (row.run.getAttribute("aria-disabled") === "true") {
    return;
  }
  row.running = true;
  setText(row.outcome, "");
  updateButton(row);
  try {
    const path = "api/integrations/" + encodeURIComponent(row.id) + "/health/check";
    const { response, json } = await request(path, { method: "POST", millis: 120000 });
    if (response.ok) {
      row.waitUntil = Date.now() + 60000;
      setText(row.outcome, "Checked by hand: " + WORDS[json.status].toLowerCase() + " in " + millis(json.responseTime));
    } else {
      row.waitUntil = Date.now() + 1000 * Number(response.headers.get("Retry-After") || 0);
      setText(row.outcome, json.detail);
    }
  } catch (failure) {
    setText(row.outcome, "No answer; whether the check ran will show above.");
  }
  row.running = false;
  updateButton(row);
  poll();
}

function announce(health, integrations) {
  const changes = integrations
    .filter(integration => rows.has(integration.id)
      && standing(rows.get(integration.id).integration) !== standing(integration))
    .map(integration => integration.name + " is " + standing(integration));
  if (state.overall !== null && state.overall !== health.status) {
    changes.unshift("Overall: " + health.status);
  }
  state.overall = health.status;
  if (changes.length > 0) {
    const more = changes.length > 5 ? " and " + (changes.length - 5) + " more changes" : "";
    setText(byId("changes"), changes.slice(0, 5).join(", ") + more);
  }
}

function tick() {
  if (state.lastAnswer !== null) {
    setText(byId("updated"), "Updated " + ago(state.lastAnswer + state.serverAhead));
  }
  rows.forEach(row => {
    if (row.signedIn) {
      const at = row.integration.lastCheckAt;
      setText(row.checked.value, at === null ? "never" : ago(Date.parse(at)));
      setText(row.pending, at === null ? pending(row.integration.nextCheckAt) : "");
      if (at !== null) {
        row.checked.value.dateTime = at;
        row.checked.value.title = new Date(at).toLocaleString();
      }
      updateButton(row);
    }
  });
}

/** Returns what to expect of an integration that was never checked. */
function pending(nextCheckAt) {
  if (nextCheckAt === null) {
    return "Not checked yet, and no check is due";
  }
  const seconds = Math.round((Date.parse(nextCheckAt) - Date.now() - state.serverAhead) / 1000);
  return "Not checked yet, next check " + (seconds > 0 ? "in " + span(seconds) : "now");
}

function signOut(because) {
  sessionStorage.removeItem(TOKEN);
  state.token = null;
  state.role = null;
  state.signedOutBecause = because;
  poll();
}

function setText(place, text) {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

function withText(place, text) {
  place.textContent = text;
  return place;
}

function element(tag, className = "") {
  const created = document.createElement(tag);
  if (className !== "") {
    created.className = className;
  }
  return created;
}

function icon(status) {
  const place = element("span", "icon");
  place.setAttribute("aria-hidden", "true");
  setIcon(place, status);
  return place;
}

function setIcon(place, status) {
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

function millis(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  return value < 10000 ? value + " ms" : (value / 1000).toFixed(1) + " s";
}

function percent(value) {
  return value === null ? "–" : value + " %";
}

function times(number) {
  return number + (number === 1 ? " failure" : " failures");
}

function ago(moment) {
  return span(Math.max(0, Math.round((Date.now() + state.serverAhead - moment) / 1000))) + " ago";
}

function span(seconds) {
  if (seconds < 120) {
    return seconds + " s";
  }
  if (seconds < 7200) {
    return Math.floor(seconds / 60) + " min";
  }
  return seconds < 172800 ? Math.floor(seconds / 3600) + " h" : Math.floor(seconds / 86400) + " d";
}

byId("sign-in").addEventListener("submit", event => {
  event.preventDefault();
  const token = sendable(byId("token").value.trim());
  byId("token").value = "";
  if (token === null) {
    signOut("This token is not known here.");
    return;
  }
  sessionStorage.setItem(TOKEN, token);
  state.token = token;
  state.signedOutBecause = "";
  poll();
});
byId("sign-out").addEventListener("click", () => signOut(""));
document.addEventListener("visibilitychange", () => (document.hidden ? schedule() : poll()));
window.addEventListener("hashchange", () => {
  const token = takeToken();
  if (token !== state.token) {
    state.token = token;
    poll();
  }
});
setInterval(tick, 1000);
poll();
