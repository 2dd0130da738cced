package pk.rahnuma.http.limit;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/// Port by which limits find out who is signed in.
public interface KnownCallerFinder {

    /// Identifies the person who is signed in.
    ///
    /// @return the same text for the same person; empty for a request without a token of theirs
    Optional<String> findKnownCaller(HttpRequest<?> request);
}
