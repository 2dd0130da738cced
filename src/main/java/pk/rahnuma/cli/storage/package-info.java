/// All data at once, and the keys to it, for operators. [Backup] writes everything into one file, [Table] by table, and
/// [Restore] reads it into an empty database of either kind; [NewKeyset] is the group `keyset`.
package pk.rahnuma.cli.storage;
