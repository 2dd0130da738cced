package pk.rahnuma.registration.decision;

import java.time.Clock;
import java.time.Instant;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.form.RequestedAnswers;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;

/// Decisions over a database, for tests.
public final class DecisionFixture {

    private DecisionFixture() {}

    public static ApplicationDecisionService decisions(DomainFixture rooms, OperatingMode mode) {
        return new ApplicationDecisionService(
                rooms.database.jdbi(),
                mode,
                rooms.persons,
                rooms.applications,
                rooms.recordFixture.transitions,
                rooms.contents,
                new RequestedAnswers(DomainFixture.forms()),
                new DecisionRecipients(
                        rooms.persons, rooms.organisations, rooms.access, rooms.notices(), rooms.messages),
                rooms.access);
    }

    /// What a member of staff decides where no second is wanted.
    public static Application decide(
            ApplicationDecisionService decisions,
            Reference reference,
            ApplicationDecision decision,
            String staff,
            Instant now) {
        return decisions.decide(reference, decision, staff, now);
    }

    /// What an applicant's action does.
    ///
    /// @return whether it was possible
    public static boolean applyAsApplicant(
            ApplicationDecisionService decisions,
            long person,
            Reference reference,
            ApplicationTransition act,
            Instant now) {
        return decisions.tryApplicantTransition(person, reference.toGroupedText(), act, null, now);
    }

    /// Time, which lets applications lapse.
    static ApplicationLapseJob createLapseJob(DomainFixture rooms, ApplicationDecisionService decisions) {
        return new ApplicationLapseJob(rooms.applications, () -> decisions, Clock.systemUTC(), null);
    }

    /// @return how many lapsed
    public static int lapseOverdue(DomainFixture rooms, ApplicationDecisionService decisions, Instant now) {
        return createLapseJob(rooms, decisions).lapseOverdue(now);
    }
}
