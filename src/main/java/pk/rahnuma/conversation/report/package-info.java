/// Statistics from the trail of conversations, for the reports of the console.
package pk.rahnuma.conversation.report;
