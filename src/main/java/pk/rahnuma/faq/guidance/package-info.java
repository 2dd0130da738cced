/// Guidance for clients that show it themselves: the topics as data, instead of messages of a conversation.
package pk.rahnuma.faq.guidance;
