package pk.rahnuma.vault;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Whoever keeps something about persons. A table with a person's data has one; that is how they get all of it, and how
/// all of it is deleted, without anybody knowing all tables.
///
/// Unless it says otherwise, it works in the transaction that runs on the thread, in which the caller has locked the
/// person.
public interface PersonalDataHandler {

    /// In which order keepers work, which is the one in which everybody locks.
    LockOrder lockOrder();

    /// All that is kept about a person, by name: text, numbers, truths, instants, lists and maps of these, in the order
    /// in which they are to be read. Of other people it holds nothing, not even the names of staff.
    Map<String, Object> exportData(long person);

    /// Deletes it, hashes too; of an organisation too, when it is one. What must stay (that there was an application,
    /// and its reference) stays without anything that leads to the person. Done twice, it is the same.
    void eraseData(long person, Instant now);

    /// Subjects that nobody is left for once this person is erased: organisations of which they are the only member.
    /// They are erased with the person, by the same keepers. Holds them still until the transaction ends.
    default Set<Long> cascadesTo(long person) {
        return Set.of();
    }

    /// Those of these persons about whom it keeps something that outlasts a long silence.
    default Set<Long> findRetained(Collection<Long> persons) {
        return Set.of();
    }

    /// Those of these persons for whom it keeps something that the desk works on: an application, a ticket, a
    /// membership. What they said belongs to it, consent or not.
    default Set<Long> findWithCases(Collection<Long> persons) {
        return Set.of();
    }

    /// Deletes what a person without consent has said or sent. They stay reachable in their language.
    default void deleteMessages(long person, Instant now) {}

    /// Deletes what has been kept for as long as it may be, a little at a time, in transactions of its own.
    ///
    /// @param most at once
    /// @return how much; less than `most` when there is no more
    default int deleteExpired(Instant now, int most) {
        return 0;
    }

    /// The order of locks.
    enum LockOrder {
        PERSON,
        APPLICATION,
        TICKET,
        OUTBOX,
        /// What lies under the lock of the person, and goes last.
        CONVERSATION
    }
}
