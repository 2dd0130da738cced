/// Trail of conversations, and statistics from it for the reports of the console.
package pk.rahnuma.conversation.report;
