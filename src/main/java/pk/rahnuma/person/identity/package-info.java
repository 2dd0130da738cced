/// Addresses outside of the chat, such as an e-mail address, that persons have proved with a code.
package pk.rahnuma.person.identity;
