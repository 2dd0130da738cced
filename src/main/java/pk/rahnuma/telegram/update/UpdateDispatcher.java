package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import io.netty.channel.EventLoopGroup;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.telegram.send.BotApiClient;
import pk.rahnuma.telegram.send.TelegramConfiguration;
import pk.rahnuma.telegram.send.TextSplitter;

/// Passes updates to the intake and waits until they are committed.
///
/// Chats are processed in parallel. Messages of one chat that wait together are offered together, and are answered by
/// one prompt ([MessageIntake#offerMessages]). An update that was not accepted is never overtaken by the next, and both
/// come again in order.
@Singleton
@Requires(beans = TelegramConfiguration.class)
public final class UpdateDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateDispatcher.class);
    /// Maximum characters of the answer to a tap.
    private static final int MAX_NOTICE_LENGTH = 200;

    private static final CompletableFuture<Void> COMPLETED = CompletableFuture.completedFuture(null);

    private final UpdateParser updates;
    private final MessageIntake intake;
    private final BlockListener blocks;
    private final GroupMessageHandler groups;
    private final BotApiClient bot;
    private final TapMarker marker;
    private final Executor blocking;
    private final Executor responseThreads;

    @Inject
    UpdateDispatcher(
            UpdateParser updates,
            MessageIntake intake,
            BlockListener blocks,
            GroupMessageHandler groups,
            BotApiClient bot,
            TapMarker marker,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
            EventLoopGroup responseThreads) {
        this(updates, intake, blocks, groups, bot, marker, (Executor) blocking, responseThreads);
    }

    /// @param groups null where no group is handled
    /// @param responseThreads threads that write the webhook's responses
    public UpdateDispatcher(
            UpdateParser updates,
            MessageIntake intake,
            BlockListener blocks,
            GroupMessageHandler groups,
            BotApiClient bot,
            TapMarker marker,
            Executor blocking,
            Executor responseThreads) {
        this.updates = updates;
        this.intake = intake;
        this.blocks = blocks;
        this.groups = groups;
        this.bot = bot;
        this.marker = marker;
        this.blocking = blocking;
        this.responseThreads = responseThreads;
    }

    /// True when the intake accepts updates, as far as is known.
    public boolean isOpen() {
        return intake.findObstacle().isEmpty();
    }

    /// @param offset the first update that is not yet done
    /// @param complete whether all dispatched updates are done
    public record DispatchProgress(long offset, boolean complete) {}

    private record PendingUpdate(long id, CompletableFuture<Void> committed) {}

    private record PendingMessage(IncomingUpdate.PersonMessage heard, CompletableFuture<Void> committed) {}

    /// Dispatches a batch, and returns when none of it is in progress.
    public DispatchProgress dispatchToIntake(Iterable<JsonNode> batch, long offset, Instant received)
            throws InterruptedException {
        List<PendingUpdate> pending = new ArrayList<>();
        Map<String, CompletableFuture<Void>> chats = new HashMap<>();
        Map<String, List<PendingMessage>> messages = new LinkedHashMap<>();
        for (JsonNode update : batch) {
            long id = update.path("update_id").asLong();
            pending.add(new PendingUpdate(
                    id, dispatchUpdate(parseUpdate(update, id, received), received, chats, messages)));
        }
        messages.forEach((address, own) -> offerInOrder(chats, address, own));
        DispatchProgress progress = new DispatchProgress(offset, true);
        for (PendingUpdate update : pending) {
            boolean committed = isCommitted(update);
            long next =
                    committed && progress.complete() ? Math.max(progress.offset(), update.id() + 1) : progress.offset();
            progress = new DispatchProgress(next, progress.complete() && committed);
        }
        return progress;
    }

    /// Dispatches a single update, as a webhook receives it.
    ///
    /// @return the answer to a tap, or null; it fails as [MessageIntake#offerMessage] does
    public CompletableFuture<AnswerCallbackQuery> dispatchToIntake(JsonNode update, Instant received) {
        return switch (parseUpdate(update, update.path("update_id").asLong(), received)) {
            case IncomingUpdate.Ignored ignored -> CompletableFuture.completedFuture(null);
            case IncomingUpdate.ReachabilityChange change ->
                markReachability(change).thenApply(done -> null);
            case IncomingUpdate.StaffGroupMessage said ->
                handleStaffMessage(said, received).thenApply(done -> null);
            case IncomingUpdate.OtherGroupMessage said -> answerGroup(said).thenApply(done -> null);
            case IncomingUpdate.PersonMessage heard ->
                intake.offerMessage(heard.incoming())
                        // Responses are written on another thread than that of turns.
                        .thenApplyAsync(
                                receipt -> {
                                    marker.markTap(heard.tapped(), receipt);
                                    return heard.query() == null ? null : tapAnswer(heard.query(), receipt.notice());
                                },
                                responseThreads);
        };
    }

    private IncomingUpdate parseUpdate(JsonNode update, long id, Instant received) {
        try {
            return updates.parseUpdate(update, received);
        } catch (RuntimeException e) {
            LOG.error(
                    "telegram: update {} cannot be read and was skipped ({})",
                    id,
                    e.getClass().getSimpleName());
            return new IncomingUpdate.Ignored();
        }
    }

    private CompletableFuture<Void> dispatchUpdate(
            IncomingUpdate update,
            Instant received,
            Map<String, CompletableFuture<Void>> chats,
            Map<String, List<PendingMessage>> messages) {
        return switch (update) {
            case IncomingUpdate.Ignored ignored -> COMPLETED;
            case IncomingUpdate.PersonMessage heard -> {
                PendingMessage message = new PendingMessage(heard, new CompletableFuture<>());
                messages.computeIfAbsent(heard.incoming().address(), address -> new ArrayList<>())
                        .add(message);
                yield message.committed();
            }
            case IncomingUpdate.ReachabilityChange change -> {
                offerInOrder(chats, change.address(), messages.remove(change.address()));
                yield runInOrder(chats, change.address(), () -> markReachability(change));
            }
            case IncomingUpdate.OtherGroupMessage said -> answerGroup(said);
            case IncomingUpdate.StaffGroupMessage said ->
                runInOrder(chats, said.address(), () -> handleStaffMessage(said, received));
        };
    }

    private static CompletableFuture<Void> runInOrder(
            Map<String, CompletableFuture<Void>> chats, String address, Supplier<CompletableFuture<Void>> work) {
        CompletableFuture<Void> done = chats.getOrDefault(address, COMPLETED).thenCompose(before -> work.get());
        chats.put(address, done);
        return done;
    }

    /// @param messages of one chat; null when there is none
    private void offerInOrder(
            Map<String, CompletableFuture<Void>> chats, String address, List<PendingMessage> messages) {
        if (messages != null) {
            runInOrder(chats, address, () -> offerMessages(messages)).whenComplete((done, failure) -> {
                if (failure != null) {
                    messages.forEach(message -> message.committed().completeExceptionally(failure));
                }
            });
        }
    }

    private CompletableFuture<Void> offerMessages(List<PendingMessage> messages) {
        List<CompletableFuture<TurnReceipt>> receipts = intake.offerMessages(
                messages.stream().map(message -> message.heard().incoming()).toList());
        List<CompletableFuture<Void>> answered = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i++) {
            PendingMessage message = messages.get(i);
            answered.add(receipts.get(i).thenAccept(receipt -> {
                if (message.heard().query() != null) {
                    // Not awaited: the outcome changes nothing.
                    bot.callIdempotentAsync(tapAnswer(message.heard().query(), receipt.notice()));
                    marker.markTap(message.heard().tapped(), receipt);
                }
                message.committed().complete(null);
            }));
        }
        return CompletableFuture.allOf(answered.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> handleStaffMessage(IncomingUpdate.StaffGroupMessage said, Instant received) {
        return CompletableFuture.runAsync(() -> groups.handleStaffMessage(said, received), blocking);
    }

    /// Not awaited: the message has no effect on the desk.
    private CompletableFuture<Void> answerGroup(IncomingUpdate.OtherGroupMessage said) {
        if (groups != null) {
            groups.answerGroup(said);
        }
        return COMPLETED;
    }

    private CompletableFuture<Void> markReachability(IncomingUpdate.ReachabilityChange change) {
        return CompletableFuture.runAsync(
                () -> {
                    if (change.reachable()) {
                        blocks.markUnblocked(change.address());
                    } else {
                        blocks.markBlocked(change.address());
                    }
                },
                blocking);
    }

    /// Answer to a tap, which ends the progress indicator of the button.
    private static AnswerCallbackQuery tapAnswer(String query, String notice) {
        String text = notice == null
                ? null
                : TextSplitter.splitText(notice, MAX_NOTICE_LENGTH).getFirst();
        return AnswerCallbackQuery.builder().callbackQueryId(query).text(text).build();
    }

    private boolean isCommitted(PendingUpdate update) throws InterruptedException {
        try {
            update.committed().get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof MessageIntake.IntakeUnavailableException)) {
                LOG.error(
                        "telegram: update {} was not accepted ({}) and comes again",
                        update.id(),
                        e.getCause().getClass().getName());
            }
            return false;
        }
    }
}
