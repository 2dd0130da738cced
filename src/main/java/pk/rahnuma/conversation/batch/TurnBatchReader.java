package pk.rahnuma.conversation.batch;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Reads what a batch needs: locks the conversations in key order, finds repeats, opens keys and states.
@Singleton
class TurnBatchReader {

    private final ChatResolver chats;
    private final ConversationRepository conversations;
    private final ProcessedUpdateRepository processedUpdates;
    private final ConversationMessageService messages;
    private final SubjectEncryptionService vault;
    private final PinnedVersionService versions;
    private final FloodControl flood;
    private final DeskIdentity desk;

    TurnBatchReader(
            ChatResolver chats,
            ConversationRepository conversations,
            ProcessedUpdateRepository processedUpdates,
            ConversationMessageService messages,
            SubjectEncryptionService vault,
            PinnedVersionService versions,
            FloodControl flood,
            DeskIdentity desk) {
        this.chats = chats;
        this.conversations = conversations;
        this.processedUpdates = processedUpdates;
        this.messages = messages;
        this.vault = vault;
        this.versions = versions;
        this.flood = flood;
        this.desk = desk;
    }

    /// Requests that can be stepped, and receipts of the others.
    ///
    /// @param turns by the index of the request; a repeat within the batch has the turn of the first
    /// @param receipts by the index of the request: repeats of earlier batches, and requests without a person
    record TurnBatch(
            Collection<BatchedConversation> conversations,
            Map<Integer, Turn> turns,
            Map<Integer, TurnReceipt> receipts,
            SubjectKeyRing keys) {}

    /// @param checksRepeats whether repeats of earlier batches are looked up
    /// @throws ChatResolver.StaleChatException see [ChatResolver#checkCachedChats]
    /// @throws PinnedVersionService.NewerScriptVersionException when another node has to do it
    TurnBatch readBatch(List<TurnRequest> requests, boolean checksRepeats) {
        TreeSet<Long> ids = new TreeSet<>();
        requests.forEach(request -> ids.add(request.conversation()));
        Map<Long, ConversationRepository.ConversationRow> locked = conversations.lockConversations(ids);
        chats.checkCachedChats(requests, locked);
        Map<ProcessedUpdateRepository.UpdateKey, ProcessedUpdateRepository.ProcessedUpdate> repeats = checksRepeats
                ? processedUpdates.findProcessed(
                        requests.stream().map(TurnRequest::updateKey).toList())
                : Map.of();
        SubjectKeyRing keys = vault.openKeys(ids);
        Map<Long, BatchedConversation> batched = new LinkedHashMap<>();
        Map<ProcessedUpdateRepository.UpdateKey, Turn> turnsByUpdate = new HashMap<>();
        Map<Integer, Turn> turns = new LinkedHashMap<>();
        Map<Integer, TurnReceipt> receipts = new HashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            TurnRequest request = requests.get(i);
            ProcessedUpdateRepository.UpdateKey update = request.updateKey();
            ConversationRepository.ConversationRow row = locked.get(request.conversation());
            if (row == null || !keys.hasKey(request.conversation())) {
                // Erased, or woken after its end: there is no person to answer.
                receipts.put(i, new TurnReceipt(request.conversation(), false, List.of(), null));
            } else if (repeats.containsKey(update)) {
                receipts.put(i, repeatedReceipt(request, repeats.get(update)));
            } else if (turnsByUpdate.containsKey(update)) {
                Turn first = turnsByUpdate.get(update);
                if (first.request.hasOtherContent(request)) {
                    receipts.put(i, TurnReceipt.ofOtherContent(request.conversation()));
                } else {
                    turns.put(i, first);
                }
            } else {
                BatchedConversation conversation = batched.computeIfAbsent(
                        row.id(), id -> new BatchedConversation(row, openState(row, keys), desk));
                Turn turn = conversation.addTurn(request, checkFlood(request));
                turnsByUpdate.put(update, turn);
                turns.put(i, turn);
            }
        }
        return new TurnBatch(batched.values(), turns, receipts, keys);
    }

    private ConversationState openState(ConversationRepository.ConversationRow row, SubjectKeyRing keys) {
        ConversationState state = ConversationRepository.openState(row, keys);
        versions.checkConversation(state);
        return state;
    }

    private FloodControl.FloodDecision checkFlood(TurnRequest request) {
        return request.chat() == null
                ? FloodControl.FloodDecision.PASSES
                : flood.checkMessage(request.chat().id());
    }

    /// Receipt of a repeat, which changes nothing, with the replies of the first time.
    private TurnReceipt repeatedReceipt(TurnRequest request, ProcessedUpdateRepository.ProcessedUpdate first) {
        if (first.hasOtherContent(request.contentHash())) {
            return TurnReceipt.ofOtherContent(request.conversation());
        }
        int count = first.lastSeq() - first.firstSeq() + 1;
        long conversation = first.update().conversation();
        List<Message> replies = count <= 0
                ? List.of()
                : messages.readHistory(conversation, first.firstSeq() - 1, count).stream()
                        .filter(message -> message.direction() != Message.Direction.RECEIVED)
                        .toList();
        List<Reply.FormEnding> endings = replies.stream()
                .flatMap(message -> message.body().endings().stream())
                .toList();
        return new TurnReceipt(conversation, true, false, replies, null, false, endings, null);
    }
}
