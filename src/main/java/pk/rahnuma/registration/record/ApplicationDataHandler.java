package pk.rahnuma.registration.record;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.document.Document;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.vault.PagedRows;
import pk.rahnuma.vault.PersonalDataHandler;

/// Handles the applications of a person or an organisation as personal data. Erasure withdraws or cancels them as the
/// life cycle allows, and leaves the reference with its states and times.
@Singleton
public final class ApplicationDataHandler implements PersonalDataHandler {

    /// Time for which the answers of an ended application are kept, so that its applicant can refer to it.
    static final Duration ANSWERS_TTL = Duration.ofDays(2 * 365);

    /// A transition that ends an application, and who makes it.
    private record Ending(ApplicationTransition act, TransitionActor party) {}

    private static final List<Ending> ENDINGS = List.of(
            new Ending(ApplicationTransition.WITHDRAW, TransitionActor.APPLICANT),
            new Ending(ApplicationTransition.CANCEL, TransitionActor.APPLICANT),
            new Ending(ApplicationTransition.FORGET, TransitionActor.CLOCK));

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final ApplicationRepository applications;
    private final ApplicationErasureRepository forgetting;
    private final ApplicationTransitionService moves;
    private final ApplicationContentService content;
    private final ApplicationHistoryRepository history;
    private final AnswerVersionRepository versions;
    private final SealedAnswers sealed;
    private final LookupFailureRepository askers;
    private final OrganisationService organisations;
    private final ApplicationDocumentService papers;
    private final AuditLog audit;

