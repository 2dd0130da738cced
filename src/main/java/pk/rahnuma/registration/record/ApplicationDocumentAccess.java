package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.document.DocumentService;

/// Gives persons who act for an organisation, or are linked with another person, access to the documents of its or
/// their applications. A file that is in no application is seen by its owner alone.
@Singleton
final class ApplicationDocumentAccess implements DocumentAccess {

    private final ApplicationAccess access;
    private final DocumentService documents;
    private final InstantSource clock;

    ApplicationDocumentAccess(ApplicationAccess access, DocumentService documents, InstantSource clock) {
        this.access = access;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public List<Document> findByIds(long person, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, Collection<Long>> bySubject = new HashMap<>();
        access.findRights(person).editableSubjects(person).forEach(subject -> bySubject.put(subject, ids));
        List<Document> found = documents.findByIds(bySubject).stream()
                .filter(document -> document.subject() == person || document.attached())
                .toList();
        access.recordDocumentReads(person, found, clock.instant());
        return found;
    }
}
