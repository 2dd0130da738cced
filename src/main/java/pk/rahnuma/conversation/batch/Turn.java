package pk.rahnuma.conversation.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.engine.ConversationForms;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.ReplyMerger;
import pk.rahnuma.dialog.engine.SessionEnding;
import pk.rahnuma.dialog.engine.TurnResult;
import pk.rahnuma.dialog.engine.Understanding;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.render.CallbackData;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ConversationListener;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;
import pk.rahnuma.shared.Language;

/// One request of a batch and its results so far. Confined to [BatchedConversation].
final class Turn {

    final TurnRequest request;
    final FloodControl.FloodDecision flood;
    List<Reply> replies = new ArrayList<>();
    /// Position of the conversation after the input ([ReplyMerger#positionOf]).
    String position = "";
    /// Id of the chat that gets the replies.
    long chat;
    /// Received message and replies, with their positions.
    final List<Message> messages = new ArrayList<>();
    /// Sessions that ended in this turn.
    final List<SessionEnding> endings = new ArrayList<>();
    /// Forms of the conversation after all inputs of the batch; null unless the request asks for them.
    ConversationForms forms;
    /// Short text for a tap, or null.
    String notice;
    /// Text of the received message for staff who may not see it in full; null when it is not sensitive.
    String maskedText;
    /// Null when no text was read.
    Understanding understanding;
    /// Id of the received file, or null.
    String fileId;
    /// True when the input was a tap that took effect on a button of a question.
    boolean choiceMade;
    /// True when the agent of a handover has to see the input.
    boolean forAgent;
    /// Id of the open ticket that the input joined outside of a handover; 0 for none.
    long joinedTicket;
    /// True when the received message must not be stored.
    boolean forgotten;
    /// The reply that is a banner, or null.
    Reply banner;
    /// Earliest time to send the replies; null means at once.
    Instant notBefore;
    /// Id of the session that the answers of a form fill; null before.
    private String filledSession;

    private boolean formInterrupted;
    int firstSeq;
    int lastSeq;

    Turn(TurnRequest request, FloodControl.FloodDecision flood) {
        this.request = request;
        this.flood = flood;
    }

    /// True when the answers of a form were interrupted by a call of its session, which now asks the questions behind
    /// it: they are processed again, as far as they were not taken yet.
    boolean isFormUnfinished(ConversationState state) {
        boolean unfinished = formInterrupted
                && !state.stack().isEmpty()
                && state.stack().getLast().id().equals(filledSession);
        formInterrupted = false;
        return unfinished;
    }

    /// True when the input is the form of this turn, for the second time or later.
    boolean fillsFormOn(ConversationInput input) {
        return filledSession != null && input instanceof ConversationInput.SubmittedAnswers;
    }

    /// Records the session that a form fills.
    ///
    /// @param interrupted whether a call interrupts it
    private void noteForm(ConversationInput input, ConversationState state, boolean interrupted) {
        if (input instanceof ConversationInput.SubmittedAnswers
                && !state.stack().isEmpty()) {
            filledSession = state.stack().getLast().id();
            formInterrupted = interrupted;
        }
    }

    /// Adds replies. Of a form that was filled on, only the last prompt is sent.
    ///
    /// @param after position of the conversation after them
    private void addReplies(List<Reply> more, String after, ConversationInput input) {
        if (fillsFormOn(input)) {
            replies = ReplyMerger.mergeReplies(
                            List.of(
                                    new ReplyMerger.QueuedReplies(replies, position),
                                    new ReplyMerger.QueuedReplies(more, after)),
                            after)
                    .stream()
                    .flatMap(List::stream)
                    .collect(Collectors.toCollection(ArrayList::new));
        } else {
            replies.addAll(more);
        }
        position = after;
    }

    /// Adds the results of a step to those of the turn.
    ///
    /// @param before position of the conversation before it
    void takeResult(TurnResult turned, ConversationInput input, String before) {
        if (input instanceof ConversationInput.File sent
                && !sent.file().away()
                && !sent.file().isBare()) {
            fileId = sent.file().id();
        }
        addReplies(turned.replies(), ReplyMerger.positionOf(turned.conversation()), input);
        noteForm(input, turned.conversation(), !turned.calls().isEmpty());
        endings.addAll(turned.endings());
        choiceMade |= input instanceof ConversationInput.Tap tap
                && CallbackData.parseData(tap.data()) != null
                && !position.equals(before);
        notice = turned.notice() == null ? notice : turned.notice();
        maskedText = turned.masked() == null ? maskedText : turned.masked();
        understanding = turned.understanding() == null ? understanding : turned.understanding();
    }

    /// Describes the forms, if the request asks for them.
    void describeForms(DialogEngine engine, ConversationState state, EngineContext context) {
        if (request.asksForForms()) {
            ConversationInput.SubmittedAnswers answers =
                    request.input() instanceof ConversationInput.SubmittedAnswers submitted
                            ? submitted
                            : new ConversationInput.SubmittedAnswers(null, Map.of());
            forms = engine.describeForms(state, answers, context);
        }
    }

