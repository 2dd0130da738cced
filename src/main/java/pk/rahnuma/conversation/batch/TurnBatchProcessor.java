package pk.rahnuma.conversation.batch;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.conversation.intake.TurnReceipt;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxOwner;
import pk.rahnuma.messaging.OutboxOwnershipService;
import pk.rahnuma.messaging.banner.CurrentBannerService;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatAddress;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.chat.ChatReturnListener;
import pk.rahnuma.messaging.conversation.ConversationListener;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.messaging.file.PendingDownload;
import pk.rahnuma.messaging.file.PendingDownloadRepository;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Processes many messages in one transaction: locks the conversations in key order, drops repeats, steps each,
/// executes all calls together, writes everything, commits.
@Singleton
public class TurnBatchProcessor {

    /// Period in which repeats are looked up after one was found.
    private static final Duration DUPLICATE_CHECK_PERIOD = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final ChatRepository chats;
    private final ProcessedUpdateRepository processedUpdates;
    private final ConversationMessageService messages;
    private final OutboxOwnershipService outbox;
    private final PendingDownloadRepository downloads;
    private final ConversationRepository rows;
    private final SubjectEncryptionService vault;
    private final ActionExecutor actions;
    private final DialogEngine engine;
    private final OperatingMode mode;
    private final CurrentBannerService banners;
    private final FloodControl flood;
    private final TurnMetrics meters;
    private final Collection<ConversationListener> attention;
    private final Collection<ChatReturnListener> returns;
    private final PinnedVersionService versions;
    /// Time until which repeats are looked up before the work; [System#nanoTime].
    private volatile long lookupUntil = System.nanoTime();

    TurnBatchProcessor(
            Jdbi jdbi,
            ChatRepository chats,
            ProcessedUpdateRepository processedUpdates,
            ConversationMessageService messages,
            OutboxOwnershipService outbox,
            PendingDownloadRepository downloads,
            ConversationRepository rows,
            SubjectEncryptionService vault,
            ActionExecutor actions,
            DialogEngine engine,
            OperatingMode mode,
            CurrentBannerService banners,
            FloodControl flood,
            TurnMetrics meters,
            Collection<ConversationListener> attention,
            Collection<ChatReturnListener> returns,
            PinnedVersionService versions) {
        this.jdbi = jdbi;
        this.chats = chats;
        this.processedUpdates = processedUpdates;
        this.messages = messages;
        this.outbox = outbox;
        this.downloads = downloads;
        this.rows = rows;
        this.vault = vault;
        this.actions = actions;
        this.engine = engine;
        this.mode = mode;
        this.banners = banners;
        this.flood = flood;
        this.meters = meters;
        this.attention = attention;
        this.returns = returns;
        this.versions = versions;
    }

    /// A request with its chat and conversation.
    ///
    /// @param recalled whether they come from the cache, and may be stale
    public record AddressedRequest(TurnRequest work, Chat chat, long conversation, boolean recalled) {
        public AddressedRequest withoutCachedAddress() {
            return new AddressedRequest(work, chat, conversation, false);
        }

        public ProcessedUpdateRepository.UpdateKey updateKey() {
            return new ProcessedUpdateRepository.UpdateKey(
                    conversation, chat == null ? work.update() : chat.id() + " " + work.update());
        }
    }

    /// A cached conversation does not exist any more: the requests must be resolved again.
    public static final class StaleChatException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Processes all requests, or none. Repeats are rare and come together: they are looked up only after one was
    /// found, by the key that prevents a second processing.
    ///
    /// @return a receipt for each, in order
    /// @throws StaleChatException at most once for the same requests
    /// @throws PinnedVersionService.NewerScriptVersionException when another node has to do it
    public List<TurnReceipt> processBatch(List<AddressedRequest> placed, Instant now) {
        if (lookupUntil - System.nanoTime() < 0) {
            try {
                return jdbi.inTransaction(handle -> turn(placed, false, now));
            } catch (ProcessedUpdateRepository.DuplicateUpdateException e) {
                lookupUntil = System.nanoTime() + DUPLICATE_CHECK_PERIOD.toNanos();
            }
        }
        return jdbi.inTransaction(handle -> turn(placed, true, now));
    }

