package pk.rahnuma.registration.records;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Event;
import pk.rahnuma.registration.Party;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.WorkingCalendar;

/// Moves an application from one status to the next, with all that is written down about it: clocks, register, history,
/// audit. The caller has locked the person and the application.
@Singleton
public final class Moves {

    private final Applications applications;
    private final Register register;
    private final History history;
    private final Audit audit;
    private final WorkingCalendar calendar;

    Moves(Applications applications, Register register, History history, Audit audit, WorkingCalendar calendar) {
        this.applications = applications;
        this.register = register;
        this.history = history;
        this.audit = audit;
        this.calendar = calendar;
    }

    /// New ones have come, which are locked by being new.
    public void submitted(List<Application> all) {
        String who = Party.APPLICANT.who();
        history.append(all.stream()
                .map(a -> new History.Line(a, new Event(1, null, a.status(), who, List.of(), null, a.submitted())))
                .toList());
        audit.append(all.stream()
                .map(a -> Trace.of(a, who, "application.submitted", null, a.submitted()))
                .toList());
    }

    /// @param who the name that the history shows
    /// @throws NotPossible when the life cycle does not hold it
    public Application move(Application before, Decision decision, Party party, String who, Instant now) {
        Status to = decision.act().apply(before.status(), party);
        Application after = before.moved(to, decision, now, calendar);
        applications.update(after);
        if (before.status().live() != to.live()) {
            register.live(after.id(), to.live());
        }
        history.append(List.of(new History.Line(
                after, new Event(after.events(), before.status(), to, who, decision.reasons(), decision.note(), now))));
        audit.append(List.of(Trace.of(after, who, "application." + word(to), detail(before, decision), now)));
        return after;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String detail(Application before, Decision decision) {
        String reasons = decision.reasons().stream().map(Reason::name).collect(Collectors.joining(","));
        return decision.act().word() + " from " + before.status() + (reasons.isEmpty() ? "" : " because " + reasons);
    }
}
