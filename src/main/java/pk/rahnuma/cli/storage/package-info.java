/// Commands for operators on all data and its keys. [BackupCommand] writes all data to one file, [BackupTable] by
/// table, and [RestoreCommand] reads it into an empty database of either kind; [KeysetCommand] is the group `keyset`.
package pk.rahnuma.cli.storage;
