package pk.rahnuma.conversation.batch;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.messaging.CurrentBannerService;
import pk.rahnuma.messaging.conversation.OpenTicketProvider;

/// Steps all conversations of a batch to their replies.
@Singleton
class TurnBatchStepper {

    private final DialogEngine engine;
    private final ActionExecutor actions;
    private final CurrentBannerService banners;
    private final OpenTicketProvider tickets;

    TurnBatchStepper(
            DialogEngine engine, ActionExecutor actions, CurrentBannerService banners, OpenTicketProvider tickets) {
        this.engine = engine;
        this.actions = actions;
        this.banners = banners;
        this.tickets = tickets;
    }

    /// Steps every conversation up to its next calls, executes all calls of this round together, and repeats until none
    /// is left; then merges the replies, adds the banner, and gives each message its position.
    void stepConversations(Collection<BatchedConversation> conversations, Instant now) {
        int maxTurns = conversations.stream()
                .mapToInt(BatchedConversation::turnCount)
                .max()
                .orElse(0);
        for (int round = 0; executeRound(conversations, now); round++) {
            if (round > EngineLimits.MAX_CONSECUTIVE_CALLS * maxTurns) {
                throw new IllegalStateException("calls without end");
            }
        }
        conversations.forEach(one -> one.describeForms(engine, now));
        conversations.forEach(BatchedConversation::mergeReplies);
        banners.findCurrent(now).ifPresent(banner -> conversations.forEach(one -> one.prependBanner(banner)));
        conversations.forEach(one -> one.assignPositions(now));
    }

    /// Open tickets, read for all conversations when the first is needed: most rounds need none.
    private LongFunction<OpenTicketProvider.OpenTicket> findTicketsOnce(Collection<BatchedConversation> conversations) {
        Map<Long, OpenTicketProvider.OpenTicket> found = new HashMap<>();
        AtomicBoolean read = new AtomicBoolean();
        return conversation -> {
            if (!read.getAndSet(true)) {
                found.putAll(tickets.findOpenTickets(conversations.stream()
                        .map(BatchedConversation::conversationId)
                        .toList()));
            }
            return found.get(conversation);
        };
    }

    /// @return false when no conversation has a call
    private boolean executeRound(Collection<BatchedConversation> conversations, Instant now) {
        List<ActionExecutor.ConversationCall> calls = new ArrayList<>();
        Map<ActionExecutor.ConversationCall, BatchedConversation> callers = new HashMap<>();
        LongFunction<OpenTicketProvider.OpenTicket> openTickets = findTicketsOnce(conversations);
        for (BatchedConversation conversation : conversations) {
            for (ActionExecutor.ConversationCall call : conversation.advanceToCalls(engine, openTickets, now)) {
                calls.add(call);
                callers.put(call, conversation);
            }
        }
        if (calls.isEmpty()) {
            return false;
        }
        actions.executeCalls(calls).forEach((call, outcome) -> callers.get(call).addOutcome(call.call(), outcome, now));
        return true;
    }
}
