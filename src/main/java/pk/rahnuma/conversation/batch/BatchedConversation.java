package pk.rahnuma.conversation.batch;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.TurnResult;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxOwner;
import pk.rahnuma.messaging.banner.ServiceBanner;
import pk.rahnuma.messaging.chat.Channel;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.messaging.file.PendingDownload;
import pk.rahnuma.vault.SubjectEncryptionService;

/// One conversation within a batch: its inputs in order, and their results.
final class BatchedConversation {

    private final ConversationRepository.ConversationRow row;
    private final String mode;
    private final List<TurnInput> turnInputs = new ArrayList<>();
    private final Deque<TurnInput> waiting = new ArrayDeque<>();
    private final Deque<ActionExecutor.CallOutcome> results = new ArrayDeque<>();
    private final List<TrailEntry> trail = new ArrayList<>();
    private final List<PendingDownload> downloads = new ArrayList<>();
    private final RepeatedFailureDetector failures;
    private ConversationState state;
    private TurnInput current;
    private int open;
    private boolean saidBefore;
    private long lastChat;
    private int lastSeq;
    private Instant wakeAt;
    private Instant heldUntil;
    private long shownBanner;
    private Message.State sendsAs = Message.State.PENDING;

    /// One input, with the replies to it.
    static final class TurnInput {
        private final TurnBatchProcessor.AddressedRequest placed;
        private final FloodControl.FloodDecision flood;
        private final List<Reply> replies = new ArrayList<>();
        private final List<Message> messages = new ArrayList<>();
        private String notice;
        private String masked;
        private String file;
        private boolean forHuman;
        private boolean unheard;
        private Reply banner;
        private Instant notBefore;
        private int firstSeq;
        private int lastSeq;

        TurnInput(TurnBatchProcessor.AddressedRequest placed, FloodControl.FloodDecision flood) {
            this.placed = placed;
            this.flood = flood;
        }

        List<Message> saidMessages() {
            return messages.stream()
                    .filter(message -> message.direction() != Message.Direction.HEARD)
                    .toList();
        }

        String notice() {
            return notice;
        }
    }

    BatchedConversation(ConversationRepository.ConversationRow row, ConversationState state, String mode) {
        this.row = row;
        this.failures = new RepeatedFailureDetector(row.id());
        this.state = state;
        this.mode = mode;
        this.lastChat = row.lastChat();
        this.shownBanner = row.banner();
    }

    TurnInput addInput(TurnBatchProcessor.AddressedRequest placed, FloodControl.FloodDecision flood) {
        TurnInput turnInput = new TurnInput(placed, flood);
        turnInputs.add(turnInput);
        waiting.add(turnInput);
        return turnInput;
    }

    /// Steps until calls have to be answered, or no input is left.
    ///
    /// @return the calls; empty when this conversation is done
    List<ActionExecutor.PendingCall> advanceToCalls(DialogEngine engine, Instant now) {
        List<ActionExecutor.PendingCall> asked = new ArrayList<>();
        while (open == 0 || !results.isEmpty()) {
            ConversationInput input;
            if (!results.isEmpty()) {
                ActionExecutor.CallOutcome answered = results.poll();
                if (answered.letsGo()) {
                    letGo(engine, now);
                }
                if (answered.forgets()) {
                    forgetWords();
                }
                input = answered.result();
                open--;
            } else if (!waiting.isEmpty()) {
                current = waiting.poll();
                if (current.flood != FloodControl.FloodDecision.PASSES) {
                    slowDown(engine, current);
                    continue;
                }
                input = seen(current);
            } else {
                break;
            }
            List<ActionCall> calls = turn(engine, input, now);
            if (row.heldBy() != 0) {
                current.forHuman =
                        calls.isEmpty() && current.replies.isEmpty() && ReceivedMessageBody.isForHuman(input);
            }
            open += calls.size();
            calls.forEach(call -> asked.add(
                    new ActionExecutor.PendingCall(row.id(), beneath(call.session()), languageOrDefault(), now, call)));
        }
        return asked;
    }

