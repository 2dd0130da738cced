/// Public web pages, rendered on the server ([SitePageRenderer], `src/main/jte/site`): answers, status, privacy, and
/// forms one question a page without a script, and the sign-in in `signin`. All texts come from the texts `web.*`, in
/// the language of the visitor; no page loads anything from other sites.
///
/// The chat page (`src/main/jte/chat`) is one page, one style sheet and one script without a build step, which talks to
/// the HTTP API ([pk.rahnuma.api]) only. The same page is the widget in pages of other sites, and the Mini App in
/// Telegram.
package pk.rahnuma.web;
