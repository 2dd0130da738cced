package pk.rahnuma.document;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Finds documents that a person may receive: their own, and those to which another package gives access.
@FunctionalInterface
public interface DocumentAccess {

    /// The documents among these that the person may receive.
    List<Document> findByIds(long person, Collection<Long> ids);

    /// The document; empty when it does not exist or the person may not receive it, which look the same.
    default Optional<Document> findById(long person, long id) {
        return findByIds(person, List.of(id)).stream().findFirst();
    }
}
