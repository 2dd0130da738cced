package pk.rahnuma.persistence;

import java.util.Optional;

/// Provides the network of the client whose request a thread executes.
public interface RequestNetworkProvider {

    /// @return as [pk.rahnuma.shared.NetworkPrefix] writes it; empty outside of requests
    Optional<String> currentNetwork();
}
