package pk.rahnuma.desk;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import pk.rahnuma.conversation.ConversationStateService;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.shared.Language;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Calls actions of scripts for the person of a request, with the consequences that they have in a chat.
@Singleton
public final class PersonActionInvoker {

    private static final String NO_SCRIPT = "";

    private final PersonLock persons;
    private final ConversationStateService conversations;
    private final Clock clock;

    PersonActionInvoker(PersonLock persons, ConversationStateService conversations, Clock clock) {
        this.persons = persons;
        this.conversations = conversations;
        this.clock = clock;
    }

    /// Calls an action that changes something, under the lock of the person. Takes part in the transaction of the
    /// thread.
    ///
    /// @throws DeskException when the person was erased
    public <I extends Record, O extends Record> O callAction(Action<I, O> action, Chat chat, I arguments) {
        String language = lockPerson(chat);
        Instant now = clock.instant();
        O result = execute(action, chat, language, now, arguments);
        if (result instanceof Action.DiscardsDrafts one && one.discardsDrafts()) {
            conversations.discardDrafts(chat.conversation(), now);
        }
        return result;
    }

    /// Calls an action that changes nothing.
    public <I extends Record, O extends Record> O queryAction(Action.Query<I, O> action, Chat chat, I arguments) {
        String language = persons.findLanguage(chat.conversation()).orElse(Language.DEFAULT);
        return execute(action, chat, language, clock.instant(), arguments);
    }

    /// Locks the person of a chat until the transaction ends.
    ///
    /// @return their language
    /// @throws DeskException when the person was erased
    public String lockPerson(Chat chat) {
        try {
            return persons.lockPerson(chat.conversation());
        } catch (NoSuchElementException erased) {
            throw DeskException.unknownToken();
        }
    }

    /// The session is named like those that no script has: `-` and a number of its own.
    private static <I extends Record, O extends Record> O execute(
            Action<I, O> action, Chat chat, String language, Instant now, I arguments) {
        String session = "-" + Long.toString(SubjectEncryptionService.newId(), Character.MAX_RADIX);
        return action.executeAll(List.of(new Action.Request<>(
                        chat.conversation(), session, NO_SCRIPT, NO_SCRIPT, false, language, now, arguments)))
                .getFirst();
    }
}
