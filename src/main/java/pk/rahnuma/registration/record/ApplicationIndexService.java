package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.organisation.RegistrationNumberService;
import pk.rahnuma.organisation.RegistrationNumbers;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;

/// Keeps what applications are found by in step with their answers, and passes the numbers of organisations on. Takes
/// part in the transaction of the thread.
@Singleton
public final class ApplicationIndexService {

    private final SearchIndexRepository index;
    private final DocumentService documents;
    private final RegistrationNumberService numbers;

    ApplicationIndexService(SearchIndexRepository index, DocumentService documents, RegistrationNumberService numbers) {
        this.index = index;
        this.documents = documents;
        this.numbers = numbers;
    }

    /// Indexes new applications, with a constant number of statements.
    ///
    /// @param applications with their answers, at least one
    public void indexNewApplications(Map<Application, FormAnswers> applications) {
        index.saveTerms(findTerms(applications), true);
    }

    /// Indexes the new answers of an application.
    public void indexChangedAnswers(Application application, FormAnswers answers, Instant now) {
        index.saveTerms(findTerms(Map.of(application, answers)), false);
        recordNumbers(Map.of(application, answers), now);
    }

    /// Indexes the answers of an application again, after its sender was erased, so that nothing leads to them.
    public void indexAnswersAgain(Application application, FormAnswers answers) {
        index.saveTerms(findTerms(Map.of(application, answers)), false);
    }

    /// Deletes what an application is found by.
    public void deleteTerms(Application application) {
        index.saveTerms(Map.of(application.id(), Set.of()), false);
    }

    /// Records the numbers of organisations in answers that wait for a decision.
    public void recordNumbers(Map<Application, FormAnswers> applications, Instant now) {
        Map<Long, RegistrationNumbers> used = new LinkedHashMap<>();
        applications.forEach((application, answers) -> {
            if (!application.isPersonal()) {
                used.put(application.subject(), toNumbers(answers));
            }
        });
        numbers.recordUses(used, now);
    }

    /// Records that staff approved the numbers of an organisation among these answers.
    public void confirmNumbers(Application application, FormAnswers answers, Instant now) {
        if (!application.isPersonal()) {
            numbers.confirmNumbers(application.subject(), toNumbers(answers), now);
        }
    }

    private static RegistrationNumbers toNumbers(FormAnswers answers) {
        return new RegistrationNumbers(
                answers.textAnswer(FormAnswers.SECP_NUMBER), answers.textAnswer(FormAnswers.NTN));
    }

    /// Keyed hashes of the contents of the documents of applications, by id.
    Map<Long, String> findFiles(Map<Application, FormAnswers> applications) {
        Map<Long, Collection<Long>> ids = new HashMap<>();
        applications.forEach(
                (application, answers) -> ids.computeIfAbsent(application.subject(), subject -> new HashSet<>())
                        .addAll(answers.documentIds().values()));
        return documents.findContentHashes(ids);
    }

    private Map<Long, Set<String>> findTerms(Map<Application, FormAnswers> applications) {
        Map<Long, String> files = findFiles(applications);
        Map<Long, Set<String>> terms = new HashMap<>();
        applications.forEach((application, answers) ->
                terms.put(application.id(), SearchTerms.termsOf(application, answers, files)));
        return terms;
    }
}
