package pk.rahnuma.desk;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.CancelErasureAction;
import pk.rahnuma.person.PersonalDataStatusAction;
import pk.rahnuma.person.RequestErasureAction;
import pk.rahnuma.person.signin.DeviceNoticeService;

/// Requests of a person for the erasure of their data. A change locks the person and takes part in the transaction of
/// the thread.
@Singleton
public final class ErasureRequestService {

    private final PersonActionInvoker actions;
    private final PersonalDataStatusAction statusAction;
    private final RequestErasureAction requestAction;
    private final CancelErasureAction cancelAction;
    private final DeviceNoticeService notices;
    private final Clock clock;

    ErasureRequestService(
            PersonActionInvoker actions,
            PersonalDataStatusAction statusAction,
            RequestErasureAction requestAction,
            CancelErasureAction cancelAction,
            DeviceNoticeService notices,
            Clock clock) {
        this.actions = actions;
        this.statusAction = statusAction;
        this.requestAction = requestAction;
        this.cancelAction = cancelAction;
        this.notices = notices;
        this.clock = clock;
    }

    /// Data that are stored about the person, and the day of their erasure.
    public PersonalDataStatusAction.Out findStatus(Chat chat) {
        return actions.queryAction(statusAction, chat, new PersonalDataStatusAction.In());
    }

    /// Requests the erasure in a week; a repeated request does not restart the week. A notice tells the person in their
    /// chats.
    ///
    /// @param condition checked under the lock
    public void requestErasure(Chat chat, Runnable condition) {
        actions.lockPerson(chat);
        condition.run();
        boolean known = findStatus(chat).leaving();
        Instant due = actions.callAction(requestAction, chat, new RequestErasureAction.In())
                .due();
        if (!known) {
            notices.postErasureRequest(chat.conversation(), due, clock.instant());
        }
    }

    /// Cancels the request.
    ///
    /// @param condition checked under the lock
    /// @throws DeskException when there is none that can be cancelled
    public void cancelErasure(Chat chat, Runnable condition) {
        actions.lockPerson(chat);
        condition.run();
        if (!actions.callAction(cancelAction, chat, new CancelErasureAction.In())
                .done()) {
            throw new DeskException(
                    DeskException.Kind.NOT_POSSIBLE, "There is no request, or the last message was sent.");
        }
    }
}
