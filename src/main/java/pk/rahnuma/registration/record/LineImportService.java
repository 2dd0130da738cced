package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineCounts;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService.NewContent;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ScriptNames;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Stores registrations that were made elsewhere. Their holder is an organisation without members, whose application
/// has no sender, as after the erasure of a sender; its lines are registered from the beginning. Takes part in the
/// transaction of the thread.
@Singleton
public final class LineImportService {

    /// Maximum lines of an application, as the form allows.
    static final int MAX_LINES = 1_000;

    private final OrganisationService organisations;
    private final ApplicationRepository applications;
    private final ApplicationContentService contents;
    private final ApplicationTransitionService transitions;
    private final ScriptLibrary library;
    private final RandomGenerator random = new SecureRandom();

    LineImportService(
            OrganisationService organisations,
            ApplicationRepository applications,
            ApplicationContentService contents,
            ApplicationTransitionService transitions,
            ScriptLibrary library) {
        this.organisations = organisations;
        this.applications = applications;
        this.contents = contents;
        this.transitions = transitions;
        this.library = library;
    }

    /// Stores new lines, with holders that are new to the desk.
    public void insertLines(List<ImportedHolder> holders, ImportSource source, Instant now) {
        List<NewContent> fresh = new ArrayList<>();
        List<LineContent> added = new ArrayList<>();
        for (ImportedHolder holder : holders) {
            long organisation =
                    holder.organisation() == 0 ? createHolder(holder.answers(), now) : holder.organisation();
            for (int first = 0; first < holder.lines().size(); first += MAX_LINES) {
                List<ImportedLine> some =
                        holder.lines().subList(first, Math.min(holder.lines().size(), first + MAX_LINES));
                long id = SubjectEncryptionService.newId();
                List<LineContent> lines = createLines(id, some, now);
                added.addAll(lines);
                fresh.add(new NewContent(
                        createApplication(id, organisation, lines, source, now),
                        holder.answers()
                                .withLines(
                                        some.stream().map(ImportedLine::answers).toList())));
            }
        }
        if (!fresh.isEmpty()) {
            contents.insertApplications(fresh, added);
            transitions.recordImports(
                    fresh.stream().map(NewContent::application).toList(), source.toText());
        }
    }

    private long createHolder(FormAnswers holder, Instant now) {
        return organisations.createListed(
                holder.textAnswer(FormAnswers.LEGAL_NAME),
                holder.textAnswer(FormAnswers.SECP_NUMBER),
                holder.textAnswer(FormAnswers.NTN),
                now);
    }

    private static List<LineContent> createLines(long application, List<ImportedLine> listed, Instant now) {
        List<LineContent> lines = new ArrayList<>();
        for (ImportedLine one : listed) {
            Line line = new Line(
                    SubjectEncryptionService.newId(),
                    application,
                    lines.size() + 1,
                    LineStatus.ACTIVE,
                    now,
                    LineDeadline.NONE,
                    List.of(),
                    List.of(),
                    one.authorityReference(),
                    null,
                    one.term());
            lines.add(new LineContent(line, one.answers()));
        }
        return lines;
    }

    private Application createApplication(
            long id, long organisation, List<LineContent> lines, ImportSource source, Instant now) {
        return new Application(
                        id,
                        Reference.forApplication(random),
                        Application.ERASED_SUBJECT,
                        organisation,
                        Application.handedOverSession(id),
                        ScriptNames.REGISTER_COMPANY,
                        library.findCurrent(ScriptNames.REGISTER_COMPANY).flow(),
                        Language.DEFAULT,
                        LineCounts.ofStatus(LineStatus.ACTIVE, lines.size()),
                        WorkingCalendar.startOf(source.date()),
                        now,
                        LineDeadline.NONE,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        0)
                .afterEvent(lines.stream().map(LineContent::line).toList(), now);
    }

    /// Changes lines of a holder as the list has them. The caller has locked the organisation.
    ///
    /// @param changes registered lines, each with what the list has of it
    public void changeLines(Map<Line, ImportedLine> changes, ImportSource source, Instant now) {
        changes.entrySet().stream()
                .sorted(Comparator.comparing(change -> change.getKey().application()))
                .forEach(change -> changeLine(
                        applications.lockById(change.getKey().application()),
                        change.getKey().number(),
                        change.getValue(),
                        source,
                        now));
    }

    private void changeLine(
            Application application, int number, ImportedLine listed, ImportSource source, Instant now) {
        ApplicationDecision decision = new ApplicationDecision(
                LineTransition.SET_TERM,
                Set.of(number),
                List.of(),
                source.toText(),
                listed.authorityReference(),
                List.of(),
                listed.term(),
                null);
        Application after = transitions
                .recordTransition(
                        application,
                        transitions.selectLines(application, decision, TransitionActor.STAFF, now),
                        decision,
                        TransitionActor.STAFF,
                        TransitionActor.IMPORT.historyName(),
                        now)
                .application();
        contents.replaceLines(after, Map.of(number, listed.answers()), now);
    }
}
