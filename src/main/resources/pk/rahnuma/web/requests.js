// Requests that give up after a time, and are tried again.

const MAX_WAIT_SECONDS = 30;

// Like `fetch`; ends after the given milliseconds, or with `options.signal`. Older browsers have no `AbortSignal.timeout`.
export function fetchWithin(ms, address, options = {}) {
  const stop = new AbortController();
  const end = () => stop.abort();
  setTimeout(end, ms);
  if (options.signal?.aborted) end();
  options.signal?.addEventListener('abort', end);
  return fetch(address, { ...options, signal: stop.signal });
}

// Seconds to wait before the next try: longer each time, and as long as the desk asks for. Without a connection no try
// counts: the browser tells when it is back.
export function toRetrySeconds(item, least) {
  if (!navigator.onLine) return MAX_WAIT_SECONDS;
  item.tries = (item.tries ?? 0) + 1;
  return Math.max(least, Math.min(MAX_WAIT_SECONDS, 2 ** (item.tries - 1)) * (0.8 + Math.random() * 0.4));
}
