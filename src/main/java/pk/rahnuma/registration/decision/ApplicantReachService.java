package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.util.Set;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.registration.Application;

/// Tells staff whether those who hear of an application can be reached.
@Singleton
public class ApplicantReachService {

    private final DecisionRecipients audience;
    private final ChatRepository chats;

    ApplicantReachService(DecisionRecipients audience, ChatRepository chats) {
        this.audience = audience;
        this.chats = chats;
    }

    /// @param unreachable how many of them have blocked the bot; what they miss is sent when they return
    public record RecipientReach(int persons, int unreachable) {}

    public RecipientReach findReach(Application application) {
        Set<Long> persons = audience.findRecipients(application);
        return new RecipientReach(persons.size(), (int)
                persons.stream().filter(chats::isUnreachable).count());
    }
}
