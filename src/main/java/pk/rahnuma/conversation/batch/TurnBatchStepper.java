package pk.rahnuma.conversation.batch;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.messaging.banner.CurrentBannerService;

/// Steps all conversations of a batch to their replies.
@Singleton
class TurnBatchStepper {

    private final DialogEngine engine;
    private final ActionExecutor actions;
    private final CurrentBannerService banners;

    TurnBatchStepper(DialogEngine engine, ActionExecutor actions, CurrentBannerService banners) {
        this.engine = engine;
        this.actions = actions;
        this.banners = banners;
    }

    /// Steps every conversation up to its next calls, executes all calls of this round together, and repeats until none
    /// is left; then adds the banner, and gives each message its position.
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
        banners.findCurrent(now).ifPresent(banner -> conversations.forEach(one -> one.prependBanner(banner)));
        conversations.forEach(one -> one.assignPositions(now));
    }

    /// @return false when no conversation has a call
    private boolean executeRound(Collection<BatchedConversation> conversations, Instant now) {
        List<ActionExecutor.ConversationCall> calls = new ArrayList<>();
        Map<ActionExecutor.ConversationCall, BatchedConversation> callers = new HashMap<>();
        for (BatchedConversation conversation : conversations) {
            for (ActionExecutor.ConversationCall call : conversation.advanceToCalls(engine, now)) {
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
