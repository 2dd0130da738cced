package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.news.StatusNewsService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineCounts;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.record.ApplicationHistoryRepository.FormSession;

/// Moves lines of an application to their next status and updates all that depends on it: deadlines, register, history,
/// audit log, news outside of the chat. The caller has locked the person and the application.
@Singleton
public final class ApplicationTransitionService {

    private final ApplicationRepository applications;
    private final LineRepository lines;
    private final LineRegisterRepository register;
    private final ApplicationHistoryRepository history;
    private final AuditLog audit;
    private final WorkingCalendar calendar;
    private final StatusNewsService news;
    private final LinkedApplicationLog linkedLog;

    ApplicationTransitionService(
            ApplicationRepository applications,
            LineRepository lines,
            LineRegisterRepository register,
            ApplicationHistoryRepository history,
            AuditLog audit,
            WorkingCalendar calendar,
            StatusNewsService news,
            LinkedApplicationLog linkedLog) {
        this.applications = applications;
        this.lines = lines;
        this.register = register;
        this.history = history;
        this.audit = audit;
        this.calendar = calendar;
        this.news = news;
        this.linkedLog = linkedLog;
    }

    /// Records new applications, which need no lock, and announces them to their senders.
    ///
    /// @param all at least one
    public void recordSubmissions(List<Application> all) {
        recordFirstEvents(all, TransitionActor.APPLICANT, "application.submitted", null);
        news.announceChanges(
                all.stream()
                        .map(a -> toChange(a, a.conversation(), a.language()))
                        .toList(),
                all.getFirst().submitted());
    }

    /// Records new applications whose lines were registered elsewhere, without news of them.
    ///
    /// @param source of the lines
    void recordImports(List<Application> all, String source) {
        recordFirstEvents(all, TransitionActor.IMPORT, "application.imported", source);
    }

    private void recordFirstEvents(List<Application> all, TransitionActor actor, String what, @Nullable String source) {
        String name = actor.historyName();
        history.appendEvents(all.stream()
                .map(a -> new ApplicationHistoryRepository.HistoryEntry(
                        a,
                        new ApplicationEvent(
                                1, null, a.lines().leading(), Set.of(), name, List.of(), source, a.since()),
                        null))
                .toList());
        audit.appendEntries(all.stream()
                .map(a -> ApplicationAuditEntries.createEntry(a, name, what, source, a.since()))
                .toList());
    }

    /// Lines of an application, and those of them that make a transition.
    ///
    /// @param all in their order
    /// @param selected at least one
    public record LineSelection(List<Line> all, List<Line> selected) {

        /// Numbers of the selected lines.
        public Set<Integer> numbers() {
            return selected.stream().map(Line::number).collect(Collectors.toCollection(TreeSet::new));
        }

        private boolean isWhole() {
            return selected.size() == all.size();
        }

        private List<Line> withReplaced(List<Line> changed) {
            Map<Integer, Line> byNumber = changed.stream().collect(Collectors.toMap(Line::number, Function.identity()));
            return all.stream()
                    .map(line -> byNumber.getOrDefault(line.number(), line))
                    .toList();
        }
    }

    /// A transition that was made.
    ///
    /// @param application after it
    /// @param lines all, as they are now, and those that it changed
    public record RecordedTransition(Application application, LineSelection lines) {}

    /// Selects the lines that a decision is about.
    ///
    /// @throws RuleViolationException when it is not possible for one of the lines that it names, or for any line
    public LineSelection selectLines(
            Application application, ApplicationDecision decision, TransitionActor actor, Instant now) {
        List<Line> all = lines.findLines(application);
        LineTransition act = decision.act();
        if (decision.lines().isEmpty()) {
            return selectPossible(all, act, actor, now)
                    .orElseThrow(() ->
                            toViolation(all.getFirst(), act, application.lines().leading(), actor));
        }
        List<Line> named = all.stream()
                .filter(line -> decision.lines().contains(line.number()))
                .toList();
        if (named.size() < decision.lines().size()) {
            throw new RuleViolationException("line_missing", "reference", application.reference());
        }
        named.stream().filter(line -> !line.allows(act, actor, now)).findFirst().ifPresent(line -> {
            throw toViolation(line, act, line.status(), actor);
        });
        return new LineSelection(all, named);
    }

    /// All lines of an application, in their order.
    public List<Line> findLines(Application application) {
        return lines.findLines(application);
    }

    /// All lines of an application that may make a transition; empty when none may.
    public Optional<LineSelection> findPossible(
            Application application, LineTransition act, TransitionActor actor, Instant now) {
        return selectPossible(lines.findLines(application), act, actor, now);
    }

    private static Optional<LineSelection> selectPossible(
            List<Line> all, LineTransition act, TransitionActor actor, Instant now) {
        List<Line> possible =
                all.stream().filter(line -> line.allows(act, actor, now)).toList();
        return possible.isEmpty() ? Optional.empty() : Optional.of(new LineSelection(all, possible));
    }

    private static RuleViolationException toViolation(
            Line line, LineTransition act, LineStatus status, TransitionActor actor) {
        return act.isAllowed(line.status(), actor) && act == LineTransition.REOPEN
                ? new RuleViolationException("reopening_over", "until", line.dueAt())
                : RuleViolationException.forTransition(act, status, actor);
    }

