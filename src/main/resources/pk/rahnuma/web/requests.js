// Requests that give up after a time.

// Like `fetch`; ends after the given milliseconds, or with `options.signal`. Older browsers have no `AbortSignal.timeout`.
export function fetchWithin(ms, address, options = {}) {
  const stop = new AbortController();
  const end = () => stop.abort();
  setTimeout(end, ms);
  if (options.signal?.aborted) end();
  options.signal?.addEventListener('abort', end);
  return fetch(address, { ...options, signal: stop.signal });
}
