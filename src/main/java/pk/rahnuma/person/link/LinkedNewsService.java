package pk.rahnuma.person.link;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.messaging.ConversationMessageService;

/// Finds the person to whose chat news of an application go: of its owner and those who are linked with them, the one
/// who wrote last.
@Singleton
public class LinkedNewsService {

    private final PersonLinkRepository links;
    private final ConversationMessageService messages;

    LinkedNewsService(PersonLinkRepository links, ConversationMessageService messages) {
        this.links = links;
        this.messages = messages;
    }

    /// The owner and those who are linked with them. The caller locks them, and then asks for [#findLastUser].
    public Set<Long> findCandidates(long owner) {
        Set<Long> candidates = new HashSet<>(links.findLinked(List.of(owner)).getOrDefault(owner, Set.of()));
        candidates.add(owner);
        return candidates;
    }

    /// The person of them who wrote last; the owner when none did.
    public long findLastUser(long owner) {
        Set<Long> candidates = findCandidates(owner);
        if (candidates.size() < 2) {
            return owner;
        }
        Map<Long, Instant> written = new HashMap<>();
        candidates.forEach(person -> messages.findLastReceivedAt(person).ifPresent(at -> written.put(person, at)));
        return written.entrySet().stream()
                .max(Map.Entry.<Long, Instant>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(owner);
    }
}
