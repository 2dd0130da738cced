/// Lists of questions for the people who write answers: [DeskCommand] is the group `desk`, with a class for each
/// command
/// in it.
package pk.rahnuma.cli.desk;