    /// Asks the person to write less, once.
    void slowDown(DialogEngine engine, String language) {
        if (flood == FloodControl.FloodDecision.WARNED) {
            replies.add(Reply.ofText(engine.library().texts().formatText(language, "engine.flood")));
        }
    }

    /// Merges the replies to all inputs of each chat, once all of them exist.
    ///
    /// @param position of the conversation after all inputs
    static void mergeReplies(List<Turn> turns, String position) {
        Map<Long, List<Turn>> chats = new LinkedHashMap<>();
        turns.forEach(turn ->
                chats.computeIfAbsent(turn.chat, chat -> new ArrayList<>()).add(turn));
        for (List<Turn> queued : chats.values()) {
            List<List<Reply>> merged = ReplyMerger.mergeReplies(
                    queued.stream()
                            .map(turn -> new ReplyMerger.QueuedReplies(turn.replies, turn.position))
                            .toList(),
                    position);
            for (int i = 0; i < merged.size(); i++) {
                queued.get(i).replies = new ArrayList<>(merged.get(i));
            }
        }
    }

    /// Received messages of a turn that joined an open ticket.
    Stream<ConversationListener.JoinedMessage> joinedMessages() {
        return messages.stream()
                .filter(message -> message.direction() == Message.Direction.RECEIVED)
                .map(message ->
                        new ConversationListener.JoinedMessage(joinedTicket, message.conversation(), message.seq()));
    }

    ProcessedUpdateRepository.ProcessedUpdate toProcessedUpdate(Instant now) {
        return new ProcessedUpdateRepository.ProcessedUpdate(
                request.updateKey(), firstSeq, lastSeq, now, request.contentHash());
    }

    String channelName() {
        Channel channel = request.chat() == null ? Channel.WEB : request.chat().channel();
        return channel.name().toLowerCase(Locale.ROOT);
    }

    /// Language that the channel tells.
    String languageHint() {
        return Language.fromTag(request.language()).orElse(Language.DEFAULT);
    }

    /// Forms that ended in this turn.
    List<Reply.FormEnding> formEndings() {
        return endings.stream()
                .filter(ending -> !ending.end().isEmpty())
                .map(SessionEnding::toFormEnding)
                .toList();
    }

    /// Stores the endings of submitted forms with a reply, so that a repeat gets them too.
    void addEndingsToReply() {
        List<Reply.FormEnding> ended = formEndings();
        if (ended.isEmpty() || !(request.input() instanceof ConversationInput.SubmittedAnswers)) {
            return;
        }
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) != banner) {
                replies.set(i, replies.get(i).withEndings(ended));
                return;
            }
        }
    }

    /// True for answers of a form that goes on, from a page that shows the next question: a channel that sends its
    /// messages does not repeat them. It tells how the form ended.
    boolean isShownOnPage() {
        return request.input() instanceof ConversationInput.SubmittedAnswers
                && request.chat() != null
                && request.chat().channel() == Channel.TELEGRAM
                && endings.isEmpty();
    }

    boolean isWithinLimit() {
        return flood == FloodControl.FloodDecision.PASSES;
    }

    /// Replies as messages.
    List<Message> sentMessages() {
        return messages.stream()
                .filter(message -> message.direction() != Message.Direction.RECEIVED)
                .toList();
    }

    /// True when the question with the tapped button is over, and its message stays as it is.
    boolean isQuestionOver() {
        return choiceMade && replies.stream().noneMatch(reply -> replacedMessage(reply) != null);
    }

    /// The person's input as it is stored; null when it is not stored.
    Reply receivedBody() {
        Reply body = isWithinLimit() && !forgotten ? ReceivedMessageFactory.createBody(request.input()) : null;
        if (body == null) {
            return null;
        }
        boolean forStaff = forAgent || joinedTicket != 0;
        Reply withFile = forStaff && fileId != null ? body.withAttachment(fileId) : body;
        Reply withCaption = forStaff && request.input() instanceof ConversationInput.File file
                ? ReceivedMessageFactory.addCaption(withFile, file.caption())
                : withFile;
        return ReceivedMessageFactory.addUnderstanding(
                ReceivedMessageFactory.addMaskedText(withCaption, maskedText), understanding);
    }

    /// The channel's id of the message that a reply to a tap may replace, or null.
    String replacedMessage(Reply reply) {
        return reply.manner() == Reply.DisplayMode.REPLACES && request.input() instanceof ConversationInput.Tap tap
                ? tap.message()
                : null;
    }

    Message.Direction directionOf(Reply reply) {
        return !request.isFromPerson() || reply == banner ? Message.Direction.NOTICE : Message.Direction.REPLY;
    }
}
