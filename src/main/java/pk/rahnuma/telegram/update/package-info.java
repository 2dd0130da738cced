/// Parsing of updates, and their dispatch to the intake, the staff group, or the record of blocked chats.
package pk.rahnuma.telegram.update;
