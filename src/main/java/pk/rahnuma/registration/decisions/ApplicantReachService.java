package pk.rahnuma.registration.decisions;

import jakarta.inject.Singleton;
import java.util.Set;
import pk.rahnuma.post.Chats;
import pk.rahnuma.registration.Application;

/// Tells staff whether those who hear of an application can be reached.
@Singleton
public class ApplicantReachService {

    private final Audience audience;
    private final Chats chats;

    ApplicantReachService(Audience audience, Chats chats) {
        this.audience = audience;
        this.chats = chats;
    }

    /// @param unreachable how many of them have blocked the bot; what they miss is sent when they return
    public record Reach(int persons, int unreachable) {}

    public Reach findReach(Application application) {
        Set<Long> persons = audience.of(application);
        return new Reach(persons.size(), (int)
                persons.stream().filter(chats::isUnreachable).count());
    }
}
