package pk.rahnuma.registration.submission;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.Line;
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
    /// @param applied whether all of it is in force; false when not done
    /// @param due time for which the desk aims; null when not done, and while no member of staff can decide
    record RevisionOutcome(String problem, boolean applied, Instant due) {
        boolean isDone() {
            return problem.isEmpty();
        }

        private static RevisionOutcome refused(String problem) {
            return new RevisionOutcome(problem, false, null);
        }
    }

    /// A person, and the session of the form that they send; null for a list, which has an application of its own.
    record FormSender(long person, @Nullable String session) {

        static FormSender ofRequest(Action.Request<?> request) {
            return new FormSender(request.conversation(), request.session());
        }
    }

    /// Supplies requested information: it replaces the old answers, which the history keeps.
    ///
    /// @param given answers; those without a question in the application's form are left out
    /// @param note further text of the person, or blank
    RevisionOutcome supplyInformation(
            FormSender sender, String typed, Map<String, Object> given, String note, Instant now) {
        long person = sender.person();
        return transactions.executeWrite(status -> {
            Optional<OwnApplicationLock.OwnApplication> own = applicationLock.lockApplication(person, typed);
            Optional<LineSelection> selection = own.flatMap(locked ->
                    moves.findPossible(locked.application(), LineTransition.RECEIVE, TransitionActor.APPLICANT, now));
            if (selection.isEmpty()) {
                return RevisionOutcome.refused("not_possible");
            }
            Application before = own.get().application();
            ApplicationDecision decision = new ApplicationDecision(LineTransition.RECEIVE, List.of(), note, null);
            List<String> names = new ArrayList<>(forms.questionNames(before.script()));
            names.add(FURTHER_DOCUMENT);
            FormAnswers old = contents.readAnswers(before);
            FormAnswers renewed = keepOtherLines(
                    old, old.withReplacements(given, names), selection.get().numbers());
            if (renewed.equals(old) && decision.note() == null) {
                return RevisionOutcome.refused("nothing");
            }
            if (clashes(before, renewed)) {
                return RevisionOutcome.refused("duplicate");
            }
            attachDocuments(person, before, renewed, now);
            Application after =
                    new Revision(own.get(), sender).make(decision, now).application();
            if (!renewed.equals(old)) {
                contents.replaceAnswers(after, renewed, now);
            }
            return toOutcome(after, true, now);
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

    /// A change of lines.
    ///
    /// @param parts of lines of an organisation, by the number of the line; empty when the answers are those of a form
    /// @param answers those that are not about lines are left out
    record LineChange(Map<Integer, Map<String, Object>> parts, ChangeKind kind, Map<String, Object> answers) {

        /// Answers after the change; empty when there is no such line.
        private Optional<FormAnswers> applyTo(FormAnswers old) {
            if (parts.isEmpty() || !old.isOfOrganisation()) {
                return Optional.of(old.withReplacements(answers, FormAnswers.questionsAboutLines()));
            }
            int count = old.lineAnswers().size();
            return parts.keySet().stream().anyMatch(line -> line > count)
                    ? Optional.empty()
                    : Optional.of(old.withLineParts(parts));
        }
    }

    /// Changes lines: at once those that are only received, and by a request those that are registered, whose entries
    /// stay in force until the decision. New lines are added beside them.
    RevisionOutcome changeLines(FormSender sender, String typed, LineChange change, Instant now) {
        long person = sender.person();
        return transactions.executeWrite(status -> {
            Optional<OwnApplicationLock.OwnApplication> own = applicationLock.lockApplication(person, typed);
            FormAnswers old = own.map(locked -> contents.readAnswers(locked.application()))
                    .orElse(null);
            FormAnswers renewed = old == null ? null : change.applyTo(old).orElse(null);
            if (renewed == null) {
                return RevisionOutcome.refused("not_possible");
            }
            Map<Integer, FormAnswers> amended = new TreeMap<>(findChanges(old, renewed));
            boolean adds = renewed.lineAnswers().size() > old.lineAnswers().size();
            List<Line> present = moves.findLines(own.get().application());
            if (present.stream().noneMatch(line -> ApplicantAction.CHANGE.isAllowed(line, now))
                    || amended.keySet().stream()
                            .anyMatch(number -> !ApplicantAction.CHANGE.isAllowed(present.get(number - 1), now))) {
                return RevisionOutcome.refused("not_possible");
            }
            if (amended.isEmpty() && !adds) {
                return RevisionOutcome.refused("nothing");
            }
            if (clashes(own.get().application(), renewed) || repeatsAddress(present, renewed, amended.keySet())) {
                return RevisionOutcome.refused("duplicate");
            }
            attachDocuments(person, own.get().application(), renewed, now);
            Map<Integer, FormAnswers> requested = new TreeMap<>(amended);
            requested
                    .keySet()
                    .removeIf(number -> !present.get(number - 1).status().isRegistered());
            amended.keySet().removeAll(requested.keySet());
            Revision revision = new Revision(own.get(), sender);
            if (!amended.isEmpty()) {
                revision = revision.make(LineTransition.AMEND, amended.keySet(), now);
                contents.replaceLines(revision.application(), amended, now);
            }
            if (!requested.isEmpty()) {
                contents.proposeLines(revision.application(), change.kind(), requested);
                revision = revision.make(LineTransition.CHANGE, requested.keySet(), now);
            }
            Application after = adds ? addLines(revision, old, renewed, now) : revision.application();
            return toOutcome(after, requested.isEmpty(), now);
        });
    }

    /// Answers about lines that differ, by the number of the line; new lines are left out.
    private static Map<Integer, FormAnswers> findChanges(FormAnswers old, FormAnswers renewed) {
        List<FormAnswers> before = old.lineAnswers();
        List<FormAnswers> after = renewed.lineAnswers();
        return IntStream.range(0, before.size())
                .filter(i -> !before.get(i).equals(after.get(i)))
                .boxed()
                .collect(Collectors.toMap(i -> i + 1, after::get));
    }

    /// True when a changed line has an address of another live line of the application.
    private static boolean repeatsAddress(List<Line> present, FormAnswers renewed, Set<Integer> changed) {
        List<FormAnswers> lines = renewed.lineAnswers();
        Map<String, Set<Integer>> holders = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i >= present.size() || present.get(i).status().isLive()) {
                int number = i + 1;
                lines.get(i)
                        .singleAddresses()
                        .forEach(address -> holders.computeIfAbsent(address, key -> new HashSet<>())
                                .add(number));
            }
        }
        return holders.values().stream()
                .anyMatch(some -> some.size() > 1 && some.stream().anyMatch(changed::contains));
    }

    private Application addLines(Revision revision, FormAnswers old, FormAnswers renewed, Instant now) {
        int first = old.lineAnswers().size() + 1;
        List<FormAnswers> all = renewed.lineAnswers();
        contents.addLines(revision.application(), all.subList(first - 1, all.size()), first, now);
        return moves.recordAddedLines(
                revision.application(),
                IntStream.rangeClosed(first, all.size()).boxed().collect(Collectors.toSet()),
                revision.sender.person(),
                revision.sender.session(),
                now);
    }

    /// A locked application of a person, as it is after the acts so far.
    private final class Revision {
        private final OwnApplicationLock.OwnApplication own;
        private final FormSender sender;

        Revision(OwnApplicationLock.OwnApplication own, FormSender sender) {
            this.own = own;
            this.sender = sender;
        }

        Application application() {
            return own.application();
        }

        Revision make(LineTransition act, Set<Integer> numbers, Instant now) {
            return make(new ApplicationDecision(act).aboutLines(numbers), now);
        }

        Revision make(ApplicationDecision decision, Instant now) {
            LineSelection selection = moves.selectLines(application(), decision, TransitionActor.APPLICANT, now);
            Application after = moves.recordApplicantTransition(
                            application(), selection, decision, sender.person(), own.language(), sender.session(), now)
                    .application();
            return new Revision(new OwnApplicationLock.OwnApplication(after, own.language()), sender);
        }
    }

    private void attachDocuments(long person, Application application, FormAnswers answers, Instant now) {
        documents.attachDocuments(
                List.of(new DocumentService.Attachment(
                        person, application.subject(), answers.documentIds().values())),
                now);
    }

    private RevisionOutcome toOutcome(Application after, boolean applied, Instant now) {
        return new RevisionOutcome("", applied, aims.readAims(now).aimOf(after).due());
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
