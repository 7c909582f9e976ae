/* What stands above the list: how everything is together, and what is wrong with that. */

import { byId, element, icon, setIcon, setText } from "./elements.js";
import { OVERALL, WORDS, span, standing } from "./words.js";

let announced = null;

export function countsOf(integrations) {
  const counts = Object.fromEntries(Object.keys(WORDS).map(status => [status, 0]));
  integrations.forEach(integration => { counts[standing(integration)]++; });
  return counts;
}

export function showOverall(health, counts) {
  byId("overall").dataset.status = health.status;
  setIcon(byId("overall-icon"), health.status);
  setText(byId("overall-word"), WORDS[health.status]);
  const critical = health.status === "degraded" && counts.down > 0
    ? "Nothing critical is down, but something else is" : OVERALL[health.status];
  setText(byId("overall-text"), critical + " · up for " + span(health.uptime));
  const bad = counts.down + counts.degraded;
  document.title = WORDS[health.status] + (bad > 0 ? " (" + bad + ")" : "") + " – healthmon";
}

export function showCounts(counts) {
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
export function showStore(store) {
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

export function showEmpty(number, signedIn) {
  byId("empty").hidden = number > 0;
  setText(byId("empty"), signedIn
    ? "No integration is watched yet."
    : "No integration is shown to everybody. Sign in to see them all.");
}

export function showUnreachable(since, everAnswered) {
  const time = new Date(since).toLocaleTimeString();
  setText(byId("unreachable"), everAnswered
    ? "No answer from the server since " + time + ". What you see is from then."
    : "No answer from the server since " + time + ". Trying again.");
  byId("unreachable").hidden = false;
  document.body.classList.add("old");
  document.title = "No answer – healthmon";
  if (!everAnswered) {
    setText(byId("overall-word"), "No answer");
    setIcon(byId("overall-icon"), "unknown");
  }
}

export function showReached() {
  byId("unreachable").hidden = true;
  document.body.classList.remove("old");
}

/** Tells those who do not see it what has changed. */
export function announce(overall, changes) {
  const all = announced !== null && announced !== overall ? ["Overall: " + overall, ...changes] : changes;
  announced = overall;
  if (all.length > 0) {
    const more = all.length > 5 ? " and " + (all.length - 5) + " more changes" : "";
    setText(byId("changes"), all.slice(0, 5).join(", ") + more);
  }
}
