/// Public web pages: the chat page, whose script talks to the HTTP API ([pk.rahnuma.api]) only.
///
/// One page (`src/main/jte/chat`), one style sheet and one script, without a build step. All texts come
/// from the texts `web.*`. The page is rendered in the language of the visitor and loads nothing from other sites. The
/// same page is the widget in pages of other sites.
package pk.rahnuma.web;
