package pk.rahnuma.faults.run;

import java.util.Map;

/// Time at which a process of the desk, or its database, was gone: messages that were sent shortly before, and whose
/// result was not recorded, are sent again.
///
/// @param kill true for a process, false for the database
/// @param noted number of messages in each chat so long before that their results were recorded
/// @param seen number of messages in each chat just after it
record ServiceInterruption(boolean kill, Map<Long, Integer> noted, Map<Long, Integer> seen) {

    /// Maximum number of messages that Telegram still shows after their sender was killed.
    private static final int MAX_LATE_MESSAGES = 3;

    /// Tells whether a message at this place in the chat may have been sent without a record of it.
    boolean coversMessage(long chat, int place) {
        return place >= noted.getOrDefault(chat, 0) && place < seen.getOrDefault(chat, 0) + MAX_LATE_MESSAGES;
    }
}
