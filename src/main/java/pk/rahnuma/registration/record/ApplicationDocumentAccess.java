package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.document.DocumentService;

/// Gives persons who act for an organisation access to its documents.
@Singleton
final class ApplicationDocumentAccess implements DocumentAccess {

    private final ApplicationAccess access;
    private final DocumentService documents;

    ApplicationDocumentAccess(ApplicationAccess access, DocumentService documents) {
        this.access = access;
        this.documents = documents;
    }

    @Override
    public List<Document> findByIds(long person, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, Collection<Long>> bySubject = new HashMap<>();
        access.findRights(person).editableSubjects(person).forEach(subject -> bySubject.put(subject, ids));
        return documents.findByIds(bySubject);
    }
}
