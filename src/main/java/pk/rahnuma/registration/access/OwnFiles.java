package pk.rahnuma.registration.access;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.documents.Document;
import pk.rahnuma.documents.DocumentAccess;
import pk.rahnuma.documents.Documents;

/// Lends the documents of an organisation to those who act for it.
@Singleton
final class OwnFiles implements DocumentAccess {

    private final Access access;
    private final Documents documents;

    OwnFiles(Access access, Documents documents) {
        this.access = access;
        this.documents = documents;
    }

    @Override
    public List<Document> of(long person, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, Collection<Long>> bySubject = new HashMap<>();
        access.of(person).actsFor(person).forEach(subject -> bySubject.put(subject, ids));
        return documents.of(bySubject);
    }
}