    /// Finds the chats of the requests, creating new ones in their own transaction.
    public List<AddressedRequest> resolveChats(List<TurnRequest> works, Instant now) {
        Set<ChatAddress> addresses = new LinkedHashSet<>();
        works.stream().filter(work -> work.from() != null).forEach(work -> addresses.add(work.from()));
        Map<ChatAddress, Chat> recalled = chats.chatCache().getAll(addresses);
        addresses.removeAll(recalled.keySet());
        Map<ChatAddress, Chat> known = new HashMap<>(chats.findByAddresses(addresses));
        known.replaceAll((address, chat) -> chat.blocked() ? welcomeBack(chat, now) : chat);
        List<ChatAddress> unknown = addresses.stream()
                .filter(address -> !known.containsKey(address))
                .toList();
        if (!unknown.isEmpty()) {
            known.putAll(chats.findOrCreate(unknown, Map.of(), now));
        }
        return works.stream().map(work -> placed(work, known, recalled)).toList();
    }

    /// A person who writes has unblocked the chat, even if the channel did not report it.
    private Chat welcomeBack(Chat chat, Instant now) {
        returns.forEach(listener -> listener.onReturn(chat, now));
        return new Chat(chat.id(), chat.channel(), chat.address(), chat.conversation(), false);
    }

    private static AddressedRequest placed(
            TurnRequest work, Map<ChatAddress, Chat> known, Map<ChatAddress, Chat> recalled) {
        if (work.from() == null) {
            return new AddressedRequest(work, null, work.conversation(), false);
        }
        Chat chat = recalled.get(work.from());
        return chat != null
                ? new AddressedRequest(work, chat, chat.conversation(), true)
                : new AddressedRequest(
                        work, known.get(work.from()), known.get(work.from()).conversation(), false);
    }

    /// @throws StaleChatException when a person was erased since
    private void check(List<AddressedRequest> placed, Set<Long> there) {
        List<ChatAddress> outdated = placed.stream()
                .filter(one -> one.recalled() && !there.contains(one.conversation()))
                .map(one -> one.work().from())
                .toList();
        if (!outdated.isEmpty()) {
            chats.chatCache().invalidateAll(outdated);
            throw new StaleChatException();
        }
    }

    private List<TurnReceipt> turn(List<AddressedRequest> placed, boolean asks, Instant now) {
        TreeSet<Long> ids = new TreeSet<>();
        placed.forEach(one -> ids.add(one.conversation()));
        Map<Long, ConversationRepository.ConversationRow> locked = rows.lockConversations(ids);
        check(placed, locked.keySet());
        Map<ProcessedUpdateRepository.UpdateKey, ProcessedUpdateRepository.ProcessedUpdate> before = asks
                ? processedUpdates.findProcessed(
                        placed.stream().map(AddressedRequest::updateKey).toList())
                : Map.of();
        SubjectKeyRing keys = vault.openKeys(ids);
        Map<Long, BatchedConversation> running = new LinkedHashMap<>();
        TurnReceipt[] receipts = new TurnReceipt[placed.size()];
        Map<Integer, BatchedConversation.TurnInput> lines = new LinkedHashMap<>();
        Map<ProcessedUpdateRepository.UpdateKey, BatchedConversation.TurnInput> inBatch = new HashMap<>();
        for (int i = 0; i < receipts.length; i++) {
            AddressedRequest one = placed.get(i);
            ConversationRepository.ConversationRow row = locked.get(one.conversation());
            if (row == null || !keys.hasKey(one.conversation())) {
                // Erased, or woken after its end: there is no person to answer.
                receipts[i] = new TurnReceipt(one.conversation(), false, List.of(), null);
            } else if (before.containsKey(one.updateKey())) {
                receipts[i] = again(before.get(one.updateKey()));
            } else {
                lines.put(
                        i,
                        inBatch.computeIfAbsent(
                                one.updateKey(),
                                update -> running.computeIfAbsent(
                                                one.conversation(),
                                                id -> new BatchedConversation(row, opened(row, keys), mode.toWord()))
                                        .addInput(one, flood(one))));
            }
        }
        step(running.values(), now);
        banners.findCurrent(now).ifPresent(banner -> running.values().forEach(one -> one.prependBanner(banner)));
        Set<Long> carried = carried(running.values(), now);
        running.values().forEach(one -> one.assignPositions(carried.contains(one.conversationId()), now));
        Map<Long, OutboxOwner> carriers = carriers(running.values(), now);
        write(running.values(), carriers, keys, now);
        Set<BatchedConversation.TurnInput> answered = new HashSet<>();
        lines.forEach((i, line) -> {
            receipts[i] = new TurnReceipt(
                    placed.get(i).conversation(), !answered.add(line), line.saidMessages(), line.notice());
        });
        for (int i = 0; i < receipts.length; i++) {
            meters.recordReplies(placed.get(i).work(), receipts[i]);
        }
        return List.of(receipts);
    }

    private ConversationState opened(ConversationRepository.ConversationRow row, SubjectKeyRing keys) {
        ConversationState state = ConversationRepository.openState(row, keys);
        versions.checkConversation(state);
        return state;
    }

