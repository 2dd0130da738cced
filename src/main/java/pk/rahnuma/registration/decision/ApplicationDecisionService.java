package pk.rahnuma.registration.decision;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.RequestedAnswers;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.script.NotificationTexts;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;

/// Decides on applications. Each decision is one transaction, which locks the recipients, then the application, changes
/// its status, records the event, and adds a notice for each recipient, in their language, to the outbox.
@Singleton
public final class ApplicationDecisionService {

    private final TransactionOperations<Connection> transactions;
    private final OperatingMode mode;
    private final PersonLock persons;
    private final ApplicationRepository applications;
    private final ApplicationTransitionService moves;
    private final ApplicationContentService contents;
    private final RequestedAnswers wanted;
    private final DecisionRecipients audiences;
    private final ApplicationAccess access;

    ApplicationDecisionService(
            TransactionOperations<Connection> transactions,
            OperatingMode mode,
            PersonLock persons,
            ApplicationRepository applications,
            ApplicationTransitionService moves,
            ApplicationContentService contents,
            RequestedAnswers wanted,
            DecisionRecipients audiences,
            ApplicationAccess access) {
        this.transactions = transactions;
        this.mode = mode;
        this.persons = persons;
        this.applications = applications;
        this.moves = moves;
        this.contents = contents;
        this.wanted = wanted;
        this.audiences = audiences;
        this.access = access;
    }

    /// An application, and the language of each recipient of its notices, all locked.
    record LockedApplication(Application application, Map<Long, String> recipients) {}

    /// Locks an application and its recipients, in the common order, in the transaction of the thread.
    ///
    /// @throws RuleViolationException when there is no such application
    LockedApplication lockApplication(Reference reference) {
        Application seen = find(reference);
        Map<Long, String> recipients = audiences.lockRecipients(seen);
        return new LockedApplication(applications.lockById(seen.id()), recipients);
    }

    /// Applies the decision of a member of staff, in the transaction that locked the application. An approved
    /// application is registered at once, and the person is notified of the registration. Called only by
    /// [DecisionProposalService], which asks for a second member of staff where required.
    ///
    /// @param staffName validated name for history and audit log
    /// @return the application after the decision
    /// @throws RuleViolationException when the decision is not allowed
    Application decide(LockedApplication locked, ApplicationDecision decision, String staffName, Instant now) {
        ApplicationDecision complete = checkDecision(locked, decision, now);
        Application after = follow(
                moves.recordTransition(locked.application(), complete, TransitionActor.STAFF, staffName, now),
                decision,
                now);
        tell(after, decision, locked.recipients(), now);
        return after;
    }

    /// Checks a decision of a member of staff without making it.
    ///
    /// @return the decision, with the answers that the applicant must give again
    /// @throws RuleViolationException when the decision is not allowed
    ApplicationDecision checkDecision(LockedApplication locked, ApplicationDecision decision, Instant now) {
        Application before = locked.application();
        checkChangeWaits(before, decision.act());
        decision.act().applyTo(before.status(), TransitionActor.STAFF);
        decision.validateFor(mode);
        checkTime(before, decision.act(), now);
        return decision.act() == ApplicationTransition.ASK
                ? decision.withAskedFields(wanted.findRequested(before, contents.readAnswers(before), decision, now))
                : decision;
    }

    /// Checks that the change which staff decide was not taken back, or decided, in the meantime.
    ///
    /// @throws RuleViolationException when no change waits any more
    static void checkChangeWaits(Application application, ApplicationTransition act) {
        boolean endsChange = act == ApplicationTransition.ACCEPT_CHANGE || act == ApplicationTransition.REFUSE_CHANGE;
        if (endsChange && application.status() == ApplicationStatus.ACTIVE) {
            throw new RuleViolationException("change_over", "reference", application.reference());
        }
    }

    /// Makes the transitions that follow automatically.
    private Application follow(Application moved, ApplicationDecision decision, Instant now) {
        switch (decision.act()) {
            case ACCEPT_CHANGE -> contents.acceptProposed(moved, moved.events(), now);
            case REFUSE_CHANGE -> contents.refuseProposed(moved);
            case TAKE_BACK_CHANGE -> contents.discardProposed(moved);
            default -> {}
        }
        if (decision.act() == ApplicationTransition.APPROVE || decision.act() == ApplicationTransition.ACCEPT_CHANGE) {
            contents.confirmNumbers(moved, now);
        }
        return moved.status() == ApplicationStatus.APPROVED
                ? moves.recordTransition(
                        moved,
                        new ApplicationDecision(ApplicationTransition.ACTIVATE),
                        TransitionActor.CLOCK,
                        TransitionActor.CLOCK.historyName(),
                        now)
                : moved;
    }

