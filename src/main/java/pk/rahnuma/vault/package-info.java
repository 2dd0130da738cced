/// Encryption, keyed hashes, erasure.
///
/// Each subject (a person or an organisation) has a key of its own, kept in the table `subject`, wrapped by the house's
/// [pk.rahnuma.vault.MasterKeyset]. Personal columns are sealed under it:
///
///     vault.create(person);
///     byte[] column = vault.seal(MOBILE.at(person, row), "+923001234567");    // opens in that row alone
///     byte[] beside = vault.hash("mobile", "+923001234567");    // to find it again
///     vault.erase(person);                                      // the column is noise from now on
///
/// The owner of a table with sealed columns names them as [pk.rahnuma.vault.column.SealedColumnProvider].
///
/// Whoever keeps something about persons is a [pk.rahnuma.vault.PersonalDataHandler]: it tells all of it, and erases
/// it.
///
/// A batch asks for all its keys at once: [pk.rahnuma.vault.SubjectEncryptionService#openKeys].
package pk.rahnuma.vault;