    ApplicationDataHandler(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            ApplicationRepository applications,
            ApplicationErasureRepository forgetting,
            ApplicationTransitionService moves,
            ApplicationContentService content,
            ApplicationHistoryRepository history,
            AnswerVersionRepository versions,
            SealedAnswers sealed,
            LookupFailureRepository askers,
            OrganisationService organisations,
            ApplicationDocumentService papers,
            AuditLog audit) {
        this.transactions = transactions;
        this.persons = persons;
        this.applications = applications;
        this.forgetting = forgetting;
        this.moves = moves;
        this.content = content;
        this.history = history;
        this.versions = versions;
        this.sealed = sealed;
        this.askers = askers;
        this.organisations = organisations;
        this.papers = papers;
        this.audit = audit;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.APPLICATION;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "applications",
                new PagedRows<>(
                        (Application last, int limit) -> forgetting.findPageBySubject(person, last, limit),
                        page -> page.stream().map(this::toExport).toList()));
        Iterable<Map<String, Object>> sent = new PagedRows<>(
                (Application last, int limit) -> forgetting.findPageSentForOthers(person, last, limit),
                this::sentForOthers);
        if (sent.iterator().hasNext()) {
            all.put("sent_for_organisations", sent);
        }
        LookupFailureRepository.FailureRecord failures =
                askers.findRecords(List.of(person)).get(person);
        if (failures != null) {
            all.put("failed_look_ups", Map.of("count", failures.failures(), "at", failures.last()));
        }
        return all;
    }

    /// Answers about the person in the applications that they submitted for organisations. All other answers belong to
    /// the organisation, and so do answers with which a colleague has replaced them.
    private List<Map<String, Object>> sentForOthers(List<Application> page) {
        List<Application> sent = page.stream()
                .filter(application -> !application.isHandedOver() && !application.isErased())
                .toList();
        if (sent.isEmpty()) {
            return List.of();
        }
        Map<Long, String> names = organisations.findNames(
                sent.stream().map(Application::subject).distinct().toList());
        Map<Application, FormAnswers> asSent = new LinkedHashMap<>();
        sent.forEach(application -> asSent.put(application, asSent(application)));
        Map<Long, Map<String, Document>> files = papers.findDocuments(asSent);
        List<Map<String, Object>> exported = new ArrayList<>();
        asSent.forEach((application, answers) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("reference", application.reference().toGroupedText());
            one.put("organisation", names.getOrDefault(application.subject(), ""));
            one.put("submitted", application.submitted());
            one.put("script", application.script());
            one.put("answers", aboutApplicant(answers));
            List<Map<String, Object>> own = files.get(application.id()).entrySet().stream()
                    .filter(file -> FormAnswers.APPLICANT_QUESTIONS.contains(file.getKey()))
                    .map(file -> toExport(file.getValue()))
                    .toList();
            if (!own.isEmpty()) {
                one.put("files", own);
            }
            exported.add(one);
        });
        return exported;
    }

    private FormAnswers asSent(Application application) {
        return versions.findFirstByApplicationAndStateOrderBySeq(application.id(), AnswerVersionRepository.State.OLD)
                .map(version -> sealed.openAnswers(application, version))
                .orElseGet(() -> sealed.openAnswers(application, applications.findAnswers(application.id())));
    }

    private static Map<String, Object> aboutApplicant(FormAnswers answers) {
        Map<String, Object> own = new LinkedHashMap<>();
        FormAnswers.APPLICANT_QUESTIONS.stream()
                .filter(name -> answers.values().get(name) != null)
                .forEach(name -> own.put(name, answers.values().get(name)));
        return own;
    }

    private static Map<String, Object> toExport(Document document) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("file", Long.toString(document.id()));
        exported.put("name", document.fileName());
        exported.put("type", document.kind().mediaType());
        exported.put("bytes", document.size());
        exported.put("received", document.received());
        return exported;
    }

    private Map<String, Object> toExport(Application application) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("reference", application.reference().toGroupedText());
        exported.put("status", application.status().name());
        exported.put("submitted", application.submitted());
        exported.put("since", application.since());
        if (application.dueAt() != null) {
            exported.put("due", application.dueAt());
        }
        if (application.authorityReference() != null) {
            exported.put("authority_reference", application.authorityReference());
        }
        exported.put("script", application.script());
        exported.put(
                "answers",
                sealed.openAnswers(application, applications.findAnswers(application.id()))
                        .values());
        Iterable<Map<String, Object>> others = new PagedRows<>(
                (AnswerVersionRepository.Version last, int limit) ->
                        versions.findPage(application.id(), last == null ? 0 : last.seq(), limit),
                page -> page.stream()
                        .map(version -> toExport(application, version))
                        .toList());
        if (others.iterator().hasNext()) {
            exported.put("other_answers", others);
        }
        exported.put(
                "history",
                new PagedRows<>(
                        (ApplicationEvent last, int limit) ->
                                history.findPage(application, last == null ? 0 : last.seq(), limit),
                        page -> page.stream()
                                .map(ApplicationDataHandler::toExport)
                                .toList()));
        exported.put("log", audit.exportChain(application.id()));
        return exported;
    }

    private Map<String, Object> toExport(Application application, AnswerVersionRepository.Version version) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("state", version.state().name());
        exported.put("at", version.at());
        exported.put("answers", sealed.openAnswers(application, version).values());
        return exported;
    }

    private static Map<String, Object> toExport(ApplicationEvent event) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("at", event.at());
        exported.put("status", event.to().name());
        exported.put("who", TransitionActor.isPartyName(event.who()) ? event.who() : "staff");
        if (!event.reasons().isEmpty()) {
            exported.put(
                    "reasons",
                    event.reasons().stream().map(DecisionReason::name).toList());
        }
        if (event.note() != null) {
            exported.put("note", event.note());
        }
        return exported;
    }

    @Override
    public void eraseData(long person, Instant now) {
        List<Application> page;
        do {
            page = forgetting.findPageBySubject(person, null, PagedRows.PAGE_SIZE);
            for (Application seen : page) {
                end(applications.lockById(seen.id()), now);
                forgetting.eraseApplication(seen.id());
            }
        } while (page.size() == PagedRows.PAGE_SIZE);
        handOver(person);
        askers.deleteRecord(person);
    }

    /// Transfers applications that the person submitted for organisations, so that they no longer lead to the person.
    private void handOver(long person) {
        List<Application> page = List.of();
        do {
            Application last = page.isEmpty() ? null : page.getLast();
            page = forgetting.findPageSentForOthers(person, last, PagedRows.PAGE_SIZE);
            Map<Long, Long> owners = organisations.findOwners(
                    page.stream().map(Application::subject).distinct().toList());
            for (Application seen : page) {
                if (owners.containsKey(seen.subject())) {
                    forgetting.transferToOther(applications.lockById(seen.id()).id(), owners.get(seen.subject()));
                    content.replaceTerms(applications.lockById(seen.id()));
                }
            }
        } while (page.size() == PagedRows.PAGE_SIZE);
    }

    /// Deletes the answers of applications that ended long ago. An application whose person is locked waits for the
    /// next run.
    @Override
    public int deleteExpired(Instant now, int most) {
        return (int) forgetting.findEnded(now.minus(ANSWERS_TTL), most).stream()
                .filter(late -> forgotten(late, now))
                .count();
    }

    private boolean forgotten(ApplicationRepository.LateApplication late, Instant now) {
        return transactions.executeWrite(status -> {
            if (persons.lockIfFree(late.conversation()).isEmpty()) {
                return false;
            }
            Application application = applications.lockById(late.id());
            if (application.status().isLive()) {
                return false;
            }
            forgetting.eraseApplication(application.id());
            audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(
                    application, TransitionActor.CLOCK.historyName(), "application.forgotten", null, now)));
            return true;
        });
    }

    /// Ends an application in the first way that its status allows; one that has ended stays as it is.
    private void end(Application application, Instant now) {
        for (Ending ending : ENDINGS) {
            if (ending.act().isAllowed(application.status(), ending.party())) {
                moves.recordTransition(
                        application,
                        new ApplicationDecision(ending.act()),
                        ending.party(),
                        ending.party().historyName(),
                        now);
                return;
            }
        }
    }

    @Override
    public Set<Long> findWithCases(Collection<Long> persons) {
        return persons.isEmpty() ? Set.of() : forgetting.findSenders(persons);
    }

    @Override
    public Set<Long> findRetained(Collection<Long> persons) {
        return persons.isEmpty() ? Set.of() : forgetting.findSubjectsWithApplications(persons);
    }
}