    /// Withdraws, cancels or reopens an application, or takes back a change of it, for its applicant. It may run in the
    /// person's own turn, whose transaction a refusal does not roll back: no notice is sent, the turn answers.
    ///
    /// @param typed the reference as typed
    /// @return false when the application is not theirs (the same as when it does not exist), or the transition is not
    ///     allowed
    public boolean tryApplicantTransition(long person, String typed, ApplicationTransition act, Instant now) {
        return transactions.executeWrite(status -> {
            try {
                return Reference.parseText(typed)
                        .map(reference -> transition(person, reference, act, now))
                        .isPresent();
            } catch (RuleViolationException refused) {
                return false;
            }
        });
    }

    private Application transition(long person, Reference reference, ApplicationTransition act, Instant now) {
        String language = persons.lockPerson(person);
        ApplicationAccess.AccessRights rights = access.findRights(person);
        Application seen = applications
                .findApplication(reference)
                .filter(a -> rights.canAct(person, a.subject()))
                .orElseThrow(() -> missing(reference));
        Application before = applications.lockById(seen.id());
        ApplicationDecision decision = new ApplicationDecision(act);
        decision.act().applyTo(before.status(), TransitionActor.APPLICANT);
        decision.validateFor(mode);
        checkTime(before, act, now);
        return follow(moves.recordApplicantTransition(before, decision, person, language, now), decision, now);
    }

    /// Lapses an application whose applicant missed the deadline.
    ///
    /// @return false when the application is locked, or the answers have arrived in the meantime
    boolean lapseApplication(ApplicationRepository.LateApplication late, Instant now) {
        return transactions.executeWrite(status -> {
            Optional<Map<Long, String>> audience =
                    applications.findApplication(late.id()).flatMap(audiences::lockRecipientsIfFree);
            if (audience.isEmpty()) {
                return false;
            }
            Application before = applications.lockById(late.id());
            if (before.status() != ApplicationStatus.NEEDS_INFO || now.isBefore(before.dueAt())) {
                return false;
            }
            ApplicationDecision decision = new ApplicationDecision(ApplicationTransition.LAPSE);
            Application after = moves.recordTransition(
                    before, decision, TransitionActor.CLOCK, TransitionActor.CLOCK.historyName(), now);
            tell(after, decision, audience.get(), now);
            return true;
        });
    }

    /// Ends a registration whose time is over.
    ///
    /// @throws RuleViolationException when it is not registered any more
    public void expireApplication(Reference reference, Instant now) {
        transactions.executeWrite(status -> {
            LockedApplication locked = lockApplication(reference);
            ApplicationDecision decision = new ApplicationDecision(ApplicationTransition.EXPIRE);
            Application after = moves.recordTransition(
                    locked.application(), decision, TransitionActor.CLOCK, TransitionActor.CLOCK.historyName(), now);
            tell(after, decision, locked.recipients(), now);
            return null;
        });
    }

    private Application find(Reference reference) {
        Application application = applications.findApplication(reference).orElseThrow(() -> missing(reference));
        if (application.isErased()) {
            throw new RuleViolationException("application_deleted", "reference", reference);
        }
        return application;
    }

    private static RuleViolationException missing(Reference reference) {
        return new RuleViolationException("application_missing", "reference", reference);
    }

    private static void checkTime(Application before, ApplicationTransition act, Instant now) {
        if (act == ApplicationTransition.REOPEN && !now.isBefore(before.dueAt())) {
            throw new RuleViolationException("reopening_over", "until", before.dueAt());
        }
    }

    /// Sends the text `notices.<status>`. A decided change has texts of its own, since the status is the same as before
    /// the change.
    private void tell(Application after, ApplicationDecision decision, Map<Long, String> audience, Instant now) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("reference", after.reference().toGroupedText());
        arguments.put("reasons", after.reasonCodes());
        arguments.put("note", decision.note() == null ? "" : decision.note());
        arguments.put("authority_reference", after.authorityReference() == null ? "" : after.authorityReference());
        if (!after.asked().isEmpty()) {
            arguments.put("asked", new NotificationTexts.Labels(after.script(), after.asked()));
        }
        if (after.dueAt() != null) {
            arguments.put("due", after.dueAt());
        }
        String key = switch (decision.act()) {
            case ACCEPT_CHANGE -> "change_accepted";
            case REFUSE_CHANGE -> "change_refused";
            default -> after.status().name().toLowerCase(Locale.ROOT);
        };
        audiences.notifyRecipients(after, audience, key, arguments, now);
    }
}
