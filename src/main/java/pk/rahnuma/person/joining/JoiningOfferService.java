package pk.rahnuma.person.joining;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Offers to join persons. Whether and how it is possible is decided when an offer is taken: [PersonJoiningService].
@Singleton
public class JoiningOfferService {

    private final PersonJoiningRepository joinings;

    JoiningOfferService(PersonJoiningRepository joinings) {
        this.joinings = joinings;
    }

    /// Stores an offer, for [PersonJoiningService#OFFER_TTL].
    ///
    /// @param to person who is signed in, and would stay
    /// @param from person whose address the same caller has proved
    /// @return id of the joining
    public long offerJoining(long to, long from, Instant now) {
        long id = SubjectEncryptionService.newId();
        joinings.insertAll(List.of(new PersonJoining(id, from, to, State.WAITING, 0, now, null)));
        return id;
    }
}
