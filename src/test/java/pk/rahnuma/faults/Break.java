package pk.rahnuma.faults;

import java.util.Map;

/// A moment at which a process of the desk, or its database, was gone: what was sent shortly before, and what came of
/// it not yet noted, is sent again.
///
/// @param kill of a process, or else of the database
/// @param seen lines in each chat just after it
record Break(boolean kill, Map<Long, Integer> seen) {

    /// Lines that can be on their way, or not yet noted, in one chat.
    private static final int UNNOTED = 6;
    /// Lines that Telegram still shows though who sent them is no more.
    private static final int LANDING = 3;

    /// Whether a line at this place in the chat may have been sent without a note of it.
    boolean explains(long chat, int place) {
        int end = seen.getOrDefault(chat, 0);
        return place >= end - UNNOTED && place < end + LANDING;
    }
}
