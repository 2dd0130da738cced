package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.util.Set;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.registration.Application;

/// Tells staff whether the recipients of an application's notices can be reached.
@Singleton
public class ApplicantReachService {

    private final DecisionRecipients audience;
    private final ChatRepository chats;

    ApplicantReachService(DecisionRecipients audience, ChatRepository chats) {
        this.audience = audience;
        this.chats = chats;
    }

    /// Reach of the recipients.
    ///
    /// @param unreachable number of those who have blocked the bot; missed notices are sent when they return
    public record RecipientReach(int persons, int unreachable) {}

    public RecipientReach findReach(Application application) {
        Set<Long> persons = audience.findRecipients(application);
        return new RecipientReach(persons.size(), (int)
                persons.stream().filter(chats::isUnreachable).count());
    }
}
