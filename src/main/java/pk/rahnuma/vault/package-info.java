/// Vault: encryption, keyed hashes, erasure.
///
/// Each subject (a person or an organisation) has its own key, stored in the table `subject`, wrapped by the
/// [MasterKeyset]. Personal columns are sealed under it:
///
///     vault.createKeys(person);
///     byte[] column = vault.seal(MOBILE.placeAt(person, row), "+923001234567");
///     byte[] hash = vault.keyedHash("mobile", "+923001234567");  // to find it again
///     vault.destroyKey(person);                                  // the column is unreadable from now on
///
/// The owner of a table with sealed columns declares them as [SealedColumnProvider]. A package
/// that stores personal data has a [PersonalDataHandler], which exports and erases it.
///
/// Codes that are good once are [OneTimeCodeService]'s.
///
/// A batch opens all its keys at once: [SubjectEncryptionService#openKeys].
package pk.rahnuma.vault;
