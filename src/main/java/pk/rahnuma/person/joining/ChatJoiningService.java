package pk.rahnuma.person.joining;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationRow;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Joining in the chat. The person proves both chats by a code, which one shows and the other takes, and agrees in
/// both:
///
///     chat of `from`: createCode → code
///     chat of `to`:   findCode(code), then offer(code)
///     chat of `from`: agree
///     job:            carries it out, with a notice to both
///
/// Each step is possible for ten minutes after the one before. A code is stored as a keyed hash only, the id of its
/// joining. Works in the transaction of the turn, which holds the lock of one of the two: it changes no conversation.
@Singleton
public class ChatJoiningService {

    private static final int CODE_DIGITS = 9;
    private static final int GROUP_DIGITS = 3;
    private static final int DECIMAL = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PersonJoiningRepository joinings;
    private final PersonJoiningService persons;
    private final ConversationRepository conversations;
    private final ChatRepository chats;
    private final SubjectEncryptionService vault;

    ChatJoiningService(
            PersonJoiningRepository joinings,
            PersonJoiningService persons,
            ConversationRepository conversations,
            ChatRepository chats,
            SubjectEncryptionService vault) {
        this.joinings = joinings;
        this.persons = persons;
        this.conversations = conversations;
        this.chats = chats;
        this.vault = vault;
    }

    /// Chat that shows a code.
    ///
    /// @param person its person
    /// @param channel of the chat they used last, such as `telegram`
    /// @param moves numbers of what a joining takes along, by name
    public record OtherChat(long person, String channel, Map<String, Long> moves) {}

    /// Creates a code for the chat of a person; an earlier one ends.
    ///
    /// @return nine digits in groups
    public String createCode(long from, Instant now) {
        joinings.deleteCodes(from);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_DIGITS; i++) {
            code.append(i > 0 && i % GROUP_DIGITS == 0 ? " " : "").append(RANDOM.nextInt(DECIMAL));
        }
        joinings.insertAll(List.of(
                new PersonJoining(readCode(code.toString()), from, PersonJoining.NO_PERSON, State.CODE, 0, now, null)));
        return code.toString();
    }

    /// Id of the joining of a code, from its digits in any script.
    private long readCode(String typed) {
        StringBuilder digits = new StringBuilder();
        typed.codePoints()
                .map(letter -> Character.digit(letter, DECIMAL))
                .filter(digit -> digit >= 0)
                .forEach(digits::append);
        return ByteBuffer.wrap(vault.keyedHash("joining code", digits.toString()))
                        .getLong()
                & Long.MAX_VALUE;
    }

    private Optional<PersonJoining> findShown(String typed, Instant now) {
        return joinings.findById(readCode(typed))
                .filter(joining -> joining.state() == State.CODE
                        && now.isBefore(joining.created().plus(PersonJoiningService.OFFER_TTL)));
    }

    /// Chat that shows a code.
    ///
    /// @param typed as typed
    public Optional<OtherChat> findCode(String typed, Instant now) {
        return findShown(typed, now)
                .map(joining ->
                        new OtherChat(joining.from(), findChannel(joining.from()), persons.countMoves(joining.from())));
    }

    /// Channel of the chat that a person used last; empty when there is none.
    private String findChannel(long person) {
        return conversations
                .findById(person)
                .map(ConversationRow::lastChat)
                .map(chat -> chats.findChannels(List.of(chat)).get(chat))
                .map(channel -> channel.name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /// Stores that the person who has entered a code wants to join; the other one is asked next.
    ///
    /// @return false when the code was used or has expired
    public boolean offer(String typed, long to, Instant now) {
        return findShown(typed, now)
                .filter(joining -> joining.from() != to)
                .filter(joining -> joinings.markEntered(joining.id(), to, now) > 0)
                .isPresent();
    }

    /// Channel of the chat in which the code of a person was entered; empty when it was not.
    public Optional<String> findEntered(long from, Instant now) {
        return joinings.findEntered(from, now.minus(PersonJoiningService.OFFER_TTL))
                .map(joining -> findChannel(joining.to()));
    }

    /// Stores whether the person whose code was entered agrees.
    ///
    /// @return false when there is nothing to agree to any more
    public boolean agree(long from, boolean agreed, Instant now) {
        if (!agreed) {
            joinings.deleteCodes(from);
            return true;
        }
        return joinings.findEntered(from, now.minus(PersonJoiningService.OFFER_TTL))
                .filter(joining -> joinings.markAgreed(joining.id(), now) > 0)
                .isPresent();
    }
}
