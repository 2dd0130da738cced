/// All data at once, and the keys to it, for operators. [BackupCommand] writes everything into one file, [BackupTable]
/// by table, and [RestoreCommand] reads it into an empty database of either kind; [KeysetCommand] is the group
/// `keyset`.
package pk.rahnuma.cli.storage;
