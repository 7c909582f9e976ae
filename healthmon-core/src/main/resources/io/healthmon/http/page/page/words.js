/* What statuses and figures are called. */

export const WORDS = {
  down: "Down", degraded: "Degraded", unknown: "Unknown", healthy: "Healthy", paused: "Paused", disabled: "Disabled"
};
export const OVERALL = {
  healthy: "Everything works",
  degraded: "Working in part",
  down: "Something critical is down",
  unknown: "Not known yet"
};

/** Returns what to show in the place of the status: what is not checked is neither well nor ill. */
export function standing(integration) {
  if (integration.enabled === false) {
    return "disabled";
  }
  return integration.paused ? "paused" : integration.status;
}

export function millis(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  return value < 10000 ? value + " ms" : (value / 1000).toFixed(1) + " s";
}

export function percent(value) {
  return value === null ? "–" : value + " %";
}

export function times(number) {
  return number + (number === 1 ? " failure" : " failures");
}

export function ago(moment, now) {
  return span(Math.max(0, Math.round((now - moment) / 1000))) + " ago";
}

export function span(seconds) {
  if (seconds < 120) {
    return seconds + " s";
  }
  if (seconds < 7200) {
    return Math.floor(seconds / 60) + " min";
  }
  return seconds < 172800 ? Math.floor(seconds / 3600) + " h" : Math.floor(seconds / 86400) + " d";
}
