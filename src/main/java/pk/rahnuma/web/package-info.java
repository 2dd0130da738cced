/// Public web pages: the chat page, which is a client of the HTTP API ([pk.rahnuma.api]) and uses nothing else.
///
/// One page, one style sheet and one script, in the resources of this package, without a build step. All texts come
/// from the texts `web.*`. The page is rendered in the language of the visitor and loads nothing from other sites.
package pk.rahnuma.web;
