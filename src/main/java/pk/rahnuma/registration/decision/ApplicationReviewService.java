package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.document.Document;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffNameRules;
import pk.rahnuma.registration.StaffRemark;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.CheckFinding;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.FormChecks;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.registration.record.ApplicationAuditEntries;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationDocumentService;
import pk.rahnuma.registration.record.ApplicationHistoryRepository;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineRegisterRepository;

/// Where staff see applications.
@Singleton
public final class ApplicationReviewService {

    private final Jdbi jdbi;
    private final ApplicationRepository applications;
    private final LineRegisterRepository register;
    private final ApplicationHistoryRepository history;
    private final ApplicationContentService contents;
    private final ApplicationDocumentService papers;
    private final AuditLog audit;

    ApplicationReviewService(
            Jdbi jdbi,
            ApplicationRepository applications,
            LineRegisterRepository register,
            ApplicationHistoryRepository history,
            ApplicationContentService contents,
            ApplicationDocumentService papers,
            AuditLog audit) {
        this.jdbi = jdbi;
        this.applications = applications;
        this.register = register;
        this.history = history;
        this.contents = contents;
        this.papers = papers;
        this.audit = audit;
    }

    /// An application with all that staff need to decide it.
    ///
    /// @param answers as text, by name, in the order of the form; sensitive ones masked unless they were to be
    /// revealed; none once they are deleted
    /// @param change the answers that a change asks for and that are other than now, in the same way; mostly none
    /// @param earlier answers that were replaced or refused, the oldest first
    /// @param documents by the name of the question that they answer
    /// @param checks what the desk found by itself, the worst first; with a change, in what it would be then
    /// @param others of the same subject, the newest first; a few
    public record ApplicationDetails(
            Application application,
            Map<String, String> answers,
            Map<String, String> change,
            List<EarlierAnswers> earlier,
            Map<String, Document> documents,
            List<CheckFinding> checks,
            List<ApplicationEvent> history,
            List<Application> others) {}

    /// Other applications of a subject that are shown.
    private static final int OTHERS = 20;

    /// Answers beside those in force, as far as they are other than these.
    ///
    /// @param state what became of them: `OLD` (replaced) or `REFUSED`
    /// @param at when they were replaced, or sent
    public record EarlierAnswers(String state, Instant at, Map<String, String> answers) {}

    /// Those whose target is missed or near first. Holds nothing personal.
    ///
    /// @param statuses which; none for all that are not ended
    /// @param skip how many come before the first
    public List<Application> list(Collection<ApplicationStatus> statuses, int skip, int limit) {
        return applications.list(statuses.isEmpty() ? ApplicationStatus.open() : statuses, skip, limit);
    }

    /// Those whose target is missed now, the longest overdue first. Holds nothing personal.
    public List<Application> overdue(Instant now, int skip, int limit) {
        return applications.overdue(ApplicationStatus.open(), now, skip, limit);
    }

    public long countOverdue(Instant now) {
        return applications.countOverdue(ApplicationStatus.open(), now);
    }

    /// How many there are of each status; one that there are none of is missing.
    public Map<ApplicationStatus, Long> counts() {
        return applications.counts();
    }

    /// Looks of one member at one document within it are one: its pages are fetched one by one.
    private static final Duration ONE_VIEW = Duration.ofMinutes(30);

    /// Opens an application for a member of staff, which the audit log keeps.
    ///
    /// @param reveal whether sensitive answers are shown in full
    /// @throws RuleViolationException when there is no such application
    public ApplicationDetails open(Reference reference, boolean reveal, String staff, Instant now) {
        String who = StaffNameRules.name(staff);
        return jdbi.inTransaction(handle -> {
            Application seen = applications
                    .find(reference)
                    .orElseThrow(() -> new RuleViolationException("application_missing", "reference", reference));
            Application application = applications.lock(seen.id());
            audit.append(List.of(ApplicationAuditEntries.of(
                    application, who, reveal ? "application.revealed" : "application.viewed", null, now)));
            if (application.forgotten()) {
                return new ApplicationDetails(
                        application,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        history.of(application),
                        List.of());
            }
            FormAnswers answers = contents.of(application);
            FormAnswers then = contents.proposed(application).orElse(answers);
            return new ApplicationDetails(
                    application,
                    MaskedAnswers.of(answers, reveal),
                    MaskedAnswers.changes(answers, then, reveal),
                    earlier(application, answers, reveal),
                    papers.of(application, answers),
                    checks(application, then, now),
                    history.of(application),
                    others(application));
        });
    }

    private List<Application> others(Application application) {
        ApplicationRepository.NewestApplications newest =
                applications.newest(List.of(application.subject()), OTHERS).get(application.subject());
        return newest.applications().stream()
                .filter(other -> other.id() != application.id())
                .toList();
    }

    private List<EarlierAnswers> earlier(Application application, FormAnswers answers, boolean reveal) {
        return contents.earlier(application).entrySet().stream()
                .map(one -> new EarlierAnswers(
                        one.getKey().state().name(),
                        one.getKey().at(),
                        MaskedAnswers.changes(answers, one.getValue(), reveal)))
                .toList();
    }

    /// A document of an application for a member of staff, which the audit log keeps.
    ///
    /// @param name of the question that it answers
    /// @throws RuleViolationException when there is none
    public Document document(Reference reference, String name, String staff, Instant now) {
        String who = StaffNameRules.name(staff);
        return jdbi.inTransaction(handle -> {
            Application seen = applications
                    .find(reference)
                    .orElseThrow(() -> new RuleViolationException("application_missing", "reference", reference));
            Application application = applications.lock(seen.id());
            FormAnswers answers = application.forgotten() ? new FormAnswers(Map.of()) : contents.of(application);
            Document found = papers.of(application, answers).get(name);
            if (found == null) {
                throw new RuleViolationException("document_missing", "reference", reference);
            }
            audit.appendOnce(
                    ApplicationAuditEntries.of(application, who, "application.document", name, now),
                    now.minus(ONE_VIEW));
            return found;
        });
    }

    private List<CheckFinding> checks(Application application, FormAnswers answers, Instant now) {
        LocalDate today = now.atZone(WorkingCalendar.ZONE).toLocalDate();
        List<CheckFinding> checks = new ArrayList<>(FormChecks.of(answers, today));
        elsewhere(
                answers.ofOrganisation() ? FormAnswers.CONNECTIONS : FormAnswers.ADDRESSES,
                "address_with_",
                register.elsewhere(application.id(), answers.addresses()),
                application,
                checks);
        String mobile = answers.text(FormAnswers.VPN_MOBILE);
        if (!mobile.isBlank()) {
            elsewhere(
                    FormAnswers.VPN_MOBILE,
                    "number_with_",
                    register.elsewhere(application.id(), mobile),
                    application,
                    checks);
        }
        checks.sort((a, b) -> b.level().compareTo(a.level()));
        return List.copyOf(checks);
    }

    private static void elsewhere(
            String about,
            String what,
            List<LineRegisterRepository.LineEntry> entries,
            Application application,
            List<CheckFinding> checks) {
        for (LineRegisterRepository.LineEntry entry : entries) {
            String whose = entry.subject() == application.subject() ? "same" : "other";
            checks.add(CheckFinding.look(
                            about,
                            StaffRemark.found(what + whose, "reference", entry.reference()),
                            DecisionReason.DUPLICATE_APPLICATION)
                    .of(entry.reference()));
        }
    }
}
