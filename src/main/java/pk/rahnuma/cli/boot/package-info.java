/// How the house is put together and opened: with its server ([Boot#serve], a [Serving]), or without it for a command
/// ([Boot#open], an [Opened]; [Opening] for one that only works in it).
///
/// [Settings] are what the environment says, checked. [DatabaseAddress] says where the data is; [Pool] connects to it
/// and brings the tables up to date. The embedded database is an [EmbeddedFile] in the [DataFolder], which one process
/// has open and lets others into; [KeysetFile] is the keyset beside it.
///
/// What can be mended is [Refused], in one line that says how; [Refusals] makes that line of what failed.
package pk.rahnuma.cli.boot;
