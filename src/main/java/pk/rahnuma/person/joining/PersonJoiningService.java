package pk.rahnuma.person.joining;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationRow;
import pk.rahnuma.persistence.CommitCallback;
import pk.rahnuma.person.joining.JoiningNoticeService.NoticeRecipient;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.shared.Language;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.MoveRefusedException;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.PersonalDataHandler;
import pk.rahnuma.vault.SubjectTransferService;

/// Joins a person into another one who has proved to be the same: who is signed in, and has proved an address of the
/// other.
///
///     JoiningOfferService.offerJoining(to, from) → id, for ten minutes
///     joinPersons(to, id)           → all of `from` belongs to `to`, and `from` has ended
///
/// All that a person sees or that others act on changes its owner in one transaction, under the locks of both
/// conversations, and is sealed for the new owner in it. Earlier messages follow in batches ([JoiningMoveService]); the
/// key of the person who ended is destroyed with the last one. At each moment each value is sealed for the owner of its
/// row, so that other nodes, erasures and interruptions need no other rule.
@Singleton
public class PersonJoiningService {

    /// Time in which an offer can be taken.
    public static final Duration OFFER_TTL = Duration.ofMinutes(10);

    private final TransactionOperations<Connection> transactions;
    private final PersonJoiningRepository joinings;
    private final OneTimeCodeService codes;
    private final ConversationRepository conversations;
    private final ChatRepository chats;
    private final List<PersonalDataHandler> dataHandlers;
    private final SubjectTransferService transfers;
    private final JoiningNoticeService notices;
    private final JoiningMoveService moves;
    private final AuditLog audit;

    PersonJoiningService(
            TransactionOperations<Connection> transactions,
            PersonJoiningRepository joinings,
            OneTimeCodeService codes,
            ConversationRepository conversations,
            ChatRepository chats,
            Collection<PersonalDataHandler> dataHandlers,
            SubjectTransferService transfers,
            JoiningNoticeService notices,
            JoiningMoveService moves,
            AuditLog audit) {
        this.transactions = transactions;
        this.joinings = joinings;
        this.codes = codes;
        this.conversations = conversations;
        this.chats = chats;
        this.dataHandlers = dataHandlers.stream()
                .sorted(Comparator.comparing(PersonalDataHandler::lockOrder))
                .toList();
        this.transfers = transfers;
        this.notices = notices;
        this.moves = moves;
        this.audit = audit;
    }

    /// State of a joining.
    ///
    /// @param expires until which it can be carried out
    /// @param moves numbers of things that are joined, by name; empty once they were
    public record JoiningStatus(long id, State state, Instant expires, Map<String, Long> moves) {}

    /// State of a joining.
    ///
    /// @param to the person who stays
    /// @return empty when it is unknown or has expired
    public Optional<JoiningStatus> findJoining(long to, long id, Instant now) {
        return joinings.findById(id).filter(joining -> isOpen(joining, to, now)).map(this::toStatus);
    }

    private JoiningStatus toStatus(PersonJoining joining) {
        Map<String, Long> moves = joining.state() == State.WAITING ? countMoves(joining.from()) : Map.of();
        return new JoiningStatus(
                joining.id(), joining.state(), joining.created().plus(OFFER_TTL), moves);
    }

    private static boolean isOpen(PersonJoining joining, long to, Instant now) {
        return joining.to() == to
                && switch (joining.state()) {
                    case ENTERED, ASKED, AGREED -> false;
                    case WAITING -> now.isBefore(joining.created().plus(OFFER_TTL));
                    case MOVING, DONE -> true;
                };
    }

    /// Carries a joining out, once; a repeated call returns its state. Moves as many earlier messages as a request can
    /// wait for.
    ///
    /// @param to the person who stays
    /// @return empty when it is unknown or has expired
    /// @throws MoveRefusedException when it is not possible now; nothing was changed
    public Optional<JoiningStatus> joinPersons(long to, long id, Instant now) {
        Optional<PersonJoining> offered = joinings.findById(id).filter(joining -> isOpen(joining, to, now));
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        if (offered.get().state() == State.WAITING) {
            carryOut(offered.get(), now);
        }
        return findJoining(to, id, now);
    }

    /// Carries out a joining to which both persons have agreed.
    ///
    /// @throws MoveRefusedException when it is not possible now; nothing was changed
    void carryOut(PersonJoining joining, Instant now) {
        transactions.executeWrite(status -> {
            joinLocked(status, joining, now);
            return null;
        });
        moves.moveSome(joining.id(), now);
    }

    /// Numbers of things of a person that a joining takes along, by name.
    Map<String, Long> countMoves(long from) {
        Map<String, Long> moves = new TreeMap<>();
        dataHandlers.forEach(handler -> moves.putAll(handler.countData(from)));
        return moves;
    }

    private void joinLocked(TransactionStatus<Connection> status, PersonJoining offered, Instant now) {
        // The first lock is the first statement: what is read after it is what is locked.
        Map<Long, ConversationRow> locked =
                conversations.lockConversations(new TreeSet<>(List.of(offered.from(), offered.to())));
        ConversationRow from = locked.get(offered.from());
        ConversationRow to = locked.get(offered.to());
        Optional<PersonJoining> current = joinings.lockById(offered.id());
        if (from == null || to == null || from.id() == to.id() || current.isEmpty()) {
            return;
        }
        if (current.get().state() != offered.state()) {
            return;
        }
        if (from.heldBy() != 0 || to.heldBy() != 0) {
            throw new MoveRefusedException(MoveRefusedException.Reason.WITH_STAFF);
        }
        DataMove move = new DataMove(from.id(), to.id(), to.lastSeq(), now);
        dataHandlers.forEach(handler -> handler.prepareMove(move));
        transfers.resealValues(move.from(), move.to());
        codes.deleteCodes(ChatJoiningService.CODE, move.from());
        dataHandlers.forEach(handler -> handler.moveData(move));
        joinings.markMoving(offered.id(), move.lineOffset(), now);
        joinings.deleteWaiting(move.from());
        audit.appendEntries(List.of(
                entry(move.from(), "person.joined-into", move.to(), now),
                entry(move.to(), "person.joined", move.from(), now)));
        notices.postNotices(
                move.to(),
                new NoticeRecipient(to.lastChat(), Language.orDefault(to.language())),
                new NoticeRecipient(from.lastChat(), Language.orDefault(from.language())),
                now);
        // A request may have put a chat of the person back into the cache meanwhile.
        status.registerSynchronization(new CommitCallback(
                () -> chats.chatCache().invalidateAll(chat -> chat.conversation() == offered.from())));
    }

    private static AuditEntry entry(long chain, String what, long about, Instant now) {
        return new AuditEntry(chain, "applicant", what, Long.toString(about), null, now);
    }
}
