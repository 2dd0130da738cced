package pk.rahnuma.person.news;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.direct.DirectMessageSender;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentity;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.shared.PublicBaseUrl;

/// Choices of persons about news outside of the chat. A channel is off until the person turns it on, and can be turned
/// on when the desk sends by it, and the person has proved an address with a code. News go to the address proved last.
///
/// News have links, so they need the public address of the desk.
@Singleton
public class NewsPreferenceService {

    /// Path of the page that turns news by e-mail off; a token follows.
    public static final String STOP_PATH = "/news/stop/";

    static final String TURNED_ON = "news.on";
    static final String TURNED_OFF = "news.off";

    private final TransactionOperations<Connection> transactions;
    private final NewsPreferenceRepository preferences;
    private final PersonIdentityRepository identities;
    private final NewsStopTokens tokens;
    private final AuditLog audit;
    private final Set<NewsChannel> offered;

    NewsPreferenceService(
            TransactionOperations<Connection> transactions,
            NewsPreferenceRepository preferences,
            PersonIdentityRepository identities,
            NewsStopTokens tokens,
            AuditLog audit,
            Collection<DirectMessageSender> senders,
            PublicBaseUrl url) {
        this.transactions = transactions;
        this.preferences = preferences;
        this.identities = identities;
        this.tokens = tokens;
        this.audit = audit;
        this.offered = url.baseUrl().isEmpty()
                ? Set.of()
                : NewsChannel.ADDRESSED.stream()
                        .filter(channel -> senders.stream().anyMatch(sender -> sender.medium() == channel.medium()))
                        .collect(Collectors.toSet());
    }

    /// Choices of persons about [NewsChannel#ADDRESSED], in their order; two queries.
    public Map<Long, List<NewsPreference>> findPreferences(Collection<Long> persons) {
        Map<Long, Set<NewsChannel>> wanted = findWanted(persons);
        Map<Long, List<PersonIdentity>> proved = identities.findByPersons(persons);
        Map<Long, List<NewsPreference>> found = new HashMap<>();
        for (long person : persons) {
            found.put(
                    person,
                    NewsChannel.ADDRESSED.stream()
                            .map(channel -> toPreference(
                                    channel,
                                    newestAddress(channel.kind(), proved.getOrDefault(person, List.of())),
                                    wanted.getOrDefault(person, Set.of()).contains(channel)))
                            .toList());
        }
        return found;
    }

    private NewsPreference toPreference(NewsChannel channel, Optional<IdentityAddress> address, boolean wanted) {
        boolean possible = address.isPresent() && offered.contains(channel);
        return new NewsPreference(
                channel, address.map(IdentityAddress::maskAddress).orElse(null), possible, wanted && possible);
    }

    /// Channels that persons turned on; one query.
    Map<Long, Set<NewsChannel>> findWanted(Collection<Long> persons) {
        Map<Long, Set<NewsChannel>> wanted = new HashMap<>();
        if (!persons.isEmpty()) {
            preferences
                    .findWanted(PaddedKeys.padKeys(persons))
                    .forEach(row -> wanted.computeIfAbsent(row.personId(), none -> new HashSet<>())
                            .add(row.channel()));
        }
        return wanted;
    }

    boolean isWanted(long person, NewsChannel channel) {
        return findWanted(List.of(person)).getOrDefault(person, Set.of()).contains(channel);
    }

    /// Address to which news of a channel go.
    Optional<IdentityAddress> findAddress(long person, NewsChannel channel) {
        return newestAddress(
                channel.kind(), identities.findByPersons(List.of(person)).get(person));
    }

    private static Optional<IdentityAddress> newestAddress(IdentityKind kind, List<PersonIdentity> proved) {
        return proved == null
                ? Optional.empty()
                : proved.stream()
                        .filter(identity -> identity.address().kind() == kind)
                        .max((one, other) -> one.verified().compareTo(other.verified()))
                        .map(PersonIdentity::address);
    }

    /// Turns a channel on or off, in the transaction of the caller, who has locked the person.
    ///
    /// @return false when it cannot be turned on
    public boolean changePreference(long person, NewsChannel channel, boolean wanted, Instant now) {
        if (wanted
                && !(offered.contains(channel) && findAddress(person, channel).isPresent())) {
            return false;
        }
        saveChoice(person, channel, wanted, channel.toWord(), now);
        return true;
    }

    /// Turns a channel off because its address does not exist.
    void turnOffUnreachable(long person, NewsChannel channel, Instant now) {
        saveChoice(person, channel, false, channel.toWord() + ", address refused", now);
    }

    private void saveChoice(long person, NewsChannel channel, boolean wanted, String detail, Instant now) {
        boolean changed = preferences.updateWanted(person, channel, wanted, now) > 0;
        if (!changed
                && wanted
                && preferences.findByPerson(person).stream()
                        .noneMatch(row -> row.key().channel() == channel)) {
            insertChoice(person, channel, true, now);
            changed = true;
        }
        if (changed) {
            audit.appendEntries(List.of(new AuditEntry(
                    person, "applicant", wanted ? TURNED_ON : TURNED_OFF, Long.toString(person), detail, now)));
        }
    }

    private void insertChoice(long person, NewsChannel channel, boolean wanted, Instant changed) {
        byte[] hash = tokens.hashToken(tokens.createToken(person, channel));
        preferences.insertRow(new NewsPreferenceRepository.PreferenceRow(
                new NewsPreferenceRepository.PreferenceKey(person, channel), wanted, hash, changed));
    }

    /// Turns the channel of a token off.
    ///
    /// @return false when the token is unknown
    public boolean stopByToken(String token, Instant now) {
        return transactions.executeWrite(status -> {
            Optional<NewsPreferenceRepository.PreferenceRow> row = preferences.findByStopHash(tokens.hashToken(token));
            row.map(NewsPreferenceRepository.PreferenceRow::key)
                    .ifPresent(key -> saveChoice(
                            key.person(), key.channel(), false, key.channel().toWord() + ", by link", now));
            return row.isPresent();
        });
    }
}
