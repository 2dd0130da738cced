package pk.rahnuma.person.joining;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository.ConversationRow;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.shared.Language;
import pk.rahnuma.vault.MoveRefusedException;
import pk.rahnuma.vault.MoveRefusedException.Reason;

/// Goes on with joinings in the chat, outside of turns: asks the person whose code was entered, and carries out what
/// both have agreed to. Both get a notice when it is refused.
@Singleton
class ChatJoiningWorker {

    private static final int MAX_JOININGS_PER_RUN = 100;
    private static final Logger LOG = LoggerFactory.getLogger(ChatJoiningWorker.class);

    private final TransactionOperations<Connection> transactions;
    private final PersonJoiningRepository joinings;
    private final PersonJoiningService persons;
    private final PersonLock locks;
    private final ConversationRepository conversations;
    private final JoiningNoticeService notices;

    ChatJoiningWorker(
            TransactionOperations<Connection> transactions,
            PersonJoiningRepository joinings,
            PersonJoiningService persons,
            PersonLock locks,
            ConversationRepository conversations,
            JoiningNoticeService notices) {
        this.transactions = transactions;
        this.joinings = joinings;
        this.persons = persons;
        this.locks = locks;
        this.conversations = conversations;
        this.notices = notices;
    }

    void processAll(Instant now) {
        joinings.findInState(State.ENTERED, MAX_JOININGS_PER_RUN)
                .forEach(entered -> processOne(() -> askPerson(entered, now)));
        joinings.findInState(State.AGREED, MAX_JOININGS_PER_RUN)
                .forEach(agreed -> processOne(() -> carryOut(agreed, now)));
    }

    private static void processOne(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            // A failure with one person does not affect the others; it is tried again.
            FaultLog.logWarning(LOG, "joining: two chats were not joined, which is tried again in a minute", e);
        }
    }

    private void askPerson(PersonJoining entered, Instant now) {
        transactions.executeWrite(status -> {
            Optional<String> language = locks.lockIfFree(entered.from());
            if (language.isPresent() && joinings.markAsked(entered.id()) > 0) {
                notices.postQuestion(entered.from(), language.get(), now);
            }
            return null;
        });
    }

    private void carryOut(PersonJoining agreed, Instant now) {
        boolean isLast = !now.isBefore(agreed.created().plus(PersonJoiningService.OFFER_TTL));
        try {
            persons.carryOut(agreed, now);
        } catch (MoveRefusedException e) {
            if (isLast || e.reason() != Reason.BUSY) {
                refuse(agreed, e.reason(), now);
            }
        }
    }

    private void refuse(PersonJoining agreed, Reason reason, Instant now) {
        transactions.executeWrite(status -> {
            Map<Long, ConversationRow> locked =
                    conversations.lockConversations(new TreeSet<>(List.of(agreed.from(), agreed.to())));
            joinings.deleteById(agreed.id());
            locked.values()
                    .forEach(row -> notices.postRefusal(row.id(), Language.orDefault(row.language()), reason, now));
            return null;
        });
    }
}
