package pk.rahnuma.vault;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Personal data handler of a package that stores data about persons. Every table with a person's data has one: exports
/// and erasures use them without knowing all tables.
///
/// Unless a method says otherwise, it works in the current transaction of the thread, in which the caller has locked
/// the person.
public interface PersonalDataHandler {

    /// Order in which handlers run, equal to the order of locks.
    LockOrder lockOrder();

    /// All stored data about a person, by name: text, numbers, booleans, instants, lists and maps of these, in the
    /// order for reading. It holds nothing about other people, not even the names of staff.
    Map<String, Object> exportData(long person);

    /// Deletes the data, including hashes; for an organisation too, when the subject is one. Facts that must stay (that
    /// there was an application, and its reference) stay without any link to the person. Idempotent.
    void eraseData(long person, Instant now);

    /// Tells whether this data allows the chats of a person to be attached to another person, whom all else of them
    /// ends with. [#findWithCases] is asked too.
    default boolean allowsAttachment(long from, long to) {
        return true;
    }

    /// Makes what a chat needs to go on that of the person to whom it is attached; the rest of `from` is erased next.
    /// The caller has locked both, and has sealed the values for the new owner ([SubjectTransferService]), except those
    /// whose key contains the person.
    default void attachData(long from, long to, Instant now) {}

    /// Subjects that have no person left once this person is erased: organisations of which they are the only member.
    /// They are erased with the person, by the same handlers. Keeps them locked until the transaction ends.
    default Set<Long> cascadesTo(long person) {
        return Set.of();
    }

    /// Kind of the subjects of [#cascadesTo], for the audit log.
    default String cascadeKind() {
        return "organisation";
    }

    /// Persons with data that outlasts a long silence.
    default Set<Long> findRetained(Collection<Long> persons) {
        return Set.of();
    }

    /// Persons with an open matter: an application, a ticket, a membership. Their messages belong to it, with or
    /// without consent.
    default Set<Long> findWithCases(Collection<Long> persons) {
        return Set.of();
    }

    /// Deletes messages and files of a person without consent. They stay reachable in their language.
    default void deleteMessages(long person, Instant now) {}

    /// Deletes expired data in small batches, in its own transactions.
    ///
    /// @param limit maximum of one batch
    /// @return number of deleted records; less than `limit` when none are left
    default int deleteExpired(Instant now, int limit) {
        return 0;
    }

    /// Order of locks.
    enum LockOrder {
        PERSON,
        APPLICATION,
        TICKET,
        OUTBOX,
        /// Data under the lock of the person, deleted last.
        CONVERSATION
    }
}
