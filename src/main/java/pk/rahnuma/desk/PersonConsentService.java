package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.ConsentStatusAction;
import pk.rahnuma.person.GiveConsentAction;
import pk.rahnuma.person.RefuseConsentAction;

/// Consent of a person to the storage of their data. A change locks the person and takes part in the transaction of the
/// thread.
@Singleton
public final class PersonConsentService {

    private final PersonActionInvoker actions;
    private final ConsentStatusAction statusAction;
    private final GiveConsentAction giveAction;
    private final RefuseConsentAction refuseAction;

    PersonConsentService(
            PersonActionInvoker actions,
            ConsentStatusAction statusAction,
            GiveConsentAction giveAction,
            RefuseConsentAction refuseAction) {
        this.actions = actions;
        this.statusAction = statusAction;
        this.giveAction = giveAction;
        this.refuseAction = refuseAction;
    }

    /// Consent of the person, and the version of the present text.
    public ConsentStatusAction.Out findStatus(Chat chat) {
        return actions.queryAction(statusAction, chat, new ConsentStatusAction.In());
    }

    /// Gives or refuses consent to the present text. A refusal deletes the person's messages at once, unless an
    /// application, a ticket or a membership needs them.
    ///
    /// @param version of the text that the person has read
    /// @param condition checked under the lock
    /// @throws DeskException when something is missing, the text is another one now, or a consent that was given is
    ///     refused
    public void answerConsent(Chat chat, @Nullable String version, @Nullable Boolean given, Runnable condition) {
        if (version == null || given == null) {
            throw new DeskException(DeskException.Kind.INVALID, "Give `version`, and `given`: true or false.");
        }
        actions.lockPerson(chat);
        condition.run();
        ConsentStatusAction.Out status = findStatus(chat);
        if (!status.version().equals(version)) {
            throw new DeskException(
                    DeskException.Kind.NOT_POSSIBLE,
                    "The present text has version " + status.version() + ": show it, and ask again.");
        }
        if (given) {
            actions.callAction(giveAction, chat, new GiveConsentAction.In(true));
        } else if (status.consented()) {
            throw new DeskException(
                    DeskException.Kind.NOT_POSSIBLE, "The person has consented: withdraw the consent by `DELETE`.");
        } else {
            actions.callAction(refuseAction, chat, new RefuseConsentAction.In());
        }
    }

    /// Withdraws the consent. Forms that are not submitted are deleted; submitted applications go on.
    ///
    /// @param condition checked under the lock
    public void withdrawConsent(Chat chat, Runnable condition) {
        actions.lockPerson(chat);
        condition.run();
        actions.callAction(giveAction, chat, new GiveConsentAction.In(false));
    }
}