    private void slowDown(DialogEngine engine, TurnInput turnInput) {
        if (turnInput.flood == FloodControl.FloodDecision.WARNED) {
            turnInput.replies.add(
                    Reply.ofText(engine.library().texts().formatText(languageOrDefault(), "engine.flood")));
        }
    }

    /// Adds the result of a call to the current input.
    void addResult(ActionExecutor.CallOutcome answered, Instant now) {
        results.add(answered);
        if (answered.held().isPositive()) {
            current.notBefore = later(current.notBefore, now.plus(answered.held()));
        }
    }

    /// Marks a text that was written before the person could see the question: it came in one batch after the answer
    /// that leads to that question, or reached the adapter before the question was asked. A repeated tap causes no
    /// reply, and hides no question.
    private ConversationInput seen(TurnInput turnInput) {
        ConversationInput input = turnInput.placed.work().input();
        if (turnInput.placed.chat() != null) {
            lastChat = turnInput.placed.chat().id();
        }
        boolean early = !state.stack().isEmpty()
                && state.stack()
                        .getLast()
                        .asked()
                        .isAfter(turnInput.placed.work().received());
        boolean blind = saidBefore || early;
        return blind && input instanceof ConversationInput.Text text
                ? new ConversationInput.Text(text.text(), text.message(), true)
                : input;
    }

    private List<ActionCall> turn(DialogEngine engine, ConversationInput input, Instant now) {
        EngineContext moment = new EngineContext(now, hint(), mode, channel());
        TurnResult turned = row.heldBy() == 0 || input instanceof ConversationInput.HandedBack
                ? engine.processTurn(state, input, moment)
                : engine.processDuringHandover(state, input, moment);
        failures.observeStep(state, turned);
        state = turned.conversation();
        wakeAt = turned.wakeAt();
        trail.addAll(turned.trail());
        for (FileFetch fetch : turned.fetches()) {
            long id = SubjectEncryptionService.newId();
            downloads.add(new PendingDownload(id, row.id(), lastChat, downloads.size(), fetch, 0, now));
            current.file = Long.toString(id);
        }
        if (input instanceof ConversationInput.File sent && !sent.file().away()) {
            current.file = sent.file().id();
        }
        current.replies.addAll(turned.replies());
        saidBefore |= !turned.replies().isEmpty();
        current.notice = turned.notice() == null ? current.notice : turned.notice();
        current.masked = turned.masked() == null ? current.masked : turned.masked();
        return turned.calls();
    }

    private boolean beneath(String session) {
        return !state.stack().isEmpty() && !state.stack().getFirst().id().equals(session);
    }

    /// Applies to all inputs up to the current one; later inputs of the batch were sent after it.
    private void forgetWords() {
        for (TurnInput turnInput : turnInputs) {
            turnInput.unheard = true;
            if (turnInput == current) {
                break;
            }
        }
        downloads.clear();
    }

    private void letGo(DialogEngine engine, Instant now) {
        TurnResult turned = engine.discardDrafts(state, new EngineContext(now, hint(), mode, channel()));
        state = turned.conversation();
        wakeAt = turned.wakeAt();
        trail.addAll(turned.trail());
    }

    private String channel() {
        return current.placed.chat() == null
                ? Channel.WEB.name().toLowerCase(Locale.ROOT)
                : current.placed.chat().channel().name().toLowerCase(Locale.ROOT);
    }

    private String hint() {
        String tag = current.placed.work().language();
        return tag != null && tag.startsWith("ur") ? (tag.equals("ur-Latn") ? tag : "ur") : "en";
    }

    String languageOrDefault() {
        return state.language() == null ? "en" : state.language();
    }

    /// Puts the banner before all other replies, once for each person.
    void prependBanner(ServiceBanner banner) {
        TurnInput first = turnInputs.getFirst();
        if (shownBanner != banner.id() && !first.replies.isEmpty()) {
            first.banner = Reply.ofText(banner.textIn(languageOrDefault()));
            first.replies.addFirst(first.banner);
            shownBanner = banner.id();
        }
    }

