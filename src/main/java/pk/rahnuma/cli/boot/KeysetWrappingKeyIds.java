package pk.rahnuma.cli.boot;

import jakarta.inject.Singleton;
import java.util.Collection;
import pk.rahnuma.node.WrappingKeyIds;
import pk.rahnuma.vault.Keyset;

/// Those of the keyset that this process was started with.
@Singleton
final class KeysetWrappingKeyIds implements WrappingKeyIds {

    private final Keyset keyset;

    KeysetWrappingKeyIds(Keyset keyset) {
        this.keyset = keyset;
    }

    @Override
    public Collection<Integer> wrappingKeyIds() {
        return keyset.wrappingKeyIds();
    }
}
