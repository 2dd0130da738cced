/// Commands for scripts and FAQ answers: [ScriptsCommand] is the group `scripts`, with a class for each command in it;
/// [AskCommand] shows the topics that questions are matched to. Commands for authors open no database; the versions
/// that were ever served are in the database.
package pk.rahnuma.cli.scripts;
