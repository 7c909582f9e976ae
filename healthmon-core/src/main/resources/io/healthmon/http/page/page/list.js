/* The list of integrations, a row for each. */

import { byId, element, icon, setIcon, setText, withText } from "./elements.js";
import { now, request, session } from "./server.js";
import { WORDS, ago, millis, percent, span, standing, times } from "./words.js";

const rows = new Map();

/** Returns in words which of the integrations are no longer as their rows say. */
export function changesOf(integrations) {
  return integrations
    .filter(integration => rows.has(integration.id)
      && standing(rows.get(integration.id).integration) !== standing(integration))
    .map(integration => integration.name + " is " + standing(integration));
}

/** Shows integrations; what is to follow a check by hand is called after each. */
export function showRows(integrations, signedIn, afterCheck) {
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
    const row = rows.get(integration.id) || newRow(integration.id, signedIn, afterCheck);
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

/** Shows how old everything is by now. */
export function tickRows() {
  rows.forEach(row => {
    if (row.signedIn) {
      const at = row.integration.lastCheckAt;
      setText(row.checked.value, at === null ? "never" : ago(Date.parse(at), now()));
      setText(row.pending, at === null ? pending(row.integration.nextCheckAt) : "");
      if (at !== null) {
        row.checked.value.dateTime = at;
        row.checked.value.title = new Date(at).toLocaleString();
      }
      updateButton(row);
    }
  });
}

function newRow(id, signedIn, afterCheck) {
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
    addDetails(row, afterCheck);
  }
  return row;
}

function addDetails(row, afterCheck) {
  row.success = figure("Success 24 h");
  row.checked = figure("Last check", "time");
  row.action = element("div", "action");
  row.run = element("button", "quiet");
  row.run.type = "button";
  row.run.addEventListener("click", () => runNow(row, afterCheck));
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
  const allowed = session.role === "operator" || session.role === "admin";
  const wait = Math.ceil((row.waitUntil - Date.now()) / 1000);
  const disabled = row.running || wait > 0;
  row.action.hidden = !allowed;
  row.run.setAttribute("aria-disabled", String(disabled));
  row.run.setAttribute("aria-busy", String(row.running));
  row.run.setAttribute("aria-label", (row.running ? "Checking " : "Check now: ") + row.integration.name);
  setText(row.run, row.running ? "Checking…" : wait > 0 ? "In " + wait + " s" : "Check now");
}

async function runNow(row, afterCheck) {
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
  afterCheck();
}

/** Returns what to expect of an integration that was never checked. */
function pending(nextCheckAt) {
  if (nextCheckAt === null) {
    return "Not checked yet, and no check is due";
  }
  const seconds = Math.round((Date.parse(nextCheckAt) - now()) / 1000);
  return "Not checked yet, next check " + (seconds > 0 ? "in " + span(seconds) : "now");
}
