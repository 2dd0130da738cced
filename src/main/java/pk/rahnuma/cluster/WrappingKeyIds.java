package pk.rahnuma.cluster;

import java.util.Collection;

/// Tells which wrapping keys this process holds; the numbers are no secret.
@FunctionalInterface
public interface WrappingKeyIds {

    Collection<Integer> wrappingKeyIds();
}
