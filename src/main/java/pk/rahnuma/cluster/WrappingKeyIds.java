package pk.rahnuma.cluster;

import java.util.Collection;

/// Provides the ids of the wrapping keys that this process holds; the ids are not secret.
@FunctionalInterface
public interface WrappingKeyIds {

    Collection<Integer> wrappingKeyIds();
}
