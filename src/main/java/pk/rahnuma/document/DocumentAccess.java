package pk.rahnuma.document;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which documents a person may have back: those that they sent, and those that a room above lends them.
@FunctionalInterface
public interface DocumentAccess {

    /// Those of these that are for them.
    List<Document> findByIds(long person, Collection<Long> ids);

    /// Empty when there is none, or it is not for them: nobody can tell which.
    default Optional<Document> findById(long person, long id) {
        return findByIds(person, List.of(id)).stream().findFirst();
    }
}
