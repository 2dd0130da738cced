package pk.rahnuma.registration.decision;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.document.Document;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffNameRules;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.registration.form.CheckFinding;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.FormChecks;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.registration.form.VerifiedContactService;
import pk.rahnuma.registration.record.ApplicationAuditEntries;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationDocumentService;
import pk.rahnuma.registration.record.ApplicationHistoryRepository;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineContent;
import pk.rahnuma.shared.Reference;

/// Opens applications and their documents for staff.
@Singleton
public final class ApplicationReviewService {

    private final TransactionOperations<Connection> transactions;
    private final ApplicationRepository applications;
    private final SharedAnswerService shared;
    private final ApplicationHistoryRepository history;
    private final ApplicationContentService contents;
    private final ApplicationDocumentService papers;
    private final VerifiedContactService verifiedContacts;
    private final AuditLog audit;

    ApplicationReviewService(
            TransactionOperations<Connection> transactions,
            ApplicationRepository applications,
            SharedAnswerService shared,
            ApplicationHistoryRepository history,
            ApplicationContentService contents,
            ApplicationDocumentService papers,
            VerifiedContactService verifiedContacts,
            AuditLog audit) {
        this.transactions = transactions;
        this.applications = applications;
        this.shared = shared;
        this.history = history;
        this.contents = contents;
        this.papers = papers;
        this.verifiedContacts = verifiedContacts;
        this.audit = audit;
    }

    /// An application with all that staff need for a decision.
    ///
    /// @param customer by name; unknown once the answers are deleted
    /// @param lines all of them; empty once their answers are deleted
    /// @param answers as text, by name, in the order of the form; sensitive ones masked unless revealed; empty once
    ///     they are deleted
    /// @param verified times at which the applicant proved addresses among the answers with a code, by name
    /// @param change the new answers of a requested change, in the same form; usually empty
    /// @param earlier answers that were replaced or refused, the oldest first
    /// @param documents by the name of the question that they answer
    /// @param checks automatic findings, the worst first; for a change, on the answers after it
    /// @param others of the same subject, the newest first, at most a few
    public record ApplicationDetails(
            Application application,
            CustomerSummary customer,
            List<ReviewedLine> lines,
            Map<String, String> answers,
            Map<String, Instant> verified,
            Map<String, String> change,
            List<EarlierAnswers> earlier,
            Map<String, Document> documents,
            List<CheckFinding> checks,
            List<ApplicationEvent> history,
            List<Application> others) {}

    /// A line, with what staff call it by.
    ///
    /// @param site place of an organisation's line; empty for a person's
    /// @param provider code of the form, or a name; empty when unknown
    public record ReviewedLine(Line line, String site, String provider) {

        private static ReviewedLine of(LineContent content) {
            FormAnswers answers = content.answers();
            return new ReviewedLine(content.line(), answers.textAnswer(FormAnswers.SITE), answers.providerName());
        }
    }

    /// Numbers of the lines of some providers for which staff can make a transition.
    ///
    /// @param providers as [ReviewedLine] has them
    /// @throws RuleViolationException when there is no such line
    public Set<Integer> findLines(Reference reference, Collection<String> providers, LineTransition act, Instant now) {
        Set<Integer> numbers = transactions.executeRead(status -> applications.findApplication(reference).stream()
                .filter(application -> !application.isErased())
                .flatMap(application -> contents.readLines(application).stream())
                .map(ReviewedLine::of)
                .filter(reviewed -> providers.contains(reviewed.provider())
                        && reviewed.line().allows(act, TransitionActor.STAFF, now))
                .map(reviewed -> reviewed.line().number())
                .collect(Collectors.toSet()));
        if (numbers.isEmpty()) {
            throw new RuleViolationException("line_none", "reference", reference, "act", act);
        }
        return numbers;
    }

    /// Maximum number of other applications of a subject that are shown.
    private static final int MAX_OTHER_APPLICATIONS = 20;

    /// Earlier answers, as far as they differ from the present ones.
    ///
    /// @param state `OLD` (replaced) or `REFUSED`
    /// @param at time at which they were replaced, or submitted
    public record EarlierAnswers(String state, Instant at, Map<String, String> answers) {}

