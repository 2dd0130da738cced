package pk.rahnuma.person.joining;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationRow;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.vault.CodeFormat;
import pk.rahnuma.vault.OneTimeCode;
import pk.rahnuma.vault.OneTimeCodeKind;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.RandomText;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Joining in the chat. The person proves both chats by a code, which one shows and the other takes, and agrees in
/// both:
///
///     chat of `from`: createCode → code
///     chat of `to`:   findCode(code), then offer(code)
///     chat of `from`: agree
///     job:            carries it out, with a notice to both
///
/// Each step is possible for ten minutes after the one before. Works in the transaction of the turn, which holds the
/// lock of one of the two: it changes no conversation.
@Singleton
public class ChatJoiningService {

    static final OneTimeCodeKind CODE = new OneTimeCodeKind(
            "joining", new CodeFormat(RandomText.DIGITS, 9, 3, " "), PersonJoiningService.OFFER_TTL);

    private final PersonJoiningRepository joinings;
    private final PersonJoiningService persons;
    private final ConversationRepository conversations;
    private final ChatRepository chats;
    private final OneTimeCodeService codes;

    ChatJoiningService(
            PersonJoiningRepository joinings,
            PersonJoiningService persons,
            ConversationRepository conversations,
            ChatRepository chats,
            OneTimeCodeService codes) {
        this.joinings = joinings;
        this.persons = persons;
        this.conversations = conversations;
        this.chats = chats;
        this.codes = codes;
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
        joinings.deleteEntered(from);
        return codes.replaceCode(CODE, from, now);
    }

    /// Chat that shows a code.
    ///
    /// @param typed as typed
    public Optional<OtherChat> findCode(String typed, Instant now) {
        return codes.findCode(CODE, typed, now)
                .map(OneTimeCode::owner)
                .map(from -> new OtherChat(from, findChannel(from), persons.countMoves(from)));
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
        Optional<OneTimeCode> code = codes.findCode(CODE, typed, now)
                .filter(shown -> shown.owner() != to)
                .filter(codes::spendCode);
        code.ifPresent(shown -> joinings.insertAll(List.of(
                new PersonJoining(SubjectEncryptionService.newId(), shown.owner(), to, State.ENTERED, 0, now, null))));
        return code.isPresent();
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
            joinings.deleteEntered(from);
            codes.deleteCodes(CODE, from);
            return true;
        }
        return joinings.findEntered(from, now.minus(PersonJoiningService.OFFER_TTL))
                .filter(joining -> joinings.markAgreed(joining.id(), now) > 0)
                .isPresent();
    }
}
