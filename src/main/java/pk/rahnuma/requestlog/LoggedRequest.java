package pk.rahnuma.requestlog;

import java.time.Duration;

/// A request that its sender may repeat.
///
/// @param callerId person or member of staff; 0 for [Caller#ANONYMOUS]
/// @param key that the sender made for this request and its repeats, in one line
/// @param content all that makes the request what it is
/// @param resultTtl time for which a repeat gets the result of the first; the row is deleted in the night after
public record LoggedRequest(Caller caller, long callerId, String key, String content, Duration resultTtl) {

    static final Duration PERSON_RESULT_TTL = Duration.ofHours(48);

    static final Duration STAFF_RESULT_TTL = Duration.ofDays(1);

    /// Validity of the code of a sign-in.
    public static final Duration ANONYMOUS_RESULT_TTL = Duration.ofMinutes(10);

    /// Kind of sender. Keys of one are apart from those of another.
    enum Caller {
        PERSON,
        STAFF,
        ANONYMOUS
    }

    /// A request of a person.
    public static LoggedRequest ofPerson(long person, String key, String content) {
        return new LoggedRequest(Caller.PERSON, person, key, content, PERSON_RESULT_TTL);
    }

    /// A form of a member of staff, whose page makes another key when its content changes.
    public static LoggedRequest ofStaff(long staff, String key) {
        return new LoggedRequest(Caller.STAFF, staff, key, "", STAFF_RESULT_TTL);
    }

    /// A request without a known person, such as a step of a sign-in.
    ///
    /// @param key hard to guess, since it alone protects the result
    /// @param resultTtl at most [#ANONYMOUS_RESULT_TTL]
    public static LoggedRequest ofAnonymous(String key, String content, Duration resultTtl) {
        return new LoggedRequest(Caller.ANONYMOUS, 0, key, content, resultTtl);
    }
}