    /// Records a transition that an applicant makes, and announces the status to them if it is another.
    ///
    /// @param person who makes it
    /// @param language of the person
    /// @param session of the form in which they make it; null outside of a form
    public RecordedTransition recordApplicantTransition(
            Application before,
            LineSelection selection,
            ApplicationDecision decision,
            long person,
            String language,
            @Nullable String session,
            Instant now) {
        RecordedTransition recorded = recordTransition(
                before,
                selection,
                decision,
                TransitionActor.APPLICANT,
                TransitionActor.APPLICANT.historyName(),
                FormSession.ofSession(person, session),
                now);
        Application after = recorded.application();
        linkedLog.recordAct(person, after, decision.act().toWord(), now);
        if (decision.act() != LineTransition.AMEND) {
            announceStatus(after, Map.of(person, language), now);
        }
        return recorded;
    }

    /// Announces the status of an application outside of the chat, to those of some locked persons who want it.
    ///
    /// @param languages by person
    public void announceStatus(Application application, Map<Long, String> languages, Instant now) {
        news.announceChanges(
                languages.entrySet().stream()
                        .map(person -> toChange(application, person.getKey(), person.getValue()))
                        .toList(),
                now);
    }

    /// Announces outside of the chat that a day is near on which something of an application ends, once a day.
    ///
    /// @param languages by person, each locked
    public void announceExpiry(Application application, Map<Long, String> languages, Instant now) {
        int number = -(int) WorkingCalendar.dayOf(now).toEpochDay();
        news.announceChanges(
                languages.entrySet().stream()
                        .map(person -> toChange(application, person.getKey(), person.getValue(), number, "ends_soon"))
                        .toList(),
                now);
    }

    private static StatusNewsService.StatusChange toChange(Application application, long person, String language) {
        return toChange(
                application,
                person,
                language,
                application.events(),
                application.shownStatus().name().toLowerCase(Locale.ROOT));
    }

    private static StatusNewsService.StatusChange toChange(
            Application application, long person, String language, int number, String status) {
        return new StatusNewsService.StatusChange(
                person, language, application.id(), number, application.reference(), status);
    }

    /// Records a transition, without news of it.
    ///
    /// @param selection result of [#selectLines] for this actor
    /// @param staffName validated name for the history; null for other actors
    public RecordedTransition recordTransition(
            Application before,
            LineSelection selection,
            ApplicationDecision decision,
            TransitionActor actor,
            @Nullable String staffName,
            Instant now) {
        String name = staffName == null ? actor.historyName() : staffName;
        return recordTransition(before, selection, decision, actor, name, null, now);
    }

    private RecordedTransition recordTransition(
            Application before,
            LineSelection selection,
            ApplicationDecision decision,
            TransitionActor actor,
            String actorName,
            @Nullable FormSession form,
            Instant now) {
        List<Line> changed = selection.selected().stream()
                .map(line ->
                        line.afterTransition(decision.act().applyTo(line.status(), actor), decision, now, calendar))
                .toList();
        lines.updateStatuses(changed, decision.authorityReference());
        updateRegister(selection.selected(), changed);
        LineStatus from = LineCounts.ofLines(selection.selected()).leading();
        LineStatus to = changed.getFirst().status();
        List<Line> all = selection.withReplaced(changed);
        Application after = recordEvent(
                before.afterEvent(all, now),
                new ApplicationEvent(
                        before.events() + 1,
                        from,
                        to,
                        selection.isWhole() ? Set.of() : selection.numbers(),
                        actorName,
                        decision.reasons(),
                        decision.note(),
                        now,
                        decision.confirmation()),
                detail(from, decision),
                form);
        return new RecordedTransition(after, new LineSelection(all, changed));
    }

    /// Frees the addresses of lines that have ended, and takes those of reopened ones again.
    private void updateRegister(List<Line> before, List<Line> after) {
        boolean live = after.getFirst().status().isLive();
        List<Long> turned = before.stream()
                .filter(line -> line.status().isLive() != live)
                .map(Line::id)
                .toList();
        if (!turned.isEmpty()) {
            register.setLive(turned, live);
        }
    }

    /// Records lines that an applicant adds to an application; they are stored already.
    ///
    /// @param numbers of the lines
    /// @param session of the form in which the person adds them; null outside of a form
    public Application recordAddedLines(
            Application before, Set<Integer> numbers, long person, @Nullable String session, Instant now) {
        List<Line> all = lines.findLines(before);
        return recordEvent(
                before.afterEvent(all, now),
                new ApplicationEvent(
                        before.events() + 1,
                        null,
                        LineStatus.REQUESTED,
                        numbers,
                        TransitionActor.APPLICANT.historyName(),
                        List.of(),
                        null,
                        now),
                null,
                FormSession.ofSession(person, session));
    }

    private Application recordEvent(
            Application after, ApplicationEvent event, @Nullable String detail, @Nullable FormSession form) {
        applications.updateStatus(ApplicationRow.fromApplication(after));
        history.appendEvents(List.of(new ApplicationHistoryRepository.HistoryEntry(after, event, form)));
        audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(
                after, event.who(), "line." + event.to().toWord(), detail, event.at())));
        return after;
    }

    private static String detail(LineStatus from, ApplicationDecision decision) {
        String reasons = decision.reasons().stream().map(DecisionReason::name).collect(Collectors.joining(","));
        return decision.act().toWord() + " from " + from + (reasons.isEmpty() ? "" : " because " + reasons)
                + (decision.confirmation() == null
                        ? ""
                        : " on " + decision.confirmation().on());
    }
}
