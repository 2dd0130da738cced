package pk.rahnuma.conversation.batch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.ReplyMerger;
import pk.rahnuma.dialog.engine.TurnResult;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.messaging.DeferredCall;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.PendingDownload;
import pk.rahnuma.messaging.ServiceBanner;
import pk.rahnuma.messaging.conversation.ConversationListener;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.OpenTicketProvider;
import pk.rahnuma.messaging.conversation.OutboxOwner;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.vault.SubjectEncryptionService;

/// One conversation within a batch: its inputs in order, and their results.
final class BatchedConversation {

    private final ConversationRepository.ConversationRow row;
    private final DeskIdentity desk;
    private final List<Turn> turns = new ArrayList<>();
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Deque<ActionExecutor.CallOutcome> results = new ArrayDeque<>();
    private final List<TrailEntry> trail = new ArrayList<>();
    private final List<PendingDownload> downloads = new ArrayList<>();
    private final List<DeferredCall> deferredCalls = new ArrayList<>();
    private final RepeatedFailureDetector failures;
    private ConversationState state;
    private Turn current;
    /// The input with which the person went on while a session waited for a deferred call.
    private Turn wentOn;

    private int open;
    private boolean repliedBefore;
    private long lastChat;
    private int lastSeq;
    private Instant wakeAt;
    private Instant heldUntil;
    private long shownBanner;

    BatchedConversation(ConversationRepository.ConversationRow row, ConversationState state, DeskIdentity desk) {
        this.row = row;
        this.failures = new RepeatedFailureDetector(row.id());
        this.state = state;
        this.desk = desk;
        this.lastChat = row.lastChat();
        this.shownBanner = row.banner();
    }

    Turn addTurn(TurnRequest request, FloodControl.FloodDecision flood) {
        Turn turn = new Turn(request, flood);
        turns.add(turn);
        waiting.add(turn);
        return turn;
    }

    /// Steps until calls have to be answered, or no input is left.
    ///
    /// @param tickets open ticket of a conversation, or null
    /// @return the calls; empty when this conversation is done
    List<ActionExecutor.ConversationCall> advanceToCalls(
            DialogEngine engine, LongFunction<OpenTicketProvider.OpenTicket> tickets, Instant now) {
        List<ActionExecutor.ConversationCall> asked = new ArrayList<>();
        while (open == 0 || !results.isEmpty()) {
            ConversationInput input;
            if (!results.isEmpty()) {
                ActionExecutor.CallOutcome outcome = results.poll();
                if (outcome.discardsDrafts()) {
                    discardDrafts(engine, outcome.result().session(), now);
                }
                if (outcome.forgetsMessages()) {
                    forgetMessages();
                }
                input = outcome.result();
                open--;
            } else if (current != null && current.isFormUnfinished(state)) {
                input = ((ConversationInput.SubmittedAnswers) current.request.input()).withoutVersion();
            } else if (!waiting.isEmpty()) {
                Optional<ConversationInput.Result> abandoned = abandonedCall(engine, waiting.peek());
                if (abandoned.isPresent()) {
                    current = waiting.peek();
                    wentOn = current;
                    asked.addAll(callsOf(processInput(engine, abandoned.get(), tickets, now), now));
                    continue;
                }
                current = waiting.poll();
                if (!current.isWithinLimit()) {
                    current.slowDown(engine, languageOrDefault());
                    continue;
                }
                input = markUnseen(current.request);
            } else {
                break;
            }
            asked.addAll(callsOf(processInput(engine, input, tickets, now), now));
        }
        return asked;
    }

    private List<ActionExecutor.ConversationCall> callsOf(List<ActionCall> calls, Instant now) {
        open += calls.size();
        return calls.stream()
                .map(call -> new ActionExecutor.ConversationCall(
                        row.id(), hasSessionBeneath(call.session()), languageOrDefault(), now, call))
                .toList();
    }

