/// The public pages: the chat page, which is a client of the door for programs ([pk.rahnuma.api]) and nothing more.
///
/// One page, one style sheet, one script, as they stand in the resources of this package; no step builds them.
/// Everything they say comes from the texts `web.*`. The page is written in the language of whoever asks and needs
/// nothing from any other site.
package pk.rahnuma.web;
