/// Commands for applications, tickets, failed messages and the banner: [DeskCommand] is the group `desk`, with a class
/// for each command in it. They call the same services as the console, and the audit log names the member of staff.
package pk.rahnuma.cli.desk;