    /// The empty result of a deferred call that a session still waits for when the person goes on.
    private Optional<ConversationInput.Result> abandonedCall(DialogEngine engine, Turn next) {
        ConversationInput input = next.request.input();
        boolean acts = input instanceof ConversationInput.Tap || input instanceof ConversationInput.SubmittedAnswers;
        boolean goesOn = acts || ReceivedMessageFactory.createBody(input) != null && row.heldBy() == 0;
        return goesOn ? engine.findUnansweredCall(state) : Optional.empty();
    }

    /// Adds the outcome of a call to the current input.
    void addOutcome(ActionCall call, ActionExecutor.CallOutcome outcome, Instant now) {
        if (outcome.result() == null) {
            open--;
            deferredCalls.add(new DeferredCall(SubjectEncryptionService.newId(), row.id(), lastChat, call, 0, now));
            return;
        }
        results.add(outcome);
        if (outcome.delay().isPositive()) {
            current.notBefore = later(current.notBefore, now.plus(outcome.delay()));
        }
    }

    /// Marks a text that was written before the person could see the question: it came in one batch after the answer
    /// that leads to that question, or reached the adapter before the question was asked. A repeated tap causes no
    /// reply, and hides no question. Neither does an unanswered call with which the desk kept silent.
    private ConversationInput markUnseen(TurnRequest request) {
        if (request.chat() != null) {
            lastChat = request.chat().id();
        }
        boolean askedLater =
                !state.stack().isEmpty() && state.stack().getLast().asked().isAfter(request.received());
        return current != wentOn
                        && (repliedBefore || askedLater)
                        && request.input() instanceof ConversationInput.Text text
                ? new ConversationInput.Text(text.text(), text.message(), true)
                : request.input();
    }

    private List<ActionCall> processInput(
            DialogEngine engine,
            ConversationInput input,
            LongFunction<OpenTicketProvider.OpenTicket> tickets,
            Instant now) {
        EngineContext context = contextAt(now);
        String position = ReplyMerger.positionOf(state);
        TurnResult turned = row.heldBy() == 0 || input instanceof ConversationInput.HandedBack
                ? engine.processTurn(state, input, context)
                : engine.processDuringHandover(state, input, context);
        if (turned.leftOver() && row.heldBy() == 0) {
            OpenTicketProvider.OpenTicket ticket = tickets.apply(row.id());
            if (ticket != null) {
                turned = engine.processTurn(state, input, context.withOpenTicket(ticket.number()));
                current.joinedTicket = ticket.id();
            }
        }
        if (current.fillsFormOn(input)
                && ReplyMerger.positionOf(turned.conversation()).equals(position)) {
            return List.of();
        }
        current.forAgent |= turned.leftOver() && row.heldBy() != 0;
        failures.observeStep(state, turned);
        takeState(turned);
        for (FileFetch fetch : turned.fetches()) {
            long id = SubjectEncryptionService.newId();
            downloads.add(new PendingDownload(id, row.id(), lastChat, downloads.size(), fetch, 0, now));
            current.fileId = Long.toString(id);
        }
        repliedBefore |= !turned.replies().isEmpty();
        current.chat = lastChat;
        current.takeResult(turned, input, position);
        return turned.calls();
    }

    private boolean hasSessionBeneath(String session) {
        return !state.stack().isEmpty() && !state.stack().getFirst().id().equals(session);
    }

    /// Applies to all inputs up to the current one; later inputs of the batch were sent after it.
    private void forgetMessages() {
        for (Turn turn : turns) {
            turn.forgotten = true;
            if (turn == current) {
                break;
            }
        }
        downloads.clear();
        deferredCalls.clear();
    }

    private void discardDrafts(DialogEngine engine, String asker, Instant now) {
        TurnResult turned = engine.discardDrafts(state, asker, contextAt(now));
        takeState(turned);
    }

    private void takeState(TurnResult turned) {
        state = turned.conversation();
        wakeAt = turned.wakeAt();
        trail.addAll(turned.trail());
    }

    private EngineContext contextAt(Instant now) {
        return new EngineContext(now, current.languageHint(), desk, current.channelName());
    }

