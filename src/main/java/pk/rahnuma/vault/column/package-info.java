/// Sealed columns of all tables, and the transfer of their values to another subject. Repositories declare their
/// columns
/// as [pk.rahnuma.vault.column.SealedColumnProvider].
package pk.rahnuma.vault.column;
