package pk.rahnuma.vault;

import java.security.GeneralSecurityException;
import pk.rahnuma.vault.SubjectKeyRepository.KeyRow;

/// Wraps the keys of subjects by the master keyset, each bound to its subject. The key of the system subject is bound
/// to both keys of the keyset, so that it opens with these alone.
record SubjectKeyWrapper(MasterKeyset keyset) {

    KeyRow createRow(long subject) {
        return wrapKey(subject, SubjectKeyRing.createKey());
    }

    byte[] unwrapKey(KeyRow row) {
        try {
            return keyset.unwrapKey(row.wrappedKey(), context(row.id()));
        } catch (GeneralSecurityException e) {
            throw new WrongKeysetException(row.id(), e);
        }
    }

    boolean isWrappedByNewest(KeyRow row) {
        return keyset.isWrappedByNewest(row.wrappedKey());
    }

    /// Wraps a key under the newest key of the keyset.
    KeyRow rewrapKey(KeyRow row) {
        return wrapKey(row.id(), unwrapKey(row));
    }

    private KeyRow wrapKey(long subject, byte[] key) {
        try {
            return new KeyRow(subject, keyset.wrapKey(key, context(subject)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap the key of subject " + subject, e);
        }
    }

    private byte[] context(long subject) {
        byte[] context = SubjectKeyRing.associatedData("subject", subject);
        return subject == SubjectEncryptionService.SYSTEM_SUBJECT ? keyset.computeHash(context) : context;
    }
}
