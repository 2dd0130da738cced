package pk.rahnuma.person.joining;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import pk.rahnuma.person.PersonLock;

/// Joining of the chat of a page into one of another channel, as [ChatJoiningService] does it, but outside of a turn:
/// the page makes a code, which a link carries to the other chat, and asks for the second yes.
@Singleton
public class PageJoiningService {

    private final TransactionOperations<Connection> transactions;
    private final ChatJoiningService joinings;
    private final PersonLock persons;

    PageJoiningService(
            TransactionOperations<Connection> transactions, ChatJoiningService joinings, PersonLock persons) {
        this.transactions = transactions;
        this.joinings = joinings;
        this.persons = persons;
    }

    /// Creates a code for the chat of a person; an earlier one ends.
    ///
    /// @return nine digits
    public String createCode(long person, Instant now) {
        return transactions.executeWrite(status -> {
            persons.lockPerson(person);
            return joinings.createCode(person, now).replace(" ", "");
        });
    }

    /// Tells whether the code of a person was entered in another chat, so that they are asked.
    public boolean isEntered(long person, Instant now) {
        return joinings.findEntered(person, now).isPresent();
    }

    /// Stores whether the person whose code was entered agrees.
    ///
    /// @return false when there is nothing to agree to any more
    public boolean agree(long person, boolean agreed, Instant now) {
        return transactions.executeWrite(status -> {
            persons.lockPerson(person);
            return joinings.agree(person, agreed, now);
        });
    }
}
