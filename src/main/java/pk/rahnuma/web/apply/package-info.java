/// Forms as pages, one question a page, without a script. They fill the drafts of the person's conversation: a form
/// that begins here goes on in the chat, and back.
package pk.rahnuma.web.apply;