    private FloodControl.FloodDecision flood(AddressedRequest one) {
        return one.chat() == null
                ? FloodControl.FloodDecision.PASSES
                : flood.checkMessage(one.chat().id());
    }

    /// Receipt of a repeat, which changes nothing, with the replies of the first time.
    private TurnReceipt again(ProcessedUpdateRepository.ProcessedUpdate taken) {
        int count = taken.lastSeq() - taken.firstSeq() + 1;
        long conversation = taken.update().conversation();
        List<Message> said = count <= 0
                ? List.of()
                : messages.readHistory(conversation, taken.firstSeq() - 1, count).stream()
                        .filter(message -> message.direction() != Message.Direction.HEARD)
                        .toList();
        return new TurnReceipt(conversation, true, said, null);
    }

    /// Steps every conversation up to its next calls, executes all calls of this round together, and repeats until none
    /// is left.
    private void step(Iterable<BatchedConversation> running, Instant now) {
        for (int round = 0; ; round++) {
            List<ActionExecutor.PendingCall> calls = new ArrayList<>();
            Map<ActionExecutor.PendingCall, BatchedConversation> askers = new HashMap<>();
            for (BatchedConversation one : running) {
                for (ActionExecutor.PendingCall asked : one.advanceToCalls(engine, now)) {
                    calls.add(asked);
                    askers.put(asked, one);
                }
            }
            if (calls.isEmpty()) {
                return;
            }
            if (round > EngineLimits.MAX_CONSECUTIVE_CALLS * 256) {
                throw new IllegalStateException("calls without end");
            }
            actions.executeCalls(calls)
                    .forEach((asked, answered) -> askers.get(asked).addResult(answered, now));
        }
    }

    /// Conversations whose reply the acknowledgement carries, because no earlier message is unsent.
    private Set<Long> carried(Iterable<BatchedConversation> running, Instant now) {
        Map<Long, OutboxOwner> may = new HashMap<>();
        running.forEach(one -> {
            if (one.canBeCarried(now)) {
                may.put(one.conversationId(), one.currentOwner());
            }
        });
        Set<Long> carried = new HashSet<>(may.keySet());
        carried.removeAll(messages.findConversationsWithUnsent(may));
        return carried;
    }

    private Map<Long, OutboxOwner> carriers(Iterable<BatchedConversation> running, Instant now) {
        Map<Long, OutboxOwner> before = new HashMap<>();
        running.forEach(one -> before.put(one.conversationId(), one.currentOwner()));
        return outbox.nextOwner(before, now);
    }

    private void write(
            Iterable<BatchedConversation> running, Map<Long, OutboxOwner> carriers, SubjectKeyRing keys, Instant now) {
        List<ConversationRepository.ConversationUpdate> written = new ArrayList<>();
        List<ProcessedUpdateRepository.ProcessedUpdate> taken = new ArrayList<>();
        List<Message> lines = new ArrayList<>();
        List<PendingDownload> wanted = new ArrayList<>();
        List<TrailEntry> trail = new ArrayList<>();
        List<String> languages = new ArrayList<>();
        Set<Long> heard = new TreeSet<>();
        List<ConversationListener.FailedQuestion> failed = new ArrayList<>();
        List<ConversationListener.FailedQuestion> passed = new ArrayList<>();
        for (BatchedConversation one : running) {
            written.add(one.toUpdate(carriers.get(one.conversationId())));
            taken.addAll(one.processedUpdates(now));
            lines.addAll(one.allMessages());
            wanted.addAll(one.downloads());
            for (TrailEntry step : one.trailEntries()) {
                trail.add(step);
                languages.add(one.languageOrDefault());
            }
            heard.add(one.handoverTicketId());
            failed.addAll(one.repeatedFailures().failedQuestions());
            passed.addAll(one.repeatedFailures().passedQuestions());
        }
        written.sort(Comparator.comparingLong(ConversationRepository.ConversationUpdate::id));
        if (written.isEmpty()) {
            return;
        }
        rows.updateConversations(written, keys, now);
        heard.remove(0L);
        if (!heard.isEmpty()) {
            attention.forEach(each -> each.onMessage(heard, now));
        }
        if (!failed.isEmpty()) {
            attention.forEach(each -> each.onRepeatedFailure(failed, now));
        }
        if (!passed.isEmpty()) {
            attention.forEach(each -> each.onQuestionPassed(passed, now));
        }
        processedUpdates.insertProcessed(taken);
        messages.appendMessages(lines, carriers);
        downloads.insertDownloads(wanted);
        rows.insertTrail(trail, languages, now);
    }
}
