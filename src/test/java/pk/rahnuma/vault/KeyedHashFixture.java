package pk.rahnuma.vault;

/// Keyed hashes without a database.
public final class KeyedHashFixture {

    private KeyedHashFixture() {}

    /// Service with a new keyset that computes hashes; it has no keys of subjects.
    public static SubjectEncryptionService hashService() {
        return new SubjectEncryptionService(null, null, MasterKeyset.generateNew());
    }
}
