package pk.rahnuma.ticket.intake;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.LineRepository;

/// Tells which persons have proved something that costs a stranger more than another chat: an e-mail address or mobile
/// number, an account of a messenger, or a registration that the desk has granted to them or to their organisation.
///
/// An application that was only sent proves nothing, nor does membership of an organisation: both can be made up.
@Singleton
public class PersonProofService {

    private static final Set<LineStatus> GRANTED_STATUSES =
            EnumSet.of(LineStatus.ACTIVE, LineStatus.CHANGE_PENDING, LineStatus.PAUSED, LineStatus.SUSPENDED);

    private final PersonIdentityRepository identities;
    private final ChatRepository chats;
    private final ApplicationAccess access;
    private final LineRepository lines;

    public PersonProofService(
            PersonIdentityRepository identities, ChatRepository chats, ApplicationAccess access, LineRepository lines) {
        this.identities = identities;
        this.chats = chats;
        this.access = access;
        this.lines = lines;
    }

    /// Persons among these who have proved something; a constant number of queries.
    public Set<Long> findProved(Collection<Long> persons) {
        if (persons.isEmpty()) {
            return Set.of();
        }
        Set<Long> proved = new HashSet<>(identities.findPersonsWithIdentity(persons));
        proved.addAll(chats.findPersonsOfMessengers(persons));
        Set<Long> others = new HashSet<>(persons);
        others.removeAll(proved);
        if (!others.isEmpty()) {
            proved.addAll(findGranted(others));
        }
        return proved;
    }

    private Set<Long> findGranted(Set<Long> persons) {
        ApplicationAccess.AccessRights rights = access.findRights(persons);
        Set<Long> subjects = Stream.concat(persons.stream(), rights.organisationIds().stream())
                .collect(Collectors.toSet());
        Map<Long, Map<LineStatus, Long>> counts = lines.countByStatus(subjects);
        return persons.stream()
                .filter(person -> Stream.concat(Stream.of(person), rights.organisationsOf(person).stream())
                        .anyMatch(subject -> counts.getOrDefault(subject, Map.of()).keySet().stream()
                                .anyMatch(GRANTED_STATUSES::contains)))
                .collect(Collectors.toSet());
    }
}