    /// True when the acknowledgement can carry all replies: one reply to one input, without a delay, that the adapter
    /// accepts.
    boolean canBeCarried(Instant now) {
        TurnInput only = turnInputs.getFirst();
        return turnInputs.size() == 1
                && only.placed.work().carries() != null
                && only.replies.size() == 1
                && only.placed.work().carries().test(only.replies.getFirst())
                && !only.placed.chat().blocked()
                && only.notBefore == null
                && (row.heldUntil() == null || !row.heldUntil().isAfter(now));
    }

    /// Assigns sequence numbers and send times once all replies exist: no message is sent before an earlier one.
    ///
    /// @param carried whether the acknowledgement carries the reply
    void assignPositions(boolean carried, Instant now) {
        sendsAs = carried ? Message.State.CARRIED : Message.State.PENDING;
        lastSeq = row.lastSeq();
        boolean held = row.heldUntil() != null && row.heldUntil().isAfter(now);
        heldUntil = held ? row.heldUntil() : null;
        for (TurnInput turnInput : turnInputs) {
            turnInput.firstSeq = lastSeq + 1;
            ReceivedMessageBody heard = turnInput.flood == FloodControl.FloodDecision.PASSES && !turnInput.unheard
                    ? ReceivedMessageBody.fromInput(turnInput.placed.work().input())
                    : null;
            if (heard != null) {
                ReceivedMessageBody kept =
                        turnInput.forHuman && turnInput.file != null ? heard.withFile(turnInput.file) : heard;
                add(
                        turnInput,
                        kept.withMaskedText(turnInput.masked).body(),
                        Message.Direction.HEARD,
                        heard.reference(),
                        null,
                        now);
            }
            heldUntil = later(heldUntil, turnInput.notBefore);
            String replaces =
                    turnInput.placed.work().input() instanceof ConversationInput.Tap tap ? tap.message() : null;
            boolean asked = turnInput.placed.work().from() != null;
            for (Reply reply : turnInput.replies) {
                boolean notice = !asked || reply == turnInput.banner;
                boolean inPlace = reply.manner() == Reply.DisplayMode.REPLACES && replaces != null;
                add(
                        turnInput,
                        reply,
                        notice ? Message.Direction.NOTICE : Message.Direction.SAID,
                        null,
                        inPlace ? replaces : null,
                        now);
            }
            turnInput.lastSeq = lastSeq;
        }
    }

    private void add(
            TurnInput turnInput,
            Reply body,
            Message.Direction direction,
            String reference,
            String replaces,
            Instant now) {
        Message.State as = direction == Message.Direction.HEARD ? Message.State.HEARD : sendsAs;
        long chat = turnInput.placed.chat() == null
                ? lastChat
                : turnInput.placed.chat().id();
        turnInput.messages.add(new Message(
                row.id(), ++lastSeq, chat, direction, body, replaces, as, 0, heldUntil, reference, null, now));
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    long conversationId() {
        return row.id();
    }

    /// Ticket of the handover, if a message arrived for its agent; 0 when none did.
    long handoverTicketId() {
        return turnInputs.stream().anyMatch(turnInput -> turnInput.forHuman) ? row.heldBy() : 0;
    }

    /// Owner before this batch.
    OutboxOwner currentOwner() {
        return row.carrier();
    }

    ConversationRepository.ConversationUpdate toUpdate(OutboxOwner carrier) {
        return new ConversationRepository.ConversationUpdate(
                row.id(), state, lastSeq, lastChat, wakeAt, heldUntil, shownBanner, carrier);
    }

    List<ProcessedUpdateRepository.ProcessedUpdate> processedUpdates(Instant now) {
        return turnInputs.stream()
                .map(turnInput -> new ProcessedUpdateRepository.ProcessedUpdate(
                        turnInput.placed.updateKey(), turnInput.firstSeq, turnInput.lastSeq, now))
                .toList();
    }

    List<Message> allMessages() {
        return turnInputs.stream()
                .flatMap(turnInput -> turnInput.messages.stream())
                .toList();
    }

    List<PendingDownload> downloads() {
        return downloads;
    }

    List<TrailEntry> trailEntries() {
        return trail;
    }

    RepeatedFailureDetector repeatedFailures() {
        return failures;
    }
}
