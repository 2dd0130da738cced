package pk.rahnuma.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.JoinOrganisationAction;
import pk.rahnuma.organisation.ShowInvitationAction;

/// Invitations to organisations as their holders use them, by a code. Takes part in the transaction of the thread.
@Singleton
public final class InvitationAcceptanceService {

    private final PersonActionInvoker actions;
    private final PersonConsentService consents;
    private final ShowInvitationAction showAction;
    private final JoinOrganisationAction joinAction;

    InvitationAcceptanceService(
            PersonActionInvoker actions,
            PersonConsentService consents,
            ShowInvitationAction showAction,
            JoinOrganisationAction joinAction) {
        this.actions = actions;
        this.consents = consents;
        this.showAction = showAction;
        this.joinAction = joinAction;
    }

    /// Shows an invitation, under the lock of the person, so that failures of parallel requests all count. A wrong code
    /// is a result: an exception would undo the count.
    ///
    /// @throws DeskException when there were too many wrong codes
    public ShowInvitationAction.Out showInvitation(Chat chat, String code) {
        ShowInvitationAction.Out shown = actions.callAction(showAction, chat, new ShowInvitationAction.In(code));
        if (shown.problem().equals("wait")) {
            throw DeskException.retryLater(
                    "There were too many wrong codes.", Duration.ofMinutes(shown.wait_minutes()));
        }
        return shown;
    }

    /// Asks for admission by an invitation, which uses it up. The owners hear of it; until one of them decides, the
    /// person has no access.
    ///
    /// @param name of the person, which the owners see
    /// @return the invitation; of a wrong code as [#showInvitation] has it
    /// @throws DeskException when the person has not consented, or the invitation cannot be used
    public ShowInvitationAction.Out acceptInvitation(Chat chat, String code, String name) {
        ShowInvitationAction.Out shown = showInvitation(chat, code);
        if (!shown.found()) {
            return shown;
        }
        if (!consents.findStatus(chat).consented()) {
            throw new DeskException(DeskException.Kind.NOT_POSSIBLE, "Ask for consent first: `/api/v1/me/consents`.");
        }
        JoinOrganisationAction.Out joined =
                actions.callAction(joinAction, chat, new JoinOrganisationAction.In(code, name));
        if (!joined.done()) {
            throw new DeskException(
                    DeskException.Kind.NOT_POSSIBLE,
                    switch (joined.problem()) {
                        case "member" -> "The person is a member, or waits for admission.";
                        case "full" -> "The organisation, or the person, has the maximum number of memberships.";
                        default -> "The invitation was used in the meantime.";
                    });
        }
        return shown;
    }
}
