/* Asks the server, as whoever has signed in. */

const REQUEST_MILLIS = 10000;
const TOKEN = "healthmon.token";

export const session = { token: null, role: null, ahead: 0 };

/** Returns the time by the server's clock. */
export function now() {
  return Date.now() + session.ahead;
}

/** Signs in with the token of the address, or else with the one that is kept; returns whether that is another one. */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null) {
    history.replaceState(null, "", location.pathname + location.search);
    if (given.trim() !== "") {
      sessionStorage.setItem(TOKEN, given.trim());
    }
  }
  const before = session.token;
  session.token = sendable(sessionStorage.getItem(TOKEN));
  return session.token !== before;
}

/** Signs in with a token; returns false for one that no server can know. */
export function signIn(text) {
  const token = sendable(text.trim());
  if (token === null) {
    return false;
  }
  sessionStorage.setItem(TOKEN, token);
  session.token = token;
  return true;
}

export function signOut() {
  sessionStorage.removeItem(TOKEN);
  session.token = null;
  session.role = null;
}

/** Returns the token if a header can carry it, or null; fetch would throw, as if the server were away. */
function sendable(token) {
  return token !== null && /^[\x21-\x7e]+$/.test(token) ? token : null;
}

export async function request(path, options = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), options.millis || REQUEST_MILLIS);
  const headers = { Accept: "application/json" };
  if (session.token) {
    headers.Authorization = "Bearer " + session.token;
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

/** Returns all integrations and how the store is; null if the token is not known. */
export async function allIntegrations() {
  const integrations = [];
  let store = null;
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
    session.role = response.headers.get("Healthmon-Role");
    store = json.store || null;
    integrations.push(...json.integrations);
    cursor = json.nextCursor;
  } while (cursor);
  return { integrations, store };
}
