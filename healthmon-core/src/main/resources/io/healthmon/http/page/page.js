/* Asks again and again and shows the answer; who signs in sees more. */

import { byId, setText } from "./page/elements.js";
import { changesOf, showRows, tickRows } from "./page/list.js";
import {
  announce, countsOf, showCounts, showEmpty, showOverall, showReached, showStore, showUnreachable
} from "./page/overview.js";
import { allIntegrations, now, request, session, signIn, signOut, takeToken } from "./page/server.js";
import { ago } from "./page/words.js";

const POLL_MILLIS = 2000;
const LONGEST_POLL_MILLIS = 30000;
const UNKNOWN_TOKEN = "This token is not known here.";

const state = {
  lastAnswer: null,
  unreachableSince: null,
  failures: 0,
  signedOutBecause: "",
  timer: null,
  round: 0
};

async function poll() {
  clearTimeout(state.timer);
  const round = ++state.round;
  try {
    const [health, list] = await Promise.all([request("health"), session.token ? allIntegrations() : null]);
    if (round !== state.round) {
      return;
    }
    if (health.json.checks === undefined) {
      throw new Error("answer " + health.response.status);
    }
    reached(health.json);
    if (session.token && list === null) {
      leave(UNKNOWN_TOKEN);
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
  session.ahead = Date.parse(health.timestamp) - Date.now();
  state.lastAnswer = Date.now();
  state.unreachableSince = null;
  state.failures = 0;
  showReached();
}

function unreachable() {
  state.failures++;
  state.unreachableSince = state.unreachableSince || state.lastAnswer || Date.now();
  showUnreachable(state.unreachableSince, state.lastAnswer !== null);
}

function show(health, list) {
  const signedIn = list !== null;
  const integrations = signedIn ? list.integrations : publicPart(health);
  const counts = countsOf(integrations);
  document.body.classList.toggle("public", !signedIn);
  byId("sign-in").hidden = signedIn;
  byId("sign-out").hidden = !signedIn;
  byId("columns").hidden = integrations.length === 0;
  [...byId("columns").children].forEach((column, index) => { column.hidden = !signedIn && index > 2; });
  setText(byId("sign-in-error"), state.signedOutBecause);
  setText(byId("application"), [health.environment, health.version].filter(Boolean).join(" · "));
  announce(health.status, changesOf(integrations));
  showOverall(health, counts);
  showCounts(counts);
  showStore(signedIn ? list.store : null);
  showRows(integrations, signedIn, poll);
  showEmpty(integrations.length, signedIn);
  tick();
}

function publicPart(health) {
  return Object.entries(health.checks).map(([id, check]) => ({ id, name: id, ...check, error: null }));
}

function tick() {
  if (state.lastAnswer !== null) {
    setText(byId("updated"), "Updated " + ago(state.lastAnswer + session.ahead, now()));
  }
  tickRows();
}

function leave(because) {
  signOut();
  state.signedOutBecause = because;
  poll();
}

byId("sign-in").addEventListener("submit", event => {
  event.preventDefault();
  const known = signIn(byId("token").value);
  byId("token").value = "";
  if (!known) {
    leave(UNKNOWN_TOKEN);
    return;
  }
  state.signedOutBecause = "";
  poll();
});
byId("sign-out").addEventListener("click", () => leave(""));
document.addEventListener("visibilitychange", () => (document.hidden ? schedule() : poll()));
window.addEventListener("hashchange", () => {
  if (takeToken()) {
    poll();
  }
});
takeToken();
setInterval(tick, 1000);
poll();
