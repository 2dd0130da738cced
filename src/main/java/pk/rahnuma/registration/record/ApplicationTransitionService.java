package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.news.StatusNewsService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.WorkingCalendar;

/// Moves an application to its next status and updates all that depends on it: deadlines, register, history, audit log,
/// news outside of the chat. The caller has locked the person and the application.
@Singleton
public final class ApplicationTransitionService {

    private final ApplicationRepository applications;
    private final LineRegisterRepository register;
    private final ApplicationHistoryRepository history;
    private final AuditLog audit;
    private final WorkingCalendar calendar;
    private final StatusNewsService news;
    private final LinkedApplicationLog linkedLog;

    ApplicationTransitionService(
            ApplicationRepository applications,
            LineRegisterRepository register,
            ApplicationHistoryRepository history,
            AuditLog audit,
            WorkingCalendar calendar,
            StatusNewsService news,
            LinkedApplicationLog linkedLog) {
        this.applications = applications;
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
        String actorName = TransitionActor.APPLICANT.historyName();
        history.appendEvents(all.stream()
                .map(a -> new ApplicationHistoryRepository.HistoryEntry(
                        a, new ApplicationEvent(1, null, a.status(), actorName, List.of(), null, a.submitted())))
                .toList());
        audit.appendEntries(all.stream()
                .map(a ->
                        ApplicationAuditEntries.createEntry(a, actorName, "application.submitted", null, a.submitted()))
                .toList());
        news.announceChanges(
                all.stream()
                        .map(a -> toChange(a, a.conversation(), a.language()))
                        .toList(),
                all.getFirst().submitted());
    }

    /// Records a transition that an applicant makes, and announces it to them.
    ///
    /// @param person who makes it
    /// @param language of the person
    /// @throws pk.rahnuma.registration.RuleViolationException when the transition is not allowed
    public Application recordApplicantTransition(
            Application before, ApplicationDecision decision, long person, String language, Instant now) {
        Application after = recordTransition(
                before, decision, TransitionActor.APPLICANT, TransitionActor.APPLICANT.historyName(), now);
        linkedLog.recordAct(person, after, decision.act().toWord(), now);
        announceStatus(after, Map.of(person, language), now);
        return after;
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

    private static StatusNewsService.StatusChange toChange(Application application, long person, String language) {
        return new StatusNewsService.StatusChange(
                person,
                language,
                application.id(),
                application.events(),
                application.reference(),
                application.status().toWord());
    }

    /// Records a transition, without news of it.
    ///
    /// @param actorName name for the history
    /// @throws pk.rahnuma.registration.RuleViolationException when the transition is not allowed
    public Application recordTransition(
            Application before, ApplicationDecision decision, TransitionActor party, String actorName, Instant now) {
        ApplicationStatus to = decision.act().applyTo(before.status(), party);
        Application after = before.afterTransition(to, decision, now, calendar);
        applications.updateStatus(ApplicationRow.fromApplication(after, null, null, null, null));
        if (before.status().isLive() != to.isLive()) {
            register.setLive(after.id(), to.isLive());
        }
        history.appendEvents(List.of(new ApplicationHistoryRepository.HistoryEntry(
                after,
                new ApplicationEvent(
                        after.events(), before.status(), to, actorName, decision.reasons(), decision.note(), now))));
        audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(
                after, actorName, "application." + to.toWord(), detail(before, decision), now)));
        return after;
    }

    private static String detail(Application before, ApplicationDecision decision) {
        String reasons = decision.reasons().stream().map(DecisionReason::name).collect(Collectors.joining(","));
        return decision.act().toWord() + " from " + before.status() + (reasons.isEmpty() ? "" : " because " + reasons);
    }
}
