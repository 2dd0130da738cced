/// E-mail and SMS: messages to an address, outside of any chat. Each medium is there when its settings are.
package pk.rahnuma.messaging.direct;
