package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;

/// Documents of applications.
@Singleton
public final class ApplicationDocumentService {

    private final DocumentService documents;

    ApplicationDocumentService(DocumentService documents) {
        this.documents = documents;
    }

    /// Reads the documents of several applications with one query.
    ///
    /// @return by application, and by the name of the question that each answers, in the order of the answers; without
    ///     deleted documents
    public Map<Long, Map<String, Document>> findDocuments(Map<Application, FormAnswers> applications) {
        Map<Long, Set<Long>> numbers = new HashMap<>();
        applications.forEach(
                (application, answers) -> numbers.computeIfAbsent(application.subject(), subject -> new HashSet<>())
                        .addAll(answers.documentIds().values()));
        Map<Long, Document> known = new HashMap<>();
        documents.findByIds(numbers).forEach(document -> known.put(document.id(), document));
        Map<Long, Map<String, Document>> found = new HashMap<>();
        applications.forEach((application, answers) -> {
            Map<String, Document> own = new LinkedHashMap<>();
            answers.documentIds().forEach((name, number) -> {
                Document document = known.get(number);
                if (document != null && document.subject() == application.subject()) {
                    own.put(name, document);
                }
            });
            found.put(application.id(), own);
        });
        return found;
    }

    /// Documents of one application.
    public Map<String, Document> findDocuments(Application application, FormAnswers answers) {
        return findDocuments(Map.of(application, answers)).get(application.id());
    }
}
