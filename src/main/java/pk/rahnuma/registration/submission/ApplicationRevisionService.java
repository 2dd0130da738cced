package pk.rahnuma.registration.submission;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.registration.record.ApplicationTransitionService.LineSelection;
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
        return transactions.executeWrite(status -> {
            Optional<Revision> revision = lockRevision(person, typed, LineTransition.RECEIVE, now);
            if (revision.isEmpty()) {
                return RevisionOutcome.refused("not_possible");
            }
            Application before = revision.get().application();
            ApplicationDecision decision = new ApplicationDecision(LineTransition.RECEIVE, List.of(), note, null);
            List<String> names = new ArrayList<>(forms.questionNames(before.script()));
            names.add(FURTHER_DOCUMENT);
            FormAnswers old = contents.readAnswers(before);
            FormAnswers renewed = keepOtherLines(
                    old,
                    old.withReplacements(given, names),
                    revision.get().selection().numbers());
            if (renewed.equals(old) && decision.note() == null) {
                return RevisionOutcome.refused("nothing");
            }
            if (clashes(before, renewed)) {
                return RevisionOutcome.refused("duplicate");
            }
            attachDocuments(person, before, renewed, now);
            Application after = revision.get().record(moves, decision, now);
            if (!renewed.equals(old)) {
                contents.replaceAnswers(after, renewed, now);
            }
            return toOutcome(after, now);
        });
    }

    /// Answers of which only some of the present lines differ from before.
    ///
    /// @param numbers of the lines that may differ
    private static FormAnswers keepOtherLines(FormAnswers old, FormAnswers renewed, Set<Integer> numbers) {
        List<FormAnswers> lines = new ArrayList<>(renewed.lineAnswers());
        List<FormAnswers> present = old.lineAnswers();
        for (int i = 0; i < present.size(); i++) {
            if (!numbers.contains(i + 1)) {
                lines.set(i, present.get(i));
            }
        }
        return renewed.withoutLines().withLines(lines);
    }

    /// Requests a change of registered lines, which waits for a decision while the old entries stay in force, and new
    /// lines beside them.
    ///
    /// @param given answers about lines; others are left out
    RevisionOutcome requestChange(long person, String typed, Map<String, Object> given, Instant now) {
        return transactions.executeWrite(status -> {
            Optional<Revision> revision = lockRevision(person, typed, LineTransition.CHANGE, now);
            if (revision.isEmpty()) {
                return RevisionOutcome.refused("not_possible");
            }
            Application before = revision.get().application();
            List<FormAnswers> old = contents.readAnswers(before).lineAnswers();
            FormAnswers renewed =
                    contents.readAnswers(before).withReplacements(given, FormAnswers.questionsAboutLines());
            Map<Integer, FormAnswers> wanted = new TreeMap<>();
            List<FormAnswers> lines = renewed.lineAnswers();
            for (int i = 0; i < old.size(); i++) {
                if (!old.get(i).equals(lines.get(i))) {
                    wanted.put(i + 1, lines.get(i));
                }
            }
            if (wanted.isEmpty() && lines.size() == old.size()) {
                return RevisionOutcome.refused("nothing");
            }
            if (!revision.get().selection().numbers().containsAll(wanted.keySet())) {
                return RevisionOutcome.refused("not_possible");
            }
            if (clashes(before, renewed)) {
                return RevisionOutcome.refused("duplicate");
            }
            attachDocuments(person, before, renewed, now);
            Application after = before;
            if (!wanted.isEmpty()) {
                contents.proposeLines(before, wanted);
                after = revision.get()
                        .ofLines(wanted.keySet())
                        .record(moves, new ApplicationDecision(LineTransition.CHANGE), now);
            }
            if (lines.size() > old.size()) {
                contents.addLines(after, lines.subList(old.size(), lines.size()), old.size() + 1, now);
                after = moves.recordAddedLines(
                        after,
                        IntStream.rangeClosed(old.size() + 1, lines.size())
                                .boxed()
                                .collect(Collectors.toSet()),
                        now);
            }
            return toOutcome(after, now);
        });
    }

    /// A locked application of a person, and the lines that a transition is possible for.
    private record Revision(OwnApplicationLock.OwnApplication own, long person, LineSelection selection) {

        Application application() {
            return own.application();
        }

        Revision ofLines(Set<Integer> numbers) {
            return new Revision(
                    own,
                    person,
                    new LineSelection(
                            selection.all(),
                            selection.selected().stream()
                                    .filter(line -> numbers.contains(line.number()))
                                    .toList()));
        }

        Application record(ApplicationTransitionService moves, ApplicationDecision decision, Instant now) {
            return moves.recordApplicantTransition(own.application(), selection, decision, person, own.language(), now)
                    .application();
        }
    }

    private Optional<Revision> lockRevision(long person, String typed, LineTransition act, Instant now) {
        return applicationLock
                .lockApplication(person, typed)
                .flatMap(own -> moves.findPossible(own.application(), act, TransitionActor.APPLICANT, now)
                        .map(selection -> new Revision(own, person, selection)));
    }

    private void attachDocuments(long person, Application application, FormAnswers answers, Instant now) {
        documents.attachDocuments(
                List.of(new DocumentService.Attachment(
                        person, application.subject(), answers.documentIds().values())),
                now);
    }

    private RevisionOutcome toOutcome(Application after, Instant now) {
        return new RevisionOutcome("", aims.readAims(now).aimOf(after).due());
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
