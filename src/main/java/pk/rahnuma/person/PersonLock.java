package pk.rahnuma.person;

import jakarta.inject.Singleton;
import java.util.NoSuchElementException;
import java.util.Optional;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.shared.Language;

/// Locks persons for work outside of their own turn. Takes part in the transaction of the thread, and requires one.
@Singleton
public final class PersonLock {

    private final ConversationRepository conversations;

    public PersonLock(ConversationRepository conversations) {
        this.conversations = conversations;
    }

    /// Locks a person until the transaction ends, waiting if necessary; always the first lock of a transaction.
    ///
    /// @return their language
    /// @throws NoSuchElementException when there is no such person
    public String lockPerson(long person) {
        return conversations
                .lockConversation(person, Language.DEFAULT)
                .orElseThrow(() -> new NoSuchElementException("no person " + person));
    }

    /// Locks a person who may have been erased.
    ///
    /// @return false when there is no such person
    public boolean lockIfExists(long person) {
        return conversations.lockConversation(person, Language.DEFAULT).isPresent();
    }

    /// Locks a person without waiting.
    ///
    /// @return empty when they are locked, or there is no such person
    public Optional<String> lockIfFree(long person) {
        return conversations.lockIfFree(person, Language.DEFAULT);
    }

    /// Language that a person has chosen, without a lock.
    ///
    /// @return empty when they have not chosen yet
    public Optional<String> findLanguage(long person) {
        return conversations.findLanguage(person);
    }
}
