/// Sealed columns of all tables, and the tool that binds their values to rows. Repositories declare their columns as
/// [pk.rahnuma.vault.column.SealedColumnProvider].
package pk.rahnuma.vault.column;
