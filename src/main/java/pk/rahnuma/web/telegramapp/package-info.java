/// The pages of the site within Telegram, as a Mini App: its entry page, which signs the person in, and frames.
///
/// The library `telegram-web-app.js` beside the other scripts is that of Telegram, `src/telegram-web-apps.js` of the
/// npm package `@twa-dev/sdk` 8.0.2, unchanged.
package pk.rahnuma.web.telegramapp;
