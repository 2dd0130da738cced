/// Vault: encryption, keyed hashes, erasure.
///
/// Each subject (a person or an organisation) has its own key, stored in the table `subject`, wrapped by the
/// [pk.rahnuma.vault.MasterKeyset]. Personal columns are sealed under it:
///
///     vault.createKeys(person);
///     byte[] column = vault.seal(MOBILE.placeAt(person, row), "+923001234567");
///     byte[] hash = vault.keyedHash("mobile", "+923001234567");  // to find it again
///     vault.destroyKey(person);                                  // the column is unreadable from now on
///
/// The owner of a table with sealed columns declares them as [pk.rahnuma.vault.column.SealedColumnProvider]. A package
/// that stores personal data has a [pk.rahnuma.vault.PersonalDataHandler], which exports and erases it.
///
/// A batch opens all its keys at once: [pk.rahnuma.vault.SubjectEncryptionService#openKeys].
package pk.rahnuma.vault;