    /// Period in which repeated views of one document by one member count as one: its pages are fetched one by one.
    private static final Duration VIEW_AUDIT_INTERVAL = Duration.ofMinutes(30);

    /// Opens an application for a member of staff and records it in the audit log.
    ///
    /// @param reveal whether sensitive answers are shown in full
    /// @throws RuleViolationException when there is no such application
    public ApplicationDetails openDossier(Reference reference, boolean reveal, String staff, Instant now) {
        String staffName = StaffNameRules.validateName(staff);
        return transactions.executeWrite(status -> {
            Application seen = applications
                    .findApplication(reference)
                    .orElseThrow(() -> new RuleViolationException("application_missing", "reference", reference));
            Application application = applications.lockById(seen.id());
            audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(
                    application, staffName, reveal ? "application.revealed" : "application.viewed", null, now)));
            if (application.isErased()) {
                return new ApplicationDetails(
                        application,
                        CustomerSummary.UNKNOWN,
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        history.findEvents(application),
                        List.of());
            }
            FormAnswers answers = contents.readAnswers(application);
            FormAnswers then = contents.findProposed(application, answers).orElse(answers);
            return new ApplicationDetails(
                    application,
                    CustomerSummary.ofAnswers(answers),
                    contents.readLines(application).stream()
                            .map(ReviewedLine::of)
                            .toList(),
                    MaskedAnswers.maskAnswers(answers, reveal),
                    verifiedContacts.findVerified(application.conversation(), answers),
                    MaskedAnswers.maskChanges(answers, then, reveal),
                    earlier(application, answers, reveal),
                    papers.findDocuments(application, answers),
                    checks(application, answers, then, now),
                    history.findEvents(application),
                    others(application));
        });
    }

    private List<Application> others(Application application) {
        ApplicationRepository.NewestApplications newest = applications
                .findNewest(List.of(application.subject()), MAX_OTHER_APPLICATIONS)
                .get(application.subject());
        return newest.applications().stream()
                .filter(other -> other.id() != application.id())
                .toList();
    }

    private List<EarlierAnswers> earlier(Application application, FormAnswers answers, boolean reveal) {
        return contents.findEarlier(application, answers).stream()
                .map(one -> new EarlierAnswers(
                        one.state().name(), one.at(), MaskedAnswers.maskChanges(answers, one.answers(), reveal)))
                .toList();
    }

    /// Opens a document of an application for a member of staff and records it in the audit log.
    ///
    /// @param name of the question that it answers
    /// @throws RuleViolationException when there is no such document
    public Document openDocument(Reference reference, String name, String staff, Instant now) {
        String staffName = StaffNameRules.validateName(staff);
        return transactions.executeWrite(status -> {
            Application seen = applications
                    .findApplication(reference)
                    .orElseThrow(() -> new RuleViolationException("application_missing", "reference", reference));
            Application application = applications.lockById(seen.id());
            FormAnswers answers =
                    application.isErased() ? new FormAnswers(Map.of()) : contents.readAnswers(application);
            Document document = papers.findDocuments(application, answers).get(name);
            if (document == null) {
                throw new RuleViolationException("document_missing", "reference", reference);
            }
            audit.appendOnce(
                    ApplicationAuditEntries.createEntry(application, staffName, "application.document", name, now),
                    now.minus(VIEW_AUDIT_INTERVAL));
            return document;
        });
    }

    /// Findings about what staff have to decide: the answers of a new application, or those that a change replaces.
    /// Answers on which staff have decided are not checked again.
    ///
    /// @param then answers after a change
    private List<CheckFinding> checks(Application application, FormAnswers answers, FormAnswers then, Instant now) {
        LocalDate today = now.atZone(WorkingCalendar.PAKISTAN_ZONE).toLocalDate();
        List<CheckFinding> checks = FormChecks.checkAnswers(then, today).stream()
                .filter(check -> application.lines().isUndecided() || then.isChangedFrom(answers, check.about()))
                .collect(Collectors.toCollection(ArrayList::new));
        checks.addAll(shared.findShared(application, then));
        checks.sort((a, b) -> b.level().compareTo(a.level()));
        return List.copyOf(checks);
    }
}
