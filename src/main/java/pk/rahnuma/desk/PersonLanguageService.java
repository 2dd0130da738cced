package pk.rahnuma.desk;

import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.conversation.ConversationStateService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.requestlog.RequestLogService;

/// Language of a person.
@Singleton
public final class PersonLanguageService {

    private final RequestLogService requestLog;
    private final PersonActionInvoker persons;
    private final ConversationStateService conversations;
    private final Clock clock;

    PersonLanguageService(
            RequestLogService requestLog,
            PersonActionInvoker persons,
            ConversationStateService conversations,
            Clock clock) {
        this.requestLog = requestLog;
        this.persons = persons;
        this.conversations = conversations;
        this.clock = clock;
    }

    /// Sets the language of the conversation, in which its forms are shown and the bot goes on. Takes part in the
    /// transaction of the thread.
    ///
    /// @param condition checked under the lock
    public void changeLanguage(Chat chat, String language, Runnable condition) {
        requestLog.execute(() -> {
            boolean changes = !persons.lockPerson(chat).equals(language);
            condition.run();
            if (changes) {
                conversations.changeLanguage(chat.conversation(), language, clock.instant());
            }
            return null;
        });
    }
}
