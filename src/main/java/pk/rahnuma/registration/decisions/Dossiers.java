package pk.rahnuma.registration.decisions;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.documents.Document;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Event;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Remark;
import pk.rahnuma.registration.Staff;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.Answers;
import pk.rahnuma.registration.form.Check;
import pk.rahnuma.registration.form.FormChecks;
import pk.rahnuma.registration.form.Shown;
import pk.rahnuma.registration.records.Applications;
import pk.rahnuma.registration.records.Contents;
import pk.rahnuma.registration.records.History;
import pk.rahnuma.registration.records.Papers;
import pk.rahnuma.registration.records.Register;
import pk.rahnuma.registration.records.Trace;

/// Where staff see applications.
@Singleton
public final class Dossiers {

    private final Jdbi jdbi;
    private final Applications applications;
    private final Register register;
    private final History history;
    private final Contents contents;
    private final Papers papers;
    private final Audit audit;

    Dossiers(
            Jdbi jdbi,
            Applications applications,
            Register register,
            History history,
            Contents contents,
            Papers papers,
            Audit audit) {
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
    public record Dossier(
            Application application,
            Map<String, String> answers,
            Map<String, String> change,
            List<Earlier> earlier,
            Map<String, Document> documents,
            List<Check> checks,
            List<Event> history,
            List<Application> others) {}

    /// Other applications of a subject that are shown.
    private static final int OTHERS = 20;

    /// Answers beside those in force, as far as they are other than these.
    ///
    /// @param state what became of them: `OLD` (replaced) or `REFUSED`
    /// @param at when they were replaced, or sent
    public record Earlier(String state, Instant at, Map<String, String> answers) {}

    /// Those whose target is missed or near first. Holds nothing personal.
    ///
    /// @param statuses which; none for all that are not ended
    /// @param skip how many come before the first
    public List<Application> list(Collection<Status> statuses, int skip, int limit) {
        return applications.list(statuses.isEmpty() ? Status.open() : statuses, skip, limit);
    }

    /// Those whose target is missed now, the longest overdue first. Holds nothing personal.
    public List<Application> overdue(Instant now, int skip, int limit) {
        return applications.overdue(Status.open(), now, skip, limit);
    }

    public long countOverdue(Instant now) {
        return applications.countOverdue(Status.open(), now);
    }

    /// How many there are of each status; one that there are none of is missing.
    public Map<Status, Long> counts() {
        return applications.counts();
    }

    /// Looks of one member at one document within it are one: its pages are fetched one by one.
    private static final Duration ONE_VIEW = Duration.ofMinutes(30);

    /// Opens an application for a member of staff, which the audit log keeps.
    ///
    /// @param reveal whether sensitive answers are shown in full
    /// @throws NotPossible when there is no such application
    public Dossier open(Reference reference, boolean reveal, String staff, Instant now) {
        String who = Staff.name(staff);
        return jdbi.inTransaction(handle -> {
            Application seen = applications
                    .find(reference)
                    .orElseThrow(() -> new NotPossible("application_missing", "reference", reference));
            Application application = applications.lock(seen.id());
            audit.append(List.of(
                    Trace.of(application, who, reveal ? "application.revealed" : "application.viewed", null, now)));
            if (application.forgotten()) {
                return new Dossier(
                        application,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        history.of(application),
                        List.of());
            }
            Answers answers = contents.of(application);
            Answers then = contents.proposed(application).orElse(answers);
            return new Dossier(
                    application,
                    Shown.of(answers, reveal),
                    Shown.changes(answers, then, reveal),
                    earlier(application, answers, reveal),
                    papers.of(application, answers),
                    checks(application, then, now),
                    history.of(application),
                    others(application));
        });
    }

    private List<Application> others(Application application) {
        Applications.Newest newest =
                applications.newest(List.of(application.subject()), OTHERS).get(application.subject());
        return newest.applications().stream()
                .filter(other -> other.id() != application.id())
                .toList();
    }

    private List<Earlier> earlier(Application application, Answers answers, boolean reveal) {
        return contents.earlier(application).entrySet().stream()
                .map(one -> new Earlier(
                        one.getKey().state().name(), one.getKey().at(), Shown.changes(answers, one.getValue(), reveal)))
                .toList();
    }

    /// A document of an application for a member of staff, which the audit log keeps.
    ///
    /// @param name of the question that it answers
    /// @throws NotPossible when there is none
    public Document document(Reference reference, String name, String staff, Instant now) {
        String who = Staff.name(staff);
        return jdbi.inTransaction(handle -> {
            Application seen = applications
                    .find(reference)
                    .orElseThrow(() -> new NotPossible("application_missing", "reference", reference));
            Application application = applications.lock(seen.id());
            Answers answers = application.forgotten() ? new Answers(Map.of()) : contents.of(application);
            Document found = papers.of(application, answers).get(name);
            if (found == null) {
                throw new NotPossible("document_missing", "reference", reference);
            }
            audit.appendOnce(Trace.of(application, who, "application.document", name, now), now.minus(ONE_VIEW));
            return found;
        });
    }

    private List<Check> checks(Application application, Answers answers, Instant now) {
        LocalDate today = now.atZone(WorkingCalendar.ZONE).toLocalDate();
        List<Check> checks = new ArrayList<>(FormChecks.of(answers, today));
        elsewhere(
                answers.ofOrganisation() ? Answers.CONNECTIONS : Answers.ADDRESSES,
                "address_with_",
                register.elsewhere(application.id(), answers.addresses()),
                application,
                checks);
        String mobile = answers.text(Answers.VPN_MOBILE);
        if (!mobile.isBlank()) {
            elsewhere(
                    Answers.VPN_MOBILE,
                    "number_with_",
                    register.elsewhere(application.id(), mobile),
                    application,
                    checks);
        }
        checks.sort((a, b) -> b.level().compareTo(a.level()));
        return List.copyOf(checks);
    }

    private static void elsewhere(
            String about, String what, List<Register.Entry> entries, Application application, List<Check> checks) {
        for (Register.Entry entry : entries) {
            String whose = entry.subject() == application.subject() ? "same" : "other";
            checks.add(Check.look(
                            about,
                            Remark.found(what + whose, "reference", entry.reference()),
                            Reason.DUPLICATE_APPLICATION)
                    .of(entry.reference()));
        }
    }
}
