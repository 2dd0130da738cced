package pk.rahnuma.startup;

import jakarta.inject.Singleton;
import java.util.Collection;
import pk.rahnuma.cluster.WrappingKeyIds;
import pk.rahnuma.vault.MasterKeyset;

/// Wrapping keys of the keyset that this process was started with.
@Singleton
final class KeysetWrappingKeyIds implements WrappingKeyIds {

    private final MasterKeyset keyset;

    KeysetWrappingKeyIds(MasterKeyset keyset) {
        this.keyset = keyset;
    }

    @Override
    public Collection<Integer> wrappingKeyIds() {
        return keyset.wrappingKeyIds();
    }
}
