/// Scripts and answers from a terminal: [ScriptsCommand] is the group `scripts`, with a class for each command in it;
/// [AskCommand] says what questions are taken for. What authors need touches no data; the versions that were ever
/// served are in the database.
package pk.rahnuma.cli.scripts;
