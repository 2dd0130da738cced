package pk.rahnuma.messaging;

import jakarta.inject.Singleton;

/// Tells whether anything of a person is on its way. Under the lock of the person nothing new begins.
@Singleton
public class PendingWorkService {

    private final MessageRepository messages;
    private final PendingDownloadRepository downloads;
    private final DeferredCallRepository calls;

    PendingWorkService(MessageRepository messages, PendingDownloadRepository downloads, DeferredCallRepository calls) {
        this.messages = messages;
        this.downloads = downloads;
        this.calls = calls;
    }

    /// True when a message to the person is unsent, or a session awaits an outcome.
    public boolean hasPending(long person) {
        return messages.hasPending(person) || isAwaiting(person);
    }

    /// True when a session awaits a file, or the outcome of a call.
    public boolean isAwaiting(long person) {
        return downloads.countByConversationId(person) > 0 || calls.countByConversationId(person) > 0;
    }
}
