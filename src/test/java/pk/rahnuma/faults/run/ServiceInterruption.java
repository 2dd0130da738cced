package pk.rahnuma.faults.run;

import java.util.Map;

/// A moment at which a process of the desk, or its database, was gone: what was sent shortly before, and what came of
/// it not yet noted, is sent again.
///
/// @param kill of a process, or else of the database
/// @param noted lines in each chat so long before that what came of them was noted
/// @param seen lines in each chat just after it
record ServiceInterruption(boolean kill, Map<Long, Integer> noted, Map<Long, Integer> seen) {

    /// Lines that Telegram still shows though who sent them is no more.
    private static final int MAX_LATE_MESSAGES = 3;

    /// Whether a line at this place in the chat may have been sent without a note of it.
    boolean coversMessage(long chat, int place) {
        return place >= noted.getOrDefault(chat, 0) && place < seen.getOrDefault(chat, 0) + MAX_LATE_MESSAGES;
    }
}
