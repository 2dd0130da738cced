/// Applications, tickets, failed messages and the banner from a terminal: [DeskCommand] is the group `desk`, with a
/// class for each command in it. They do what the console does, by the same services, and the audit log names who did.
package pk.rahnuma.cli.desk;