    String languageOrDefault() {
        return Language.orDefault(state.language());
    }

    /// Describes the forms for the requests that ask for them, once all inputs are processed.
    void describeForms(DialogEngine engine, Instant now) {
        for (Turn turn : turns) {
            turn.describeForms(engine, state, contextAt(now));
        }
    }

    /// Merges the replies to all inputs of each chat, once all of them exist.
    void mergeReplies() {
        Turn.mergeReplies(turns, ReplyMerger.positionOf(state));
    }

    /// Puts the banner before all other replies, once for each person.
    void prependBanner(ServiceBanner banner) {
        turns.stream()
                .filter(turn -> shownBanner != banner.id() && !turn.replies.isEmpty())
                .findFirst()
                .ifPresent(first -> {
                    first.banner = Reply.ofText(banner.textIn(languageOrDefault()));
                    first.replies.addFirst(first.banner);
                    shownBanner = banner.id();
                });
    }

    /// Assigns sequence numbers and send times once all replies exist: no message is sent before an earlier one.
    void assignPositions(Instant now) {
        lastSeq = row.lastSeq();
        boolean held = row.heldUntil() != null && row.heldUntil().isAfter(now);
        heldUntil = held ? row.heldUntil() : null;
        for (Turn turn : turns) {
            turn.firstSeq = lastSeq + 1;
            Reply received = turn.receivedBody();
            if (received != null) {
                String reference = ReceivedMessageFactory.findReference(turn.request.input());
                add(turn, received, Message.Direction.RECEIVED, reference, null, now);
            }
            heldUntil = later(heldUntil, turn.notBefore);
            turn.addEndingsToReply();
            for (Reply reply : turn.replies) {
                add(turn, reply, turn.directionOf(reply), null, turn.replacedMessage(reply), now);
            }
            turn.lastSeq = lastSeq;
        }
    }

    private void add(
            Turn turn, Reply body, Message.Direction direction, String reference, String replaces, Instant now) {
        long chat = turn.request.chat() == null ? lastChat : turn.request.chat().id();
        Message.State sendState = switch (direction) {
            case RECEIVED -> Message.State.HEARD;
            case REPLY -> turn.isShownOnPage() ? Message.State.SENT : Message.State.PENDING;
            case NOTICE -> Message.State.PENDING;
        };
        turn.messages.add(new Message(
                row.id(), ++lastSeq, chat, direction, body, replaces, sendState, 0, heldUntil, reference, null, now));
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    int turnCount() {
        return turns.size();
    }

    long conversationId() {
        return row.id();
    }

    /// Ticket of the handover, if a message arrived for its agent; 0 when none did.
    long handoverTicketId() {
        return turns.stream().anyMatch(turn -> turn.forAgent) ? row.heldBy() : 0;
    }

    /// Messages that joined an open ticket; they have their positions.
    List<ConversationListener.JoinedMessage> joinedMessages() {
        return turns.stream()
                .filter(turn -> turn.joinedTicket != 0)
                .flatMap(Turn::joinedMessages)
                .toList();
    }

    /// Owner before this batch.
    OutboxOwner currentOwner() {
        return row.owner();
    }

    ConversationRepository.ConversationUpdate toUpdate(OutboxOwner owner) {
        return new ConversationRepository.ConversationUpdate(
                row.id(), state, lastSeq, lastChat, wakeAt, heldUntil, shownBanner, owner);
    }

    List<ProcessedUpdateRepository.ProcessedUpdate> processedUpdates(Instant now) {
        return turns.stream().map(turn -> turn.toProcessedUpdate(now)).toList();
    }

    List<Message> allMessages() {
        return turns.stream().flatMap(turn -> turn.messages.stream()).toList();
    }

    List<PendingDownload> downloads() {
        return downloads;
    }

    List<DeferredCall> deferredCalls() {
        return deferredCalls;
    }

    List<TrailEntry> trailEntries() {
        return trail;
    }

    RepeatedFailureDetector repeatedFailures() {
        return failures;
    }
}
