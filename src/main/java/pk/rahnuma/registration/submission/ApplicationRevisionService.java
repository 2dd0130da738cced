package pk.rahnuma.registration.submission;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.record.OwnApplicationLock;
import pk.rahnuma.script.FormQuestions;

/// New answers of applicants to an application of their own, or of an organisation for which they act: requested
/// information, or a change of a registration. Both run in the person's own turn: no notice is sent, the turn answers.
@Singleton
final class ApplicationRevisionService {

    /// A file that comes with requested information, independent of the form.
    private static final String FURTHER_DOCUMENT = "further_document";

    private final TransactionOperations<Connection> transactions;
    private final OwnApplicationLock applicationLock;
    private final DocumentService documents;
    private final LineRegisterRepository register;
    private final ApplicationContentService contents;
    private final ApplicationTransitionService moves;
    private final FormQuestions forms;
    private final ApplicationAimService aims;

    ApplicationRevisionService(
            TransactionOperations<Connection> transactions,
            OwnApplicationLock applicationLock,
            DocumentService documents,
            LineRegisterRepository register,
            ApplicationContentService contents,
            ApplicationTransitionService moves,
            FormQuestions forms,
            ApplicationAimService aims) {
        this.transactions = transactions;
        this.applicationLock = applicationLock;
        this.documents = documents;
        this.register = register;
        this.contents = contents;
        this.moves = moves;
        this.forms = forms;
        this.aims = aims;
    }

    /// Result of a revision.
    ///
    /// @param problem empty when done; `not_possible` when they have no such application or it is not allowed now,
    ///     `nothing` when there is nothing new, `duplicate` when the line is in another application of theirs
    /// @param due time for which the desk aims; null when not done, and while no member of staff can decide
    record RevisionOutcome(String problem, Instant due) {
        boolean isDone() {
            return problem.isEmpty();
        }

        private static RevisionOutcome refused(String problem) {
            return new RevisionOutcome(problem, null);
        }
    }

    /// Supplies requested information: it replaces the old answers, which the history keeps.
    ///
    /// @param given answers; those without a question in the application's form are left out
    /// @param note further text of the person, or blank
    RevisionOutcome supplyInformation(long person, String typed, Map<String, Object> given, String note, Instant now) {
        return revise(person, typed, ApplicationTransition.RECEIVE, given, note, now);
    }

    /// Requests a change of a registration: it waits for a decision, while the old entry stays in force.
    RevisionOutcome requestChange(long person, String typed, Map<String, Object> given, Instant now) {
        return revise(person, typed, ApplicationTransition.CHANGE, given, null, now);
    }

    private RevisionOutcome revise(
            long person, String typed, ApplicationTransition act, Map<String, Object> given, String note, Instant now) {
        return transactions.executeWrite(status -> {
            Optional<OwnApplicationLock.OwnApplication> own = applicationLock
                    .lockApplication(person, typed)
                    .filter(locked -> act.isAllowed(locked.application().status(), TransitionActor.APPLICANT));
            if (own.isEmpty()) {
                return RevisionOutcome.refused("not_possible");
            }
            Application before = own.get().application();
            ApplicationDecision decision = new ApplicationDecision(act, List.of(), note, null);
            FormAnswers old = contents.readAnswers(before);
            List<String> names = new ArrayList<>(forms.questionNames(before.script()));
            if (act == ApplicationTransition.RECEIVE) {
                names.add(FURTHER_DOCUMENT);
            }
            FormAnswers renewed = old.withReplacements(given, names);
            boolean same = renewed.equals(old);
            if (same && decision.note() == null) {
                return RevisionOutcome.refused("nothing");
            }
            if (clashes(before, renewed)) {
                return RevisionOutcome.refused("duplicate");
            }
            documents.attachDocuments(
                    List.of(new DocumentService.Attachment(
                            person, before.subject(), renewed.documentIds().values())),
                    now);
            int seq = before.events() + 1;
            if (act == ApplicationTransition.CHANGE) {
                contents.proposeAnswers(before, renewed, seq, now);
            } else if (!same) {
                contents.replaceAnswers(before, renewed, seq, now);
            }
            Application after = moves.recordApplicantTransition(
                    before, decision, person, own.get().language(), now);
            return new RevisionOutcome("", aims.readAims(now).aimOf(after).due());
        });
    }

    /// True when the same subject has the line in another live application.
    private boolean clashes(Application application, FormAnswers answers) {
        String mobile = answers.textAnswer(FormAnswers.VPN_MOBILE);
        byte[] hash = mobile.isBlank() ? null : register.hashMobile(mobile);
        List<LineRegisterRepository.LineEntry> wanted = LineRegisterRepository.LineEntry.createEntries(
                application.subject(), application.reference(), answers.addressBytes(), hash);
        return new DuplicateLineFinder(register.findEntries(List.of(application.subject())).stream()
                        .filter(entry -> !entry.reference().equals(application.reference()))
                        .toList())
                .findDuplicate(wanted)
                .isPresent();
    }
}
