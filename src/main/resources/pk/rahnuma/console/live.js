// One stream of events for all tabs of the console in this browser. A browser opens six connections to a server without
// HTTP/2: with a stream in each tab, the seventh tab would not load.
'use strict';
(() => {
  // A page that is left earlier opens no stream.
  const OPEN_DELAY_MS = 500;
  const MIN_RETRY_MS = 1000;
  const MAX_RETRY_MS = 60000;

  // Reads the stream; returns a function that ends it.
  const readStream = (url, publish) => {
    let stream = null;
    let retry = MIN_RETRY_MS;
    let alarm = 0;
    const open = () => {
      stream = new EventSource(url);
      stream.onopen = () => { retry = MIN_RETRY_MS; publish({ kind: 'open' }); };
      stream.onmessage = ({ data }) => {
        const [name, ...content] = data.split(' ');
        publish({ kind: 'event', name, data: content.join(' ') });
      };
      stream.onerror = () => {
        publish({ kind: 'error' });
        // After a refusal the browser does not try again.
        if (stream.readyState !== EventSource.CLOSED) return;
        alarm = setTimeout(open, retry);
        retry = Math.min(retry * 2, MAX_RETRY_MS);
      };
    };
    open();
    return () => { clearTimeout(alarm); stream.close(); };
  };

  // The tab that has the lock reads the stream for all; when it closes, the next one gets the lock.
  const readInTurn = (name, read) => {
    const waiting = new AbortController();
    let end = () => {};
    navigator.locks.request(name, { signal: waiting.signal }, () => new Promise((release) => {
      const close = read();
      end = () => { close(); release(); };
    })).catch(() => { /* Left before it was its turn. */ });
    return () => { waiting.abort(); end(); };
  };

  // Without locks each tab reads a stream of its own, only while it is visible.
  const readWhileVisible = (read) => {
    let close = null;
    const follow = () => {
      if (!document.hidden) close ??= read();
      else { close?.(); close = null; }
    };
    document.addEventListener('visibilitychange', follow);
    follow();
    return () => { document.removeEventListener('visibilitychange', follow); close?.(); };
  };

  // Source of the events for this page, with what the extension for events uses of an EventSource.
  const createSharedSource = (url) => {
    const source = new EventTarget();
    const name = `rahnuma-desk-events ${document.body.dataset.member}`;
    const isShared = 'locks' in navigator && 'BroadcastChannel' in window;
    const own = crypto.getRandomValues(new Uint32Array(2)).join('-');
    // The last event of each name that has a content, for tabs that open later.
    const contents = new Map();
    let isReader = false;
    let channel = null;
    let alarm = 0;
    let endReading = () => {};

    const receive = ({ kind, name: event, data }) => {
      if (kind === 'open') {
        source.readyState = EventSource.OPEN;
        source.onopen?.(new Event('open'));
      } else if (kind === 'error') {
        source.readyState = EventSource.CONNECTING;
        source.onerror?.(new Event('error'));
      } else {
        source.dispatchEvent(new MessageEvent(event, { data }));
        document.dispatchEvent(new CustomEvent(`desk:${event}`, { detail: data }));
      }
    };
    const publish = (message) => {
      if (message.data) contents.set(message.name, message);
      receive(message);
      channel?.postMessage(message);
    };
    const answerNewTab = (to) => {
      if (!isReader || source.readyState !== EventSource.OPEN) return;
      [{ kind: 'open' }, ...contents.values()].forEach((message) => channel.postMessage({ ...message, to }));
    };
    const read = () => {
      isReader = true;
      const close = readStream(url, publish);
      return () => { isReader = false; close(); };
    };
    const start = () => {
      source.readyState = EventSource.CONNECTING;
      if (isShared) {
        channel = new BroadcastChannel(name);
        channel.onmessage = ({ data }) => {
          if (data.kind === 'hello') answerNewTab(data.from);
          else if (!data.to || data.to === own) receive(data);
        };
        channel.postMessage({ kind: 'hello', from: own });
      }
      alarm = setTimeout(() => { endReading = isShared ? readInTurn(name, read) : readWhileVisible(read); }, OPEN_DELAY_MS);
    };
    source.close = () => {
      clearTimeout(alarm);
      endReading();
      endReading = () => {};
      channel?.close();
      channel = null;
      source.readyState = EventSource.CLOSED;
    };
    // A page that the browser keeps for its Back button would keep its connection, too.
    window.addEventListener('pagehide', () => source.close());
    window.addEventListener('pageshow', (event) => { if (event.persisted) start(); });
    start();
    return source;
  };

  htmx.createEventSource = createSharedSource;
})();
