package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.AccountControlService;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.staff.notification.StaffNotificationService;

/// Tells which decisions require a second member of staff, and who may be that. Notifies members of what happens to a
/// decision that waits.
@Singleton
public final class SecondReviewService {

    private final FourEyesConfiguration fourEyes;
    private final AccountControlService accountControl;
    private final StaffNotificationService notifications;

    SecondReviewService(
            FourEyesConfiguration fourEyes,
            AccountControlService accountControl,
            StaffNotificationService notifications) {
        this.fourEyes = fourEyes;
        this.accountControl = accountControl;
        this.notifications = notifications;
    }

    /// True when a decision of this kind requires a second member of staff.
    public boolean isRequired(LineTransition act) {
        return fourEyes.decisions().contains(act);
    }

    /// Reason why a member of staff cannot confirm: they are the author, or both accounts could recently be used by one
    /// person.
    public Optional<RuleViolationException> findObstacle(
            Reference reference, ApplicationDecisionService.Proposal proposal, String staff) {
        if (proposal.isProposedBy(staff)) {
            return Optional.of(new RuleViolationException("own_proposal", proposal.arguments(reference)));
        }
        return accountControl
                .findCommonHolder(proposal.who(), staff, proposal.at())
                .map(holder -> new RuleViolationException("same_hands", "who", proposal.who(), "holder", holder));
    }

    /// Notifies those who may confirm the proposal of a member.
    void notifyReviewers(Application application, String author, Instant now) {
        notifications.notifyMembers(
                member -> member.hasPermission(StaffPermission.APPROVE_SECOND) && !hasName(member, author),
                StaffNotification.Kind.SECOND_LOOK,
                application,
                now);
    }

    /// Notifies the author of a decision that was dropped.
    void notifyAuthor(Application application, String author, Instant now) {
        notifications.notifyMembers(
                member -> hasName(member, author), StaffNotification.Kind.DROPPED, application, now);
    }

    /// Marks the notifications of those who may confirm as read: nothing waits for them.
    void endReview(Application application, Instant now) {
        notifications.markDone(application.id(), StaffNotification.Kind.SECOND_LOOK, now);
    }

    private static boolean hasName(StaffMember member, String name) {
        return StaffNames.comparisonKey(member.name()).equals(StaffNames.comparisonKey(name));
    }
}
